import type {DeployEvent} from '../domain/deploy/events.ts';

/** What a run record lacks when it could not be saved. */
export type Unwritten = 'run' | 'applied' | 'finished' | 'undone';

/** What that means, and what to do. */
const ROWS: Readonly<Record<Unwritten, readonly [text: string, next: string]>> = {
  run: ['This run is not remembered', 'Stay connected until it ends.'],
  applied: [
    'What was applied is not written down',
    'Stay connected until it ends; later its apply will look as if nobody had seen its end.',
  ],
  finished: [
    'That this watch has ended is not written down',
    'Nothing is lost: the run will be offered again as unfinished, and can be watched again.',
  ],
  undone: [
    'That this run was taken back is not written down',
    'Do not take it back again: what was applied since would be taken back with it.',
  ],
};

/** Tells why a record could not be saved; nothing where it was. */
export function* unwritten(what: Unwritten, reason: string | undefined): Generator<DeployEvent, void> {
  if (reason === undefined) return;
  const [text, next] = ROWS[what];
  yield {type: 'notice', level: 'warning', text: `${text}: ${reason}.`, next};
}
