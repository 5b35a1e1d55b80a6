import {textAt} from '../deploy/json.ts';
import {sanitiseLine} from '../text.ts';

const MAX_LENGTH = 300;

/** The text at a path of an object from the cluster, safe to print; `undefined` where there is none. */
export function shownText(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const text = textAt(value, ...path);
  return text === undefined ? undefined : sanitiseLine(text, {maxLength: MAX_LENGTH});
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** The time at a path as Kubernetes writes it, RFC 3339 in UTC; `undefined` for anything else. */
export function shownTime(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const text = textAt(value, ...path);
  return text !== undefined && TIME.test(text) ? text : undefined;
}
