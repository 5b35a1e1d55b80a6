import type {Clock} from '../clock.ts';

/** A queue of keys to look at again, each once however often it is added. */
export type WorkQueue = {
  add(key: string): void;
  /** Adds the key after so many played seconds. */
  addAfter(key: string, seconds: number): void;
};

/** Seconds between a change and the controller's look at it. */
const LATENCY = 0.01;
const FIRST_RETRY = 0.005;
const LAST_RETRY = 1000;

/**
 * Runs `sync` for every added key. Keys whose sync says that it failed are tried again, each time after twice as
 * long. Source: client-go, workqueue's default rate limiter.
 */
export function createWorkQueue(clock: Clock, sync: (key: string) => 'ok' | 'failed'): WorkQueue {
  const due = new Set<string>();
  const failures = new Map<string, number>();
  const retries = new Set<string>();
  const run = (key: string): void => {
    due.delete(key);
    if (sync(key) === 'ok') {
      failures.delete(key);
      return;
    }
    const failed = failures.get(key) ?? 0;
    failures.set(key, failed + 1);
    if (retries.has(key)) return;
    retries.add(key);
    clock.after(Math.min(FIRST_RETRY * 2 ** failed, LAST_RETRY), () => {
      retries.delete(key);
      queue.add(key);
    });
  };
  const queue: WorkQueue = {
    add(key) {
      if (due.has(key)) return;
      due.add(key);
      clock.after(LATENCY, () => run(key));
    },
    addAfter(key, seconds) {
      clock.after(seconds, () => queue.add(key));
    },
  };
  return queue;
}
