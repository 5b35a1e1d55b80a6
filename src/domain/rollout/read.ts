/** Careful reading of objects from outside: what is missing or of another type reads as absent. */

const MAX_TEXT = 4096;
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

export const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** The value at a path, `undefined` when any part of it is missing. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[key];
  }
  return current;
}

/** Text at a path, cut at 4096 units; empty when there is none. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found.slice(0, MAX_TEXT) : '';
}

/** A finite number at a path. */
export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

/** A number of things: whole, not negative, 0 when absent. */
export const countAt = (value: unknown, ...path: readonly string[]): number =>
  Math.max(0, Math.trunc(numberAt(value, ...path) ?? 0));

export const flagAt = (value: unknown, ...path: readonly string[]): boolean =>
  valueAt(value, ...path) === true;

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
}

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
