/** Ticks come every second; a machine that was not asleep is never so late. */
const MAX_GAP_MS = 30_000;

/**
 * Whether the machine slept between this call and the one before, or its clock was set forward. Asks the clock on the
 * wall, in ms: others stand still in sleep.
 */
export function wokeUp(wallNow: () => number): () => boolean {
  let last = wallNow();
  return () => {
    const before = last;
    last = wallNow();
    return last - before > MAX_GAP_MS;
  };
}
