import {sanitiseLine} from './domain/text.ts';
import {UserError} from './domain/user-error.ts';
import {printLines, type Io} from './io.ts';
import {jsonLine} from './tell-problems.ts';

/** Says what went wrong and what to do: as lines on standard error, or as an event on standard output. */
export function tellFailure(error: unknown, {io, json}: {readonly io: Io; readonly json: boolean}): void {
  const known = error instanceof UserError;
  const message =
    known || !(error instanceof Error)
      ? String(known ? error.message : error)
      : `Unexpected error: ${error.message}`;
  const next = known
    ? error.next
    : ['Run it once more; when it stays, report it together with the command that you ran.'];
  if (json) io.out(jsonLine({type: 'error', message, next}));
  else
    printLines(
      io.err,
      [message, ...next].map((line) => sanitiseLine(line)),
    );
}
