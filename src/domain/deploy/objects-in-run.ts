import type {ObjectCounts} from './events.ts';
import {objectKey, type ObjectRef} from './object-ref.ts';
import type {ObjectOutcome, ObjectState} from './object-outcome.ts';
import {undoObjects, type UndoObject} from './undo-plan.ts';

const OUTCOMES: readonly ObjectOutcome[] = ['created', 'changed', 'unchanged', 'absent', 'unknown'];

/** How many objects had each outcome. */
export const countObjects = (objects: readonly {readonly outcome: ObjectOutcome}[]): ObjectCounts =>
  Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, objects.filter((object) => object.outcome === outcome).length]),
  ) as Record<ObjectOutcome, number>;

/**
 * What an undo would take back if the run were lost while it applies: everything that was there can be put
 * back; of what was not, nobody would know whether it is ours.
 */
export const undoBeforeApply = (
  refs: readonly ObjectRef[],
  before: ReadonlyMap<string, ObjectState>,
): UndoObject[] =>
  undoObjects(
    refs
      .filter((ref) => before.has(objectKey(ref)))
      .map((ref) => ({ref, outcome: outcomeToCome(before.get(objectKey(ref)))})),
    before,
  );

const outcomeToCome = (was: ObjectState): ObjectOutcome =>
  was === undefined ? 'created' : was === 'unknown' ? 'unknown' : 'changed';
