import type {WatchContext} from './context.ts';

/** Waits that grow from failure to failure. */
export interface Backoff {
  /** Waits at least `least` ms. */
  wait(least?: number): Promise<void>;
  /** What was tried has lived for so long, in ms: the next wait is short beside it. */
  lived(ms: number): void;
  reset(): void;
}

const SPREAD = 0.3;
/**
 * A wait is at most that part of what the watch before it lived. Who cuts every quiet watch leaves each stream
 * dead for a fifth of the time then, so that all of them are live together more often than not.
 */
const OF_LIFE = 0.25;

/** Doubles from the first wait to the longest, give or take 30 %, so that streams do not knock in step. */
export function backoffOf({
  timing,
  random,
  pause,
}: Pick<WatchContext, 'timing' | 'random' | 'pause'>): Backoff {
  let next = timing.backoff;
  return {
    async wait(least = 0) {
      const spread = 1 + SPREAD * (2 * random() - 1);
      const ms = Math.max(least, next * spread);
      next = Math.min(timing.maxBackoff, next * 2);
      await pause(ms);
    },
    lived(ms) {
      const most = ms * OF_LIFE;
      // Who lives shorter than that is refused rather than cut, and knocks less and less often.
      if (most >= timing.backoff) next = Math.min(next, most);
    },
    reset() {
      next = timing.backoff;
    },
  };
}
