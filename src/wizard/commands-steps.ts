import type {Command} from './command.ts';
import {closeOverlay, focusOn, goTo, stepAfter} from './navigation.ts';
import {wordAt} from './paths.ts';
import {errorsOf, firstStepWithError, rowOf} from './problem-rows.ts';
import {choicesOf, directoryOf, directoryTrouble, isInTheWay, wayOut} from './review-files.ts';
import {sceneOf, type Scene} from './scene.ts';
import type {StepId} from './screen.ts';
import {only, say, type Result, type WizardState} from './state.ts';

/** On to the next step, or out of the overlay. With errors the focus goes to the first of them instead. */
export const next: Command = (scene) => {
  const {state} = scene;
  const errors = errorsOf(state, state.step);
  if (scene.overlay !== undefined) {
    const mine = errors.filter((error) => rowOf(scene.items, error.field));
    return only(
      mine.length === 0
        ? closeOverlay(state)
        : toFirstRow(
            checked(state),
            mine.map((error) => error.field),
          ),
    );
  }
  if (errors.length === 0) return only(goTo(state, stepAfter(state.step, 1)));
  return only(toFirstError(checked(state)));
};

const checked = (state: WizardState): WizardState =>
  state.checked.includes(state.step) ? state : {...state, checked: [...state.checked, state.step]};

/** Focuses the first row of the open rows at which one of the problems stands; `undefined` when none does. */
function focusProblem(state: WizardState, fields: readonly string[]): WizardState | undefined {
  const {items, place} = sceneOf(state);
  const rows = new Set(fields.map((field) => rowOf(items, field)));
  const item = items.find(
    (item) => rows.has(item) && item.row.kind !== 'note' && item.row.kind !== 'heading',
  );
  return item ? focusOn(state, place, item.row.id) : undefined;
}

const toFirstRow = (state: WizardState, fields: readonly string[]): WizardState =>
  focusProblem(state, fields) ?? state;

/** Looks where the first error of the step can be mended: on its rows, behind `more…`, in the base overlay. */
function toFirstError(state: WizardState): WizardState {
  const [first, ...others] = errorsOf(state, state.step);
  if (!first) return state;
  const fields = [first, ...others].map((error) => error.field);
  const plain: WizardState = {...state, filter: {text: '', editing: false}};
  const unfolded: WizardState = {...plain, unfolded: [...plain.unfolded, plain.step]};
  const overlaid: WizardState = {...plain, overlay: {kind: 'base'}};
  const found =
    focusProblem(plain, fields) ??
    (plain.unfolded.includes(plain.step) ? undefined : focusProblem(unfolded, fields)) ??
    (plain.step === 'tools' ? focusProblem(overlaid, fields) : undefined);
  return (
    found ??
    say(
      plain,
      'error',
      `${first.field} ${first.message}: mend it in the preset file and start from that again.`,
    )
  );
}

/** Opens a step at its first error. */
export const goToError = (state: WizardState, step: StepId): WizardState =>
  toFirstError(checked(goTo(state, step)));

/** From the review to the first answer that is still open. */
export const retry: Command = ({state}) => {
  const step = firstStepWithError(state);
  return only(step === undefined || step === 'review' ? state : goToError(state, step));
};

/** Enter in the review. Nothing is written before the disk was looked at, for exactly this directory. */
export const write: Command = (scene) => {
  const {state} = scene;
  const {plan, comparisons, askedDirectory} = state.review;
  const directory = directoryOf(state);
  if (!plan) return only(state);
  if (askedDirectory !== directory) return only(toFirstFile(scene));
  if (!comparisons)
    return only(say(state, 'notice', 'Still looking at the disk: press the key again in a moment.'));
  const blocked = comparisons.find((comparison) => isInTheWay(state, comparison));
  // What is wrong with the directory stands there already.
  if (blocked && directoryTrouble(state) !== undefined) return only(focusOn(state, 'review', 'directory'));
  if (blocked)
    return only(
      say(
        focusOn(state, 'review', `file:${blocked.path}`),
        'error',
        `${blocked.path} cannot be written: ${wayOut(state, blocked.path)}.`,
      ),
    );
  const {failure: _failure, deploys: _deploys, builds: _builds, patched: _patched, ...review} = state.review;
  return [
    {...state, busy: 'writing', review: {...review, events: []}},
    [{type: 'write', plan, directory, choices: choicesOf(state)}],
  ];
};

/** Writes, and goes on to the cluster when that is done. */
export const writeAndDeploy: Command = (scene, key) => {
  const [state, effects] = write(scene, key);
  return [state.busy === 'writing' ? {...state, review: {...state.review, deploys: true}} : state, effects];
};

/** Writes, and goes on to the builder of this machine when that is done. */
export const writeAndBuild: Command = (scene, key) => {
  const [state, effects] = write(scene, key);
  return [state.busy === 'writing' ? {...state, review: {...state.review, builds: true}} : state, effects];
};

/** Off the directory row, which makes the disk be looked at again. */
const toFirstFile = ({state, items, place}: Scene): WizardState =>
  focusOn(state, place, items.find((item) => item.file !== undefined)?.row.id ?? '');

/** Asks Harness for the newest base; the wizard goes on meanwhile. */
export function lookUp({state}: Scene): Result {
  const effect = {
    type: 'look-up-version',
    accountId: wordAt(state.answers, 'delegate.accountId'),
    managerUrl: wordAt(state.answers, 'delegate.managerUrl'),
  } as const;
  return [{...state, lookingUp: true}, [effect]];
}
