import {comparable} from './comparable.ts';
import {sameJson, textAt, type JsonObject} from './json.ts';

/** What an apply did to one object. `absent`: it was to be there and is not. */
export type ObjectOutcome = 'created' | 'changed' | 'unchanged' | 'absent' | 'unknown';

/** An object as the cluster has it: `undefined` when there is none, `unknown` when nobody could look. */
export type ObjectState = JsonObject | undefined | 'unknown';

/** Compares an object before and after an apply, whatever the program that applied it said. */
export function objectOutcome(before: ObjectState, after: ObjectState): ObjectOutcome {
  if (before === 'unknown' || after === 'unknown') return 'unknown';
  if (after === undefined) return 'absent';
  if (before === undefined) return 'created';
  if (textAt(before, 'metadata', 'uid') !== textAt(after, 'metadata', 'uid')) return 'created';
  if (textAt(before, 'metadata', 'resourceVersion') === textAt(after, 'metadata', 'resourceVersion'))
    return 'unchanged';
  return sameJson(comparable(before), comparable(after)) ? 'unchanged' : 'changed';
}
