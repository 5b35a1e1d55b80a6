import type {DeployChange, DeployCheck, DeployOutcome} from '../../../domain/deploy/events.ts';
import {speedWords} from '../../../domain/deploy/speed-words.ts';
import {objectTitle} from '../../../domain/deploy/object-ref.ts';
import {sanitiseLine} from '../../../domain/text.ts';
import type {RowProblem, StatusLine, Tone, Verdict} from '../../screen.ts';
import {noteItem} from '../../item.ts';
import type {DeployItem, DeployScreen} from '../item.ts';
import type {DeployState} from '../state.ts';
import {plural} from '../../words.ts';
import {clusterName, placeName} from '../words.ts';

const TONES: Readonly<Record<DeployCheck['state'], Tone>> = {ok: 'ok', warn: 'warning', fail: 'error'};
const RANK: Readonly<Record<DeployCheck['state'], number>> = {fail: 0, warn: 1, ok: 2};

/** Everything that can be known before the first change, and the question whether to make it. */
export const preflight: DeployScreen = {
  question: (state) => `Before anything changes, on ${placeName(state) || 'the cluster'}`,
  status: (state) => [...paceLine(state), ...changesLine(state)],
  items: (state) => [...checkItems(state), ...running(state), ...typedItem(state)],
  verdict,
};

/** What stops or worries stands above what is well, so that it is seen in a small window too. */
function checkItems({run, asking}: DeployState): DeployItem[] {
  const checks = (run?.checks ?? []).map((check, index) => ({check, index}));
  const sorted =
    run?.ended === undefined && asking === undefined
      ? checks
      : checks.toSorted((a, b) => rank(a.check) - rank(b.check));
  return sorted.map(({check: {state, text, next, details}, index}) => ({
    row: {
      kind: 'result',
      id: `check:${index}`,
      state: TONES[state],
      label: text,
      ...(next === undefined ? {} : {detail: next}),
    },
    ...(details === undefined || details.length === 0 ? {} : {details}),
  }));
}

const rank = ({state}: DeployCheck): number => RANK[state];

function running({run, asking}: DeployState): DeployItem[] {
  if (run === undefined || run.ended !== undefined || asking !== undefined) return [];
  return [{row: {kind: 'result', id: 'running', state: 'running', label: 'looking'}}];
}

/** Before the minutes of a practice cluster go by. */
function paceLine({run}: DeployState): StatusLine[] {
  const text = speedWords(run?.speed ?? 1);
  return text === '' ? [] : [{label: 'practice', text}];
}

function changesLine({run}: DeployState): StatusLine[] {
  const changes = run?.changes ?? [];
  if (changes.length === 0) return [];
  const named = (kind: DeployChange['kind'], verb: string) => {
    const refs = changes.filter((one) => one.kind === kind).map(({ref}) => ref);
    if (refs.length === 0) return [];
    return [
      refs.length <= 3 ? `${verb} ${refs.map(objectTitle).join(', ')}` : `${verb} ${refs.length} objects`,
    ];
  };
  const same = changes.filter(({kind}) => kind === 'unchanged').length;
  const parts = [
    ...named('changed', 'change'),
    ...named('new', 'create'),
    ...(same === 0 ? [] : [`${same} unchanged`]),
    ...named('unchecked', 'not checked:'),
  ];
  return [{label: 'changes', text: parts.join(' · ')}];
}

/** The name that has to be typed, as it can be read on the screen; `undefined` when a key will do. */
export function nameToType({asking}: DeployState): string | undefined {
  if (asking?.kind !== 'confirm' || asking.mustType === undefined) return undefined;
  return sanitiseLine(asking.mustType, {maxLength: 200}).trim();
}

/** What was typed, held against the name character by character. */
function typedProblem(name: string, typed: string): RowProblem | undefined {
  if (name.startsWith(typed)) return undefined;
  const wanted = Array.from(name);
  const at = Array.from(typed).findIndex((character, index) => character !== wanted[index]);
  const expected = wanted[at];
  const says =
    expected === undefined ? 'the name ends there' : `the name goes on with "${wanted.slice(at).join('')}"`;
  return {severity: 'error', message: `${says}: backspace, or esc to go back`};
}

function typedItem(state: DeployState): DeployItem[] {
  const name = nameToType(state);
  if (name === undefined) return [];
  const {text, cursor} = state.typed;
  const problem = typedProblem(name, text);
  return [
    noteItem('name', `To apply, type the name: ${name}`),
    {
      row: {
        kind: 'text',
        id: 'confirm',
        label: 'Name',
        value: text,
        cursor,
        ...(problem === undefined ? {} : {problem}),
      },
      isTyped: true,
    },
  ];
}

/** Nothing was changed, and this is why. */
const TONE_OF: Partial<Readonly<Record<DeployOutcome, Tone>>> = {declined: 'notice', cancelled: 'notice'};

const LEFT_ALONE =
  'Nothing was changed: the fields stay with those who set them. r looks again, and asks again; esc goes back.';

function verdict(state: DeployState): Verdict | undefined {
  const {run, asking} = state;
  const ended = run?.ended;
  if (ended !== undefined) {
    const text =
      run?.leftAlone === true ? LEFT_ALONE : [ended.result.sentence, ...ended.result.next].join(' ');
    return {tone: TONE_OF[ended.result.outcome] ?? 'error', text};
  }
  if (asking?.kind !== 'confirm') return undefined;
  const warnings = run?.checks.filter((check) => check.state === 'warn').length ?? 0;
  const heed = warnings === 0 ? '' : `, with ${plural(warnings, 'warning')} to read above`;
  const where = clusterName(run);
  const how = asking.mustType === undefined ? 'Press y to apply.' : 'Type its name, then press enter.';
  return {tone: warnings === 0 ? 'ok' : 'warning', text: `${where} is ready${heed}. ${how}`};
}
