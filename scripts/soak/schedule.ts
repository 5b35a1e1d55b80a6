import {chanceOf, type Chance} from './chance.ts';

/** What happens to the line, and for how many seconds: from the first to the last. */
const LINE_FAULTS = {
  cut: [0, 0],
  'half an event': [0, 0],
  '410 Gone': [0, 0],
  stall: [4, 25],
  'slow bytes': [10, 30],
  '401': [4, 12],
  '403': [2, 6],
  '429': [4, 15],
  '500': [4, 15],
  '503': [4, 15],
  'a portal in between': [4, 12],
  'server restart': [2, 10],
} as const satisfies Record<string, readonly [number, number]>;

/** What happens in the cluster. */
const UPSETS = [
  'scale',
  'pod deleted',
  'all pods deleted',
  'eviction',
  'events by the hundred',
  'huge message',
  'hostile text',
  'history forgotten',
] as const;

/** States to come to rest in, in which the Deployment does not become complete. */
const UNWELL = ['image not found', 'crash loop', 'half of the pods', 'never ready'] as const;
/** And those in which it does. */
const WELL = ['serving', 'serving', 'scaled to 0'] as const;

/** What becomes of the short rollout that is watched from its beginning to its end. */
const TURNS = [
  'goes well',
  'image not found',
  'crash loop',
  'changed by another',
  'paused',
  'deleted',
  'replaced',
] as const;

export type LineFault = keyof typeof LINE_FAULTS;
export type Upset = (typeof UPSETS)[number];
export type Unwell = (typeof UNWELL)[number];
export type Well = (typeof WELL)[number];
export type Turn = (typeof TURNS)[number];

export type Act =
  | {readonly on: 'line'; readonly fault: LineFault; readonly seconds: number}
  /** `size`: how many, or how large. */
  | {readonly on: 'cluster'; readonly upset: Upset; readonly size: number};

/** A time of unrest, then two states to rest in, then a rollout from beginning to end. */
export interface Round {
  readonly lengthMs: number;
  /** By time. `atMs` since the beginning of the round. */
  readonly steps: readonly {readonly atMs: number; readonly act: Act}[];
  readonly unwell: Unwell;
  readonly well: Well;
  readonly replicas: number;
  readonly turn: Turn;
}

export interface Pace {
  readonly lengthMs: number;
  /** Seconds between two faults of the line, and between two upsets: from the first to the last. */
  readonly line: readonly [number, number];
  readonly cluster: readonly [number, number];
}

/** Gentle on the machine: each fault of the line starts a dozen of kubectl anew. */
const USUAL: Pace = {lengthMs: 180_000, line: [60, 110], cluster: [12, 28]};
/** To see in a minute that it works. */
const SHORT: Pace = {lengthMs: 15_000, line: [4, 6], cluster: [2, 4]};

export const paceFor = (minutes: number): Pace => (minutes < 3 ? SHORT : USUAL);

function* times(chance: Chance, [first, last]: readonly [number, number], end: number): Generator<number> {
  for (let at = chance.between(first * 500, last * 500); at < end; at += chance.between(first, last) * 1000)
    yield at;
}

/** Kinds come in turn, in an order of their own each time, so that none is left out for long. */
function* inTurn<T>(chance: Chance, kinds: readonly T[]): Generator<T, never> {
  for (;;) {
    const left = [...kinds];
    while (left.length > 0) yield* left.splice(chance.below(left.length), 1);
  }
}

/** Rounds without end; the same ones for the same seed. */
export function* rounds(seed: number, {lengthMs, line, cluster}: Pace): Generator<Round, never> {
  const chance = chanceOf(seed);
  const faults = inTurn(chance, Object.keys(LINE_FAULTS) as LineFault[]);
  const upsets = inTurn(chance, UPSETS);
  const unwell = inTurn(chance, UNWELL);
  const turns = inTurn(chance, TURNS);
  for (;;) {
    const broken = [...times(chance, line, lengthMs)].map((atMs) => {
      const fault = faults.next().value;
      const [first, last] = LINE_FAULTS[fault];
      return {atMs, act: {on: 'line', fault, seconds: chance.between(first, last)} as const};
    });
    const upset = [...times(chance, cluster, lengthMs)].map((atMs) => ({
      atMs,
      act: {on: 'cluster', upset: upsets.next().value, size: chance.between(1, 6)} as const,
    }));
    yield {
      lengthMs,
      steps: [...broken, ...upset].toSorted((a, b) => a.atMs - b.atMs),
      unwell: unwell.next().value,
      well: chance.pick(WELL),
      replicas: chance.between(2, 5),
      turn: turns.next().value,
    };
  }
}
