/** The only source of time in the practice cluster. Seconds are those of the played cluster. */
export type Clock = {
  /** Milliseconds since 1970, real time: ages that are shown are true. */
  now(): number;
  /** Played seconds since a moment of `now()`. */
  elapsed(since: number): number;
  /** Runs a function after so many played seconds; returns what cancels it. */
  after(seconds: number, run: () => void): () => void;
  /** Cancels everything that still waits. */
  close(): void;
};

/** A clock on which waits pass `speed` times as fast as said. */
export function realClock({speed}: {speed: number}): Clock {
  const waiting = new Set<NodeJS.Timeout>();
  let closed = false;
  return {
    now: () => Date.now(),
    elapsed: (since) => ((Date.now() - since) / 1000) * speed,
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
