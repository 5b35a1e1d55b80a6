/**
 * The only source of time in the practice cluster, for its waits and its stamps alike. Seconds are those of the
 * played cluster: who watches it lets time pass as fast, and finds that stamps and waits agree.
 */
export type Clock = {
  /** Milliseconds since 1970: those at which the cluster began, and what was played since. */
  now(): number;
  /** Played seconds since a moment of `now()`. */
  elapsed(since: number): number;
  /** Runs a function after so many played seconds; returns what cancels it. */
  after(seconds: number, run: () => void): () => void;
  /** Cancels everything that still waits. */
  close(): void;
};

/** A clock on which time passes `speed` times as fast as real time. `real`: the monotonic clock behind it, in ms. */
export function realClock({
  speed,
  real = () => performance.now(),
}: {
  speed: number;
  real?: () => number;
}): Clock {
  const began = Date.now();
  const from = real();
  const now = (): number => began + (real() - from) * speed;
  const waiting = new Set<NodeJS.Timeout>();
  let closed = false;
  return {
    now,
    elapsed: (since) => (now() - since) / 1000,
    after(seconds, run) {
      if (closed) return () => {};
      const timer = setTimeout(
        () => {
          waiting.delete(timer);
          run();
        },
        Math.min((seconds * 1000) / speed, 2 ** 31 - 1),
      );
      waiting.add(timer);
      return () => {
        clearTimeout(timer);
        waiting.delete(timer);
      };
    },
    close() {
      closed = true;
      for (const timer of waiting) clearTimeout(timer);
      waiting.clear();
    },
  };
}
