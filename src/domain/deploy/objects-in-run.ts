import type {ObjectCounts} from './events.ts';
import {isObject} from './json.ts';
import {objectKey, type ObjectRef} from './object-ref.ts';
import type {ObjectOutcome, ObjectState} from './object-outcome.ts';
import type {UndoObject} from './undo-plan.ts';

type Before = ReadonlyMap<string, ObjectState>;

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
export const undoBeforeApply = (refs: readonly ObjectRef[], before: Before): UndoObject[] =>
  refs.flatMap((ref): UndoObject[] => {
    const was = before.get(objectKey(ref));
    if (isObject(was)) return [{ref, outcome: 'changed', before: was}];
    return was === undefined && before.has(objectKey(ref)) ? [{ref, outcome: 'created'}] : [];
  });

/** What an undo takes back once it is known what the apply did. */
export const undoAfterApply = (
  objects: readonly {readonly ref: ObjectRef; readonly outcome: ObjectOutcome; readonly uid?: string}[],
  before: Before,
): UndoObject[] =>
  objects.flatMap(({ref, outcome, uid}): UndoObject[] => {
    if (outcome !== 'created' && outcome !== 'changed') return [];
    const was = before.get(objectKey(ref));
    return [
      {
        ref,
        outcome,
        ...(uid === undefined ? {} : {uid}),
        ...(outcome === 'changed' && isObject(was) ? {before: was} : {}),
      },
    ];
  });
