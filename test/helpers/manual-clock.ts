import type {Clock} from '../../src/practice/clock.ts';

export type ManualClock = Clock & {
  /** Lets played time pass, with everything that is due in it. */
  advance(seconds: number): Promise<void>;
  /** Played seconds since the beginning. */
  at(): number;
};

const flush = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** A clock that only passes when told to: waits are exact and take no time. */
export function manualClock(start = Date.UTC(2026, 10, 21, 20, 0, 0)): ManualClock {
  let now = start;
  let order = 0;
  let due: {time: number; order: number; run: () => void}[] = [];
  return {
    now: () => now,
    elapsed: (since) => (now - since) / 1000,
    at: () => (now - start) / 1000,
    after(seconds, run) {
      const task = {time: now + seconds * 1000, order: order++, run};
      due.push(task);
      return () => {
        due = due.filter((other) => other !== task);
      };
    },
    close() {
      due = [];
    },
    async advance(seconds) {
      const until = now + seconds * 1000;
      for (;;) {
        const [next] = due
          .filter(({time}) => time <= until)
          .sort((a, b) => a.time - b.time || a.order - b.order);
        if (!next) break;
        due = due.filter((task) => task !== next);
        now = Math.max(now, next.time);
        next.run();
        await flush();
      }
      now = until;
    },
  };
}
