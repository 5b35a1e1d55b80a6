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

interface Task {
  /** On the clock behind this one, in ms. */
  readonly due: number;
  readonly run: () => void;
}

/** The longest wait that timers take, in ms. */
const MAX_WAIT_MS = 2 ** 31 - 1;
/** Timers go off at whole milliseconds: by less than that too early is in time. */
const EARLY_MS = 1;

/**
 * A clock on which time passes `speed` times as fast as real time. `real`: the monotonic clock behind it, in ms.
 * What is due runs in the order of its time, also when the process was kept from it: Node itself runs timers of the
 * same length together, and a container would end before it has written its last lines.
 */
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
  /** The next one first; of the same time those that were asked for earlier. */
  const tasks: Task[] = [];
  let timer: NodeJS.Timeout | undefined;
  let turn: NodeJS.Immediate | undefined;
  let closed = false;

  const arm = (): void => {
    clearTimeout(timer);
    const [next] = tasks;
    timer =
      next === undefined
        ? undefined
        : setTimeout(runNext, Math.min(Math.max(0, next.due - real()), MAX_WAIT_MS));
  };
  /** One in a turn of the event loop: what it sets going comes before the next one, as with timers. */
  const runNext = (): void => {
    turn = undefined;
    const [next] = tasks;
    if (next === undefined || next.due - real() >= EARLY_MS) return arm();
    tasks.shift();
    const after = tasks[0];
    if (after !== undefined && after.due <= real()) turn = setImmediate(runNext);
    else arm();
    next.run();
  };
  const placeOf = (due: number): number => {
    let low = 0;
    let high = tasks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tasks[middle]?.due ?? Infinity) <= due) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    now,
    elapsed: (since) => (now() - since) / 1000,
    after(seconds, run) {
      if (closed) return () => {};
      const task: Task = {due: real() + (seconds * 1000) / speed, run};
      const place = placeOf(task.due);
      tasks.splice(place, 0, task);
      if (place === 0 && turn === undefined) arm();
      return () => {
        const at = tasks.indexOf(task);
        if (at !== -1) tasks.splice(at, 1);
        if (tasks.length === 0) clearTimeout(timer);
      };
    },
    close() {
      closed = true;
      tasks.length = 0;
      clearTimeout(timer);
      clearImmediate(turn);
    },
  };
}
