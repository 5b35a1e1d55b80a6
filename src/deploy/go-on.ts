import type {WatchMemory} from '../domain/deploy/watch-end.ts';
import type {RolloutState} from '../domain/rollout/create-rollout.ts';
import {STREAM_KINDS, type RolloutInput, type StreamKind} from '../domain/rollout/types.ts';
import type {WatchClock} from './watch-clock.ts';

/** A watch that was left: all that it takes to go on with it as if nobody had. */
export interface LeftWatch {
  readonly state: RolloutState;
  readonly memory: WatchMemory;
  readonly clock: WatchClock;
  /** When it began, by its clock. */
  readonly started: number;
}

/** A kind that is not read by then is silent. In real ms. */
const READ_WITHIN_MS = 5000;

/**
 * Lets a watch go on that was left: holds what comes until every kind was read again, so that what was known stands
 * meanwhile, and gives it all at once. What happened in between is no evidence where a kind stays silent.
 */
export function goOn(
  {state: {streams, nowMs}, clock}: LeftWatch,
  real: () => number = () => performance.now(),
): (input: RolloutInput) => readonly RolloutInput[] {
  const begunMs = real();
  const heard = new Set<StreamKind>();
  const held: RolloutInput[] = [];
  let isOn = false;
  return (input) => {
    if (isOn) return [input];
    if (input.type !== 'tick') held.push(input);
    if (input.type === 'stream') heard.add(input.kind);
    if (heard.size < STREAM_KINDS.length && real() - begunMs < READ_WITHIN_MS) return [];
    isOn = true;
    const silent = STREAM_KINDS.filter(
      (kind) => !heard.has(kind) && streams.get(kind)?.state !== 'forbidden',
    ).map((kind) => ({type: 'stream', kind, state: 'stale', sinceMs: nowMs}) as const);
    // The time first: the server's clock is learnt from what was read.
    return [...silent, {type: 'tick', nowMs: clock.now()}, ...held];
  };
}
