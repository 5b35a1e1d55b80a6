import type {WatchContext} from './context.ts';

/** Waits that grow from failure to failure. */
export interface Backoff {
  /** Waits at least `least` ms. */
  wait(least?: number): Promise<void>;
  reset(): void;
}

const SPREAD = 0.3;

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
    reset() {
      next = timing.backoff;
    },
  };
}
