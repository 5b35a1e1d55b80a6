import {isPlaceholder} from '../token.ts';
import {isObject} from './json.ts';
import type {ObjectRef} from './object-ref.ts';
import type {ManifestObject} from './read-manifest.ts';

/** A place in a manifest that someone was meant to fill. */
export interface FoundPlaceholder {
  readonly ref: ObjectRef;
  /** `stringData.DELEGATE_TOKEN` */
  readonly path: string;
}

/** Ordinary values may be empty or hold markup; only what reads like `<your token>` is a gap there. */
const OPEN_SLOT = /^(?:PUT_)?YOUR_\S*$|^<[\w .-]+>$/i;

/** Placeholders left anywhere in the objects. In Secrets an empty value counts too. */
export const findPlaceholders = (objects: readonly ManifestObject[]): FoundPlaceholder[] =>
  objects.flatMap(({ref, value}) =>
    pathsOf(value, [], ref.kind === 'Secret').map((path) => ({ref, path: path.join('.')})),
  );

function pathsOf(value: unknown, path: readonly string[], secret: boolean): string[][] {
  if (typeof value === 'string' || value === null) {
    const [top] = path;
    const inSecret = secret && path.length === 2 && (top === 'data' || top === 'stringData');
    return isGap(value ?? '', inSecret, top === 'data') ? [[...path]] : [];
  }
  if (Array.isArray(value))
    return value.flatMap((item, index) => pathsOf(item, [...path, String(index)], secret));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key], secret));
}

function isGap(text: string, inSecret: boolean, encoded: boolean): boolean {
  if (!inSecret) return OPEN_SLOT.test(text.trim());
  return isSecretGap(text, encoded);
}

/** True for a placeholder in a Secret. `encoded`: where base64 stands. */
export const isSecretGap = (text: string, encoded: boolean): boolean =>
  isPlaceholder(text) || (encoded && isPlaceholder(decoded(text)));

/** The text itself where it is not base64: then it is no encoded placeholder. */
function decoded(text: string): string {
  try {
    return atob(text);
  } catch {
    return text;
  }
}
