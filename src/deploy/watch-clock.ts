/** A monotonic clock that can run faster than real time, for a practice cluster that does. */
export interface WatchClock {
  /** In milliseconds. */
  readonly now: () => number;
  /** How many times as fast as real time it goes from now on. */
  readonly setRate: (rate: number) => void;
}

/** Begins at real speed. `real`: the monotonic clock behind it. */
export function watchClock(real: () => number = () => performance.now()): WatchClock {
  let from = real();
  let value = from;
  let rate = 1;
  const now = () => value + (real() - from) * rate;
  return {
    now,
    setRate(next) {
      if (next === rate) return;
      value = now();
      from = real();
      rate = next;
    },
  };
}
