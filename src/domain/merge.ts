import type {PartialAnswers} from './answers.ts';
import {DEFAULT_ANSWERS} from './defaults.ts';

/** The answers that each layer gives; later layers win. Not checked yet. */
export interface Layers {
  readonly preferences?: unknown;
  readonly preset?: unknown;
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

/** defaults < preferences < preset < flags. What comes out is checked by `checkAnswers`. */
export function mergeAnswers(layers: Layers): PartialAnswers {
  const merged = [layers.preferences, layers.preset, layers.flags].reduce(mergeDeep, DEFAULT_ANSWERS);
  const added = layers.addTools ?? [];
  if (added.length === 0 || !isPlainObject(merged) || !Array.isArray(merged['tools']))
    return merged as PartialAnswers;
  const present: readonly unknown[] = merged['tools'];
  const missing = added.filter((tool) => !present.some((other) => nameOf(other) === tool));
  return {...merged, tools: [...present, ...missing]} as PartialAnswers;
}
