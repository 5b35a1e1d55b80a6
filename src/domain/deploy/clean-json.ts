import {redactSecrets, sanitiseLine} from '../text.ts';
import {at, isObject} from './json.ts';
import {redactPatterns} from './redact-patterns.ts';

/** Letters, digits, punctuation of ASCII: nothing to clean, and by far the most of what comes. */
const HARMLESS = /^[\x20-\x7e]{0,1024}$/;
/** Free text that other programs wrote. */
const MESSAGES: readonly string[] = ['message', 'note', 'reason'];
const MAX_DEPTH = 60;
const TEMPLATE_MARK = {'f:spec': {'f:template': {}}};

/**
 * An object from the cluster with every string in it safe to print, and secrets taken out of messages. Records
 * of field ownership keep who and when, and of their fields only whether the pod template is among them.
 */
export function cleanJson(value: unknown, secrets: readonly string[], depth = 0, key = ''): unknown {
  if (typeof value === 'string') return cleanText(value, secrets, key);
  if (depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) return value.map((item) => cleanJson(item, secrets, depth + 1, key));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name]) => name !== '__proto__');
  return Object.fromEntries(
    kept.flatMap(([name, item]) =>
      name === 'fieldsV1' ? markOf(item) : [[name, cleanJson(item, secrets, depth + 1, name)]],
    ),
  );
}

/** Who owns a pod template decides who has superseded whom. */
const markOf = (fields: unknown): [string, unknown][] =>
  at(fields, 'f:spec', 'f:template') === undefined ? [] : [['fieldsV1', TEMPLATE_MARK]];

const isSafe = (text: string): boolean => HARMLESS.test(text);

function cleanText(text: string, secrets: readonly string[], key: string): string {
  if (!MESSAGES.includes(key)) return isSafe(text) ? text : sanitiseLine(text);
  const redact = (dirty: string) => redactPatterns(redactSecrets(dirty, secrets));
  const redacted = redact(text);
  if (isSafe(redacted)) return redacted;
  // Once more: controls and invisible characters may have stood inside a secret. Cut afterwards, lest half of one stays.
  return sanitiseLine(redact(sanitiseLine(redacted, {maxLength: Number.POSITIVE_INFINITY})));
}
