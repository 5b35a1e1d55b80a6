export type JsonScalar = string | number | boolean | null;
/** What YAML and JSON documents are made of. */
export type JsonValue = JsonScalar | readonly JsonValue[] | {readonly [key: string]: JsonValue};

/** True for what is neither a list nor a mapping. */
export const isJsonScalar = (value: JsonValue): value is JsonScalar =>
  value === null || typeof value !== 'object';

/** True for lists. */
export const isJsonList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
