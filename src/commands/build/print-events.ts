import type {BuildEvent, BuildOutcome} from '../../domain/build-run/build-events.ts';
import type {ExitCode} from '../../domain/exit-code.ts';
import {BUILD_CODES} from '../../fronts/build-codes.ts';
import {printLines, type Io} from '../../console/io.ts';
import {jsonLine} from '../../console/tell-problems.ts';
import type {Signals} from '../deploy/signals.ts';
import {eventLines} from './event-lines.ts';

/** How a run went. */
export interface Printed {
  readonly code: ExitCode;
  readonly outcome: BuildOutcome;
  readonly pushed?: Extract<BuildEvent, {type: 'pushed'}>;
}

/**
 * Prints a build or a push as it goes: lines on standard output and the last sentence on standard error, or every
 * event as one line of JSON.
 */
export async function printEvents({
  events,
  io,
  json,
  signals,
}: {
  readonly events: AsyncIterable<BuildEvent>;
  readonly io: Io;
  readonly json: boolean;
  readonly signals: Pick<Signals, 'isQuiet' | 'code'>;
}): Promise<Printed> {
  let end: Extract<BuildEvent, {type: 'end'}> | undefined;
  let pushed: Printed['pushed'];
  for await (const event of events) {
    if (event.type === 'end') end = event;
    if (event.type === 'pushed') pushed = event;
    if (signals.isQuiet()) continue;
    if (json) io.out(jsonLine(event));
    else printLines(io.out, eventLines(event));
  }
  if (end === undefined) throw new Error('The run has no end.');
  const {outcome, sentence} = end;
  if (!json && !signals.isQuiet()) printLines(io.err, [sentence]);
  const code = (outcome === 'cancelled' ? signals.code() : undefined) ?? BUILD_CODES[outcome];
  return {code, outcome, ...(pushed === undefined ? {} : {pushed})};
}
