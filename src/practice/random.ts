/** Letters and digits of generated names: no vowels, so that no words come out. Source: Kubernetes, util/rand. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

export type Random = {
  /** A suffix of a generated name. */
  suffix(length: number): string;
  uid(): string;
  hex(length: number): string;
};

/** Names and uids from a seed: the same seed gives the same ones. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (below: number): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
  const hex = (length: number): string => Array.from({length}, () => next(16).toString(16)).join('');
  return {
    hex,
    suffix: (length) => Array.from({length}, () => ALPHABET[next(ALPHABET.length)]).join(''),
    uid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[next(4)]}${hex(3)}-${hex(12)}`,
  };
}

/** The name part that tells pod templates apart: ten letters that depend only on the text. */
export function templateHash(text: string): string {
  let hash = 0x81_1c_9d_c5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93) >>> 0;
  return seededRandom(hash).suffix(10);
}
