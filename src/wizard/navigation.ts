import {STEPS, type StepId} from './screen.ts';
import {factsOf, type WizardState} from './state.ts';

/** The step so many further on; clamped to the first and last. */
export const stepAfter = (step: StepId, by: number): StepId =>
  STEPS[Math.max(0, Math.min(STEPS.length - 1, STEPS.indexOf(step) + by))] ?? step;

/** Opens a step. Answers and where the focus was in each step stay; what was open over the step is closed. */
export function goTo(state: WizardState, step: StepId): WizardState {
  const {overlay: _overlay, panel: _panel, caret: _caret, editing: _editing, said: _said, ...rest} = state;
  const moved = {...rest, step, filter: {text: '', editing: false}};
  return step === 'review' ? withPlan(moved) : moved;
}

/** Going back to the start must not lead on to another start by mistake. */
export function goBack(state: WizardState): WizardState {
  const moved = goTo(state, stepAfter(state.step, -1));
  return moved.step === 'start' ? {...moved, focus: {...moved.focus, start: 'continue'}} : moved;
}

function withPlan(state: WizardState): WizardState {
  const {plan: _plan, comparisons: _comparisons, askedDirectory: _asked, ...review} = state.review;
  const plan = state.know.plan(state.answers, factsOf(state));
  return {...state, review: plan ? {...review, plan} : review};
}

/** Closes the overlay, the focus is back where it was. What was typed in it stays. */
export function closeOverlay(state: WizardState): WizardState {
  const {overlay: _overlay, caret: _caret, editing: _editing, ...rest} = state;
  return rest;
}

/** Puts the focus on a row. */
export function focusOn(state: WizardState, place: string, id: string): WizardState {
  if (state.focus[place] === id) return state;
  const {caret: _caret, editing: _editing, ...rest} = state;
  return {...rest, focus: {...state.focus, [place]: id}};
}
