const PARTS = 256;

/** A map that never changes, and of which a changed copy is cheap however large it is. */
export interface Buckets<V> {
  readonly size: number;
  readonly parts: readonly (ReadonlyMap<string, V> | undefined)[];
}

export const noBuckets = <V>(): Buckets<V> => ({size: 0, parts: []});

/** FNV-1a, as far as choosing one of 256 parts needs it. */
function partOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (PARTS - 1);
}

export const lookUp = <V>(map: Buckets<V>, key: string): V | undefined => map.parts[partOf(key)]?.get(key);

export function withEntry<V>(map: Buckets<V>, key: string, value: V): Buckets<V> {
  const index = partOf(key);
  const part = new Map(map.parts[index]);
  const size = map.size + (part.has(key) ? 0 : 1);
  part.set(key, value);
  const parts = map.parts.length === PARTS ? map.parts.slice() : Array.from({length: PARTS}, () => undefined);
  parts[index] = part;
  return {size, parts};
}

export function withoutEntry<V>(map: Buckets<V>, key: string): Buckets<V> {
  const index = partOf(key);
  if (!map.parts[index]?.has(key)) return map;
  const part = new Map(map.parts[index]);
  part.delete(key);
  const parts = map.parts.slice();
  parts[index] = part;
  return {size: map.size - 1, parts};
}

/** All at once, for a list from the server. Later entries win. */
export function bucketsOf<V>(entries: Iterable<readonly [key: string, value: V]>): Buckets<V> {
  const parts: (Map<string, V> | undefined)[] = Array.from({length: PARTS}, () => undefined);
  for (const [key, value] of entries) {
    const index = partOf(key);
    (parts[index] ??= new Map<string, V>()).set(key, value);
  }
  return {size: parts.reduce((sum, part) => sum + (part?.size ?? 0), 0), parts};
}

export function* valuesOf<V>(map: Buckets<V>): Generator<V, void, undefined> {
  for (const part of map.parts) if (part) yield* part.values();
}
