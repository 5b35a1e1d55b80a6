import {sameValue} from '../domain/yaml-edit/same-value.ts';
import type {Outcome} from './effects.ts';
import {closeOverlay} from './navigation.ts';
import type {Scene} from './scene.ts';
import {only, type Held, type Result, type WizardState} from './state.ts';

const heldOf = ({answers, secrets, existing}: Omit<WizardState, 'held'>): Held => ({
  answers,
  token: secrets.delegateToken ?? '',
  fixes: existing?.fixes ?? {},
});

/** These answers were taken in, written or saved: leaving loses none of them. A token that was typed is kept apart. */
export const holdAnswers = (state: WizardState): WizardState => ({
  ...state,
  held: {...heldOf(state), token: state.held.token},
});

/** Everything, the token too. */
export const holdAll = (state: Omit<WizardState, 'held'>): WizardState => ({...state, held: heldOf(state)});

/** Something was answered that is lost with us. */
const wouldLose = (state: WizardState): boolean => !sameValue(heldOf(state), state.held);

/**
 * Ctrl+C. Answers that would be lost are asked about first, and the second press leaves. While something is written,
 * the first one waits for the end of that.
 */
export function leave({state}: Scene): Result {
  if (state.busy === 'writing' && !state.leaving) return only({...state, leaving: true});
  if (state.busy === undefined && state.overlay?.kind !== 'leave' && wouldLose(state))
    return only(asking(state));
  const outcome = leavingOutcome(state);
  return [{...state, outcome}, [{type: 'exit', outcome}]];
}

/** What is open stays as it is, below the question. */
function asking({overlay, panel, caret, editing, ...rest}: WizardState): WizardState {
  const over = {
    ...(overlay && {overlay}),
    ...(panel && {panel}),
    ...(caret !== undefined && {caret}),
    ...(editing !== undefined && {editing}),
  };
  return {...rest, overlay: {kind: 'leave', over}};
}

/** Back to where Ctrl+C was pressed. */
export const stay = (state: WizardState): WizardState =>
  state.overlay?.kind === 'leave' ? {...closeOverlay(state), ...state.overlay.over} : state;

function leavingOutcome({busy, review}: WizardState): Outcome {
  if (busy === 'writing')
    return {
      kind: 'failed',
      message: 'Left before the write was done: look at the directory before you go on.',
    };
  return review.failure === undefined ? {kind: 'cancelled'} : {kind: 'failed', message: review.failure};
}
