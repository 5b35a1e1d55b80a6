/** What the terminal UI remembers. Never a secret. */
export interface PreferenceValues {
  readonly lastAnswers?: unknown;
  /** Earlier values by field path, newest first. */
  readonly recent?: Readonly<Record<string, readonly string[]>>;
  /** Day of the last run, as the caller writes it. */
  readonly lastUsed?: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isWords = (value: unknown) => Array.isArray(value) && value.every((word) => typeof word === 'string');

/** Each value with the shape it must have to be ours. */
const SHAPES: Readonly<Record<keyof PreferenceValues, (value: unknown) => boolean>> = {
  lastAnswers: isObject,
  recent: (value) => isObject(value) && Object.values(value).every(isWords),
  lastUsed: (value) => typeof value === 'string',
};

/** The values that we know, from a store that was parsed; `undefined` when one of them is not as we write it. */
export function preferenceValues(store: unknown): PreferenceValues | undefined {
  if (!isObject(store)) return undefined;
  const known = Object.entries(SHAPES).filter(([key]) => store[key] !== undefined);
  if (!known.every(([key, fits]) => fits(store[key]))) return undefined;
  return Object.fromEntries(known.map(([key]) => [key, store[key]]));
}
