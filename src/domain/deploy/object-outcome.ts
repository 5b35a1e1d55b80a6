import {comparable} from './comparable.ts';
import {sameJson, textAt, type JsonObject} from './json.ts';
import {doneToNew} from './made-by-us.ts';

/** What an apply did to one object. `absent`: it was to be there and is not. */
export type ObjectOutcome = 'created' | 'changed' | 'unchanged' | 'absent' | 'unknown';

/** An object as the cluster has it: `undefined` when there is none, `unknown` when nobody could look. */
export type ObjectState = JsonObject | undefined | 'unknown';

export interface Compared {
  readonly before: ObjectState;
  /** With its `managedFields`. */
  readonly after: ObjectState;
  /** Who applied. */
  readonly manager: string;
}

/**
 * Compares an object before and after an apply, whatever the program that applied it said. What had not been there is
 * `created` only if we made it: somebody else may have been faster.
 */
export function objectOutcome({before, after, manager}: Compared): ObjectOutcome {
  if (before === 'unknown' || after === 'unknown') return 'unknown';
  if (after === undefined) return 'absent';
  if (before === undefined || textAt(before, 'metadata', 'uid') !== textAt(after, 'metadata', 'uid'))
    return doneToNew(after, manager);
  if (textAt(before, 'metadata', 'resourceVersion') === textAt(after, 'metadata', 'resourceVersion'))
    return 'unchanged';
  return sameJson(comparable(before), comparable(after)) ? 'unchanged' : 'changed';
}
