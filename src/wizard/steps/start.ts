import {mergeAnswers} from '../../domain/merge.ts';
import {replaceAnswers} from '../answering.ts';
import {note, type Item} from '../item.ts';
import {holdAnswers} from '../leaving.ts';
import {goTo} from '../navigation.ts';
import type {Result, WizardState} from '../state.ts';
import {summaryOf} from '../summary.ts';
import type {StepScreen} from './step-screen.ts';

/** What to start from. Nothing chosen here is final: every answer can still be changed. */
export const start: StepScreen = {
  question: () => 'Build a Harness delegate with your own tools. Start from:',
  items: (state) => [
    ...goOn(state),
    ...last(state),
    ...presets(state),
    nothing(),
    existing(),
    ...warning(state),
    ...unfinished(state),
  ],
};

const choose = (id: string, label: string, detail: string, pick: (state: WizardState) => Result): Item => ({
  row: {kind: 'choose', id, label, detail},
  pick,
});

/** Starts with answers of a preset, or of last time. */
export function beginWith(state: WizardState, preset: unknown): WizardState {
  const answers = mergeAnswers({...state.layers, preset});
  const {existing: _existing, ...rest} = state;
  return goTo(holdAnswers({...replaceAnswers(rest, answers), begun: true}), 'tools');
}

const goOn = (state: WizardState): Item[] =>
  state.begun
    ? [choose('continue', 'What you have so far', summaryOf(state), (state) => [goTo(state, 'tools'), []])]
    : [];

function last({starts}: WizardState): Item[] {
  const {last} = starts;
  return last
    ? [choose('last', 'Last time', last.detail, (state) => [beginWith(state, last.answers), []])]
    : [];
}

const presets = ({starts}: WizardState): Item[] =>
  starts.presets.map(({name, description, origin}) =>
    choose(
      `preset:${origin}:${name}`,
      name,
      origin === 'yours' ? ['yours', description].filter(Boolean).join(' · ') : description,
      (state) => [{...state, busy: 'loading'}, [{type: 'load-preset', name}]],
    ),
  );

const existing = (): Item =>
  choose('existing', 'An existing manifest', 'edit the file that installs yours today', (state) => {
    const {caret: _caret, editing: _editing, ...rest} = state;
    return [{...rest, overlay: {kind: 'existing'}}, []];
  });

const nothing = (): Item =>
  choose('nothing', 'Nothing', 'answer every question yourself', (state) => [beginWith(state, {}), []]);

const warning = (state: WizardState): Item[] =>
  state.begun ? [note({id: 'again', label: 'Any other choice starts again from its own answers.'})] : [];

const unfinished = ({unfinished}: WizardState): Item[] =>
  unfinished === undefined ? [] : [note({id: 'unfinished', label: `${unfinished} w goes back to it.`})];
