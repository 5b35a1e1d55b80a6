/** Careful reading of objects from outside, for what `deploy/json.ts` does not read in the same way. */
import {at, listAt, numberAt} from '../deploy/json.ts';

const MAX_TEXT = 4096;
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** Text at a path, cut at 4096 units; empty when there is none. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found.slice(0, MAX_TEXT) : '';
}

/** A number of things: whole, not negative, 0 when absent. */
export const countAt = (value: unknown, ...path: readonly string[]): number =>
  Math.max(0, Math.trunc(numberAt(value, ...path) ?? 0));

export const flagAt = (value: unknown, ...path: readonly string[]): boolean => at(value, ...path) === true;

/** RFC 3339 as ms since the epoch. */
export function parseTime(text: string): number | undefined {
  const ms = RFC_3339.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

export const timeAt = (value: unknown, ...path: readonly string[]): number | undefined =>
  parseTime(textAt(value, ...path));

/** The condition of that type in `status.conditions`. */
export const conditionOf = (object: unknown, type: string): unknown =>
  listAt(object, 'status', 'conditions').find((condition) => textAt(condition, 'type') === type);

/** The uid of the controlling owner, or of the only owner there is. */
export function ownerUid(object: unknown): string {
  const owners = listAt(object, 'metadata', 'ownerReferences');
  const owner = owners.find((candidate) => flagAt(candidate, 'controller')) ?? owners[0];
  return textAt(owner, 'uid');
}
