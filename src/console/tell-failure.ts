import {sanitiseLine} from '../domain/text.ts';
import type {UserError} from '../domain/user-error.ts';
import {printLines, type Io} from './io.ts';
import {jsonLine} from './tell-problems.ts';

/** Says what went wrong and what to do: as lines on standard error, or as an event on standard output. */
export function tellFailure(
  {message, next}: UserError,
  {io, json}: {readonly io: Io; readonly json: boolean},
): void {
  if (json) io.out(jsonLine({type: 'error', message, next}));
  else
    printLines(
      io.err,
      [message, ...next].map((line) => sanitiseLine(line)),
    );
}
