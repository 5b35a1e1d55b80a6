import {redactSecrets, sanitiseLine} from '../text.ts';
import {isObject} from './json.ts';
import {redactPatterns} from './redact-patterns.ts';

/** Letters, digits, punctuation of ASCII: nothing to clean, and by far the most of what comes. */
const HARMLESS = /^[\x20-\x7e]{0,1024}$/;
/** Free text that other programs wrote. */
const MESSAGES: readonly string[] = ['message', 'note', 'reason'];
const MAX_DEPTH = 60;

/**
 * An object from the cluster with every string in it safe to print, and secrets taken out of messages. Records
 * of field ownership lose their fields and keep who and when.
 */
export function cleanJson(value: unknown, secrets: readonly string[], depth = 0, key = ''): unknown {
  if (typeof value === 'string') return cleanText(value, secrets, key);
  if (depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) return value.map((item) => cleanJson(item, secrets, depth + 1, key));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name]) => name !== 'fieldsV1' && name !== '__proto__');
  return Object.fromEntries(kept.map(([name, item]) => [name, cleanJson(item, secrets, depth + 1, name)]));
}

function cleanText(text: string, secrets: readonly string[], key: string): string {
  const redacted = MESSAGES.includes(key) ? redactPatterns(redactSecrets(text, secrets)) : text;
  return HARMLESS.test(redacted) ? redacted : sanitiseLine(redacted);
}
