import type {PartialAnswers} from '../domain/answers.ts';
import {readExisting} from '../domain/existing/existing-file.ts';
import {fillAnswers, type FilledFile} from '../domain/existing/fill-answers.ts';
import {answer} from './answering.ts';
import {holdAll} from './leaving.ts';
import {goTo} from './navigation.ts';
import {only, say, type Result, type WizardState} from './state.ts';
import {settle} from './update.ts';

/** The wizard as it ended, and what was done since. */
export interface Reopening {
  readonly state: WizardState;
  /** Of what was written last: a build may have pinned a digest, or taken it out. */
  readonly answers: PartialAnswers;
  /** The file that people have, as it is on the disk now. */
  readonly existing?: {readonly path: string; readonly text: string};
}

/**
 * The wizard at its review once more, with everything that was answered, and the look at the disk. A token that was
 * typed is still in the state, and nowhere else.
 */
export function reopenWizard({state: before, answers, existing}: Reopening): Result {
  const {outcome: _outcome, busy: _busy, said: _said, ...state} = before;
  const {patched: _patched, deploys: _deploys, builds: _builds, failure: _failure, ...review} = state.review;
  const known: WizardState = {
    ...state,
    ...(existing === undefined ? {} : readAnew(state, existing)),
    review: {...review, choices: withoutBeside(review.choices), events: []},
  };
  const pinned = answer(known, 'image.digest', answers.image?.digest);
  const told = 'Nothing was applied. Your answers are as they were; the files are written.';
  return settle(only(say(goTo(holdAll(pinned), 'review'), 'notice', told)));
}

/** What was written beside a file is there now; writing it once more would only add another one. */
const withoutBeside = (choices: WizardState['review']['choices']): WizardState['review']['choices'] =>
  Object.fromEntries(Object.entries(choices).filter(([, choice]) => choice !== 'beside'));

/** What was edited is what edits begin from now; a file that says something else altogether stays as it was read. */
function readAnew(
  {existing, layers, today}: WizardState,
  {path, text}: {readonly path: string; readonly text: string},
): {readonly existing?: FilledFile} {
  const delegate = existing?.file.delegate;
  const reading = readExisting({path, text, today, ...(delegate === undefined ? {} : {delegate})});
  if (reading.state !== 'ready') return {};
  const {existing: read} = fillAnswers(layers, {file: reading.file, today});
  return {existing: existing?.fixes === undefined ? read : {...read, fixes: existing.fixes}};
}
