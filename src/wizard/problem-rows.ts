import type {Problem} from '../domain/problem.ts';
import type {Item} from './item.ts';
import {isWithin} from './paths.ts';
import {STEPS, type StepId} from './screen.ts';
import {factsOf, type WizardState} from './state.ts';

/** Which step asks for an answer, by the first word of its path. */
const STEP_OF: Readonly<Record<string, StepId>> = {
  base: 'tools',
  features: 'tools',
  tools: 'tools',
  customTools: 'tools',
  dockerfile: 'tools',
  image: 'image',
  cluster: 'policy',
  build: 'policy',
  delegate: 'delegate',
};

/** The step that can mend a problem; the review for what none asks about. */
export const stepOf = (field: string): StepId => STEP_OF[field.split('.', 1)[0] ?? ''] ?? 'review';

export const problemsOf = (state: WizardState): readonly Problem[] =>
  state.know.problems(state.answers, factsOf(state));

export const errorsOf = (state: WizardState, step?: StepId): Problem[] =>
  problemsOf(state).filter(
    (problem) => problem.severity === 'error' && (step === undefined || stepOf(problem.field) === step),
  );

/** The first step with an error; `undefined` when nothing keeps the files from being written. */
export function firstStepWithError(state: WizardState): StepId | undefined {
  const steps = new Set(errorsOf(state).map((problem) => stepOf(problem.field)));
  return STEPS.find((step) => steps.has(step));
}

const claimsOf = (item: Item): readonly string[] => item.claims ?? [item.row.id];

const isField = ({row}: Item): boolean => row.kind === 'text' || row.kind === 'options';

/** The row at which a problem stands: the one with the nearest answer, or the first field inside the answer it is about. */
export function rowOf(items: readonly Item[], field: string): Item | undefined {
  const nearest = items
    .flatMap((item) =>
      claimsOf(item)
        .filter((claim) => isWithin(field, claim))
        .map((claim) => ({item, length: claim.length})),
    )
    .sort((a, b) => b.length - a.length)[0];
  return (
    nearest?.item ??
    items.find((item) => isField(item) && claimsOf(item).some((claim) => isWithin(claim, field)))
  );
}

/**
 * What is missing is told once someone tried to go on; what is wrong is told when its field is left, or
 * again while it is mended.
 */
export function isTold(state: WizardState, problem: Problem, item?: Item): boolean {
  if (problem.severity !== 'error' || state.checked.includes(state.step) || state.step === 'review')
    return true;
  const isMissing = problem.code === 'missing' || item?.text === '';
  return !isMissing && (item === undefined || item.row.id !== state.editing);
}
