import {pauseFor} from '../services/run/pause-for.ts';

interface Turn<Control> {
  readonly run: number;
  readonly control: Control;
  readonly work: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/**
 * Lets one run of an engine go on at a time: an undo must not meet the watch that it ends. `close` asks the newest
 * run to `end`, and settles when nothing of ours is left: after `closeMs` processes that go on are killed.
 */
export function engineTurns<Control>({end, closeMs}: {end: (control: Control) => void; closeMs: number}) {
  let newest: Turn<Control> | undefined;
  let done = Promise.resolve();
  return {
    begin(turn: Turn<Control>): void {
      newest = turn;
      done = done.then(turn.work).catch(turn.onError);
    },
    /** What the newest run is controlled by, if it is that one. */
    controlOf: (run: number): Control | undefined => (newest?.run === run ? newest.control : undefined),
    async close(): Promise<void> {
      if (newest !== undefined) end(newest.control);
      const over = new AbortController();
      const isDone = done.then(() => true);
      const isOver = pauseFor(closeMs, over.signal).then(() => false);
      const inTime = await Promise.race([isDone, isOver]);
      over.abort();
      if (inTime) return;
      const {killAll} = await import('../services/run.ts');
      await killAll();
    },
  };
}
