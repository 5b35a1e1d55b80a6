import type {ObjectCounts} from './events.ts';
import type {ObjectRef} from './object-ref.ts';
import type {ObjectOutcome, ObjectState} from './object-outcome.ts';
import {undoUnseen, type UndoObject} from './undo-plan.ts';

const OUTCOMES: readonly ObjectOutcome[] = ['created', 'changed', 'unchanged', 'absent', 'unknown'];

/** How many objects had each outcome. */
export const countObjects = (objects: readonly {readonly outcome: ObjectOutcome}[]): ObjectCounts =>
  Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, objects.filter((object) => object.outcome === outcome).length]),
  ) as Record<ObjectOutcome, number>;

/** What an undo would take back if the run were lost while it applies. */
export const undoBeforeApply = (
  refs: readonly ObjectRef[],
  before: ReadonlyMap<string, ObjectState>,
): UndoObject[] => refs.map((ref) => undoUnseen(ref, before));
