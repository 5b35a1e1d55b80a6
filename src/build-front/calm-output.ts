import type {BuildEvent} from '../domain/build-run/build-events.ts';
import type {BuildMessage} from '../wizard/build/effects.ts';

/** Between two redraws for lines of the builder alone, in ms. */
const EVERY_MS = 150;
/** Lines that one redraw can bring; a builder may print thousands in between. */
const MOST_LINES = 400;

/**
 * Passes events of a run on; lines of output are gathered and go together, a few times a second. They go before
 * whatever follows them. `close` stops the clock; `everyMs` is how often time goes on while nothing happens.
 */
export function calmOutput({
  run,
  everyMs,
  send,
}: {
  readonly run: number;
  readonly everyMs: number;
  readonly send: (message: BuildMessage) => void;
}): {readonly take: (event: BuildEvent) => void; readonly close: () => void} {
  const start = performance.now();
  let lines: string[] = [];
  function flush(): void {
    if (lines.length === 0) return;
    const ready = lines;
    lines = [];
    send({type: 'output', run, lines: ready});
  }
  const output = setInterval(flush, EVERY_MS);
  const clock = setInterval(
    () => send({type: 'tick', run, afterMs: Math.round(performance.now() - start)}),
    everyMs,
  );
  return {
    take(event) {
      if (event.type === 'output') {
        lines.push(event.text);
        if (lines.length > 2 * MOST_LINES) lines = lines.slice(-MOST_LINES);
        return;
      }
      flush();
      send({type: 'event', run, event});
    },
    close() {
      clearInterval(output);
      clearInterval(clock);
    },
  };
}
