/** Chance that comes out the same for the same seed. */
export interface Chance {
  /** A whole number from 0 to below this. */
  readonly below: (limit: number) => number;
  /** A whole number from the first to the last of the two. */
  readonly between: (first: number, last: number) => number;
  readonly pick: <T>(items: readonly [T, ...T[]]) => T;
}

/** Any whole number is a seed. The generator is mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    between: (first, last) => first + below(last - first + 1),
    pick: (items) => items[below(items.length)] ?? items[0],
  };
}
