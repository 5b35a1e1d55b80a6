import {objectAt, type JsonObject} from './json.ts';

/** Shorter values stand in too many innocent words to be blotted out. */
const SHORTEST = 6;

/** Every value that Secrets among the objects hold, as it is and decoded, to be redacted from texts. */
export const secretValues = (objects: readonly JsonObject[]): string[] =>
  objects
    .filter(({kind}) => kind === 'Secret')
    .flatMap((secret) => [
      ...Object.values(objectAt(secret, 'stringData')),
      ...Object.values(objectAt(secret, 'data')).flatMap((value) => [value, decoded(value)]),
    ])
    .filter((value): value is string => typeof value === 'string' && value.trim().length >= SHORTEST);

function decoded(value: unknown): string {
  try {
    const bytes = Uint8Array.from(atob(String(value)), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    return '';
  }
}
