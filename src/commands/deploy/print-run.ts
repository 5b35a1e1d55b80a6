import type {DeployEvent} from '../../domain/deploy/events.ts';
import type {ExitCode} from '../../domain/exit-code.ts';
import {printLines, printWhole, type Io} from '../../console/io.ts';
import {eventLines} from './event-lines.ts';
import {jsonLines} from './json-lines.ts';
import type {Signals} from './signals.ts';

export interface PrintedRun {
  readonly events: AsyncIterable<DeployEvent>;
  readonly io: Io;
  readonly json: boolean;
  readonly signals: Signals;
}

/**
 * Prints a run as it goes, its verdict with the next step as the last line on standard error, and gives its exit
 * code.
 */
export async function printRun({events, io, json, signals}: PrintedRun): Promise<ExitCode> {
  const linesOf = json ? jsonLines() : eventLines();
  let last: Extract<DeployEvent, {type: 'end'}> | undefined;
  for await (const event of events) {
    signals.see(event);
    if (event.type === 'end') last = event;
    const lines = linesOf(event);
    if (!signals.isQuiet()) (json ? printWhole : printLines)(io.out, lines);
  }
  if (last === undefined) throw new Error('The run has no end.');
  const {exitCode, result} = last;
  const {sentence, step} = result;
  if (!signals.isQuiet()) printLines(io.err, [step === undefined ? sentence : `${sentence} ${step}`]);
  const left = signals.isQuiet() || result.outcome === 'detached' || result.outcome === 'cancelled';
  return (left ? signals.code() : undefined) ?? exitCode;
}
