import type {PartialAnswers} from './answers.ts';
import {DEFAULT_ANSWERS} from './defaults.ts';

/** The answers that each layer gives; later layers win. Not checked yet. */
export interface Layers {
  readonly preferences?: unknown;
  readonly preset?: unknown;
  /** What a manifest that people have says. */
  readonly existing?: unknown;
  readonly flags?: unknown;
  /** `--tool`: joins the list that the layers agreed on instead of replacing it. */
  readonly addTools?: readonly string[];
}

type PlainObject = Record<string, unknown>;

/** True for what YAML calls a mapping. */
export const isPlainObject = (value: unknown): value is PlainObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Mappings are merged key by key, everything else is replaced. `undefined` changes nothing. */
export function mergeDeep(lower: unknown, upper: unknown): unknown {
  if (upper === undefined) return lower;
  if (!isPlainObject(lower) || !isPlainObject(upper)) return upper;
  const merged: PlainObject = {...lower};
  for (const [key, value] of Object.entries(upper)) {
    // A key called __proto__ must stay data.
    Object.defineProperty(merged, key, {
      value: mergeDeep(Object.hasOwn(lower, key) ? lower[key] : undefined, value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return merged;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `kubectl@1.33.1` of either form of a tool. */
const nameOf = (tool: unknown): string =>
  isPlainObject(tool) ? [tool['name'], tool['version']].map(text).filter(Boolean).join('@') : text(tool);

/** Answers that name the image: with another one of them a digest is that of another image. */
export const NAMES_IMAGE: readonly string[] = [
  'registry',
  'host',
  'repository',
  'tag',
  'account',
  'region',
  'project',
];

/** A digest goes with the image that it was read from: a layer that names another one drops it. */
function withoutOldDigest(lower: unknown, upper: unknown): unknown {
  if (!isPlainObject(lower) || !isPlainObject(upper)) return lower;
  const {image, base} = upper;
  const {digest: _old, ...kept} = isPlainObject(lower['image']) ? lower['image'] : {};
  const names = isPlainObject(image) ? image : {};
  const isOther = (key: string) => names[key] !== undefined && names[key] !== kept[key];
  // Without a tag of its own the image is named by the version of its base.
  const byBase =
    kept['tag'] === undefined &&
    isPlainObject(base) &&
    base['version'] !== undefined &&
    base['version'] !== (isPlainObject(lower['base']) ? lower['base']['version'] : undefined);
  return byBase || NAMES_IMAGE.some(isOther) ? {...lower, image: kept} : lower;
}

const layered = (lower: unknown, upper: unknown): unknown => mergeDeep(withoutOldDigest(lower, upper), upper);

/** defaults < preferences < preset < existing manifest < flags. What comes out is checked by `checkAnswers`. */
export function mergeAnswers(layers: Layers): PartialAnswers {
  const merged = [layers.preferences, layers.preset, layers.existing, layers.flags].reduce(
    layered,
    DEFAULT_ANSWERS,
  );
  const added = layers.addTools ?? [];
  if (added.length === 0 || !isPlainObject(merged) || !Array.isArray(merged['tools']))
    return merged as PartialAnswers;
  const present: readonly unknown[] = merged['tools'];
  const missing = added.filter((tool) => !present.some((other) => nameOf(other) === tool));
  return {...merged, tools: [...present, ...missing]} as PartialAnswers;
}
