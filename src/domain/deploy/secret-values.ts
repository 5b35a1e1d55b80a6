import {isPlaceholder} from '../token.ts';
import type {JsonObject} from './json.ts';
import {secretPlaces, type SecretPlace} from './secret-places.ts';

/** Shorter values stand in too many innocent words to be blotted out. */
const SHORTEST = 6;
/** Outside of Secrets, a name may promise more than it holds: `SECRET_STORE=kubernetes`. */
const INNOCENT = /^(?:[A-Za-z]{1,11}|\d+)$/;

/**
 * Every value that Secrets among the objects hold, as it is and decoded, and what variables, keys and addresses
 * hold in the open: to be redacted from texts.
 */
export const secretValues = (objects: readonly JsonObject[]): string[] => [
  ...new Set(objects.flatMap(secretPlaces).flatMap(valuesOf).filter(isLong)),
];

const isLong = (value: string): boolean => value.trim().length >= SHORTEST;

/** Whether what stands in the open under the name of a secret is one, so far as its looks go. */
export const looksSecret = (value: string): boolean =>
  isLong(value) && !INNOCENT.test(value) && !isPlaceholder(value);

function valuesOf({value, in: where}: SecretPlace): string[] {
  if (typeof value !== 'string') return [];
  if (where === 'encoded') return [value, decoded(value)];
  if (where === 'secret') return [value];
  return looksSecret(value) ? [value] : [];
}

function decoded(value: string): string {
  try {
    const bytes = Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    return '';
  }
}
