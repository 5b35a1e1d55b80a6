import {afterCrash} from '../../domain/deploy/after-crash.ts';
import type {DeployEvent} from '../../domain/deploy/events.ts';
import type {ExitCode} from '../../domain/exit-code.ts';
import {printLines, printWhole, type Io} from '../../console/io.ts';
import {followRun, type RunBegun} from './broken-run.ts';
import {crashTold} from './crash-told.ts';
import {eventLines} from './event-lines.ts';
import {jsonLines} from './json-lines.ts';
import type {Signals} from './signals.ts';

export interface PrintedRun {
  readonly events: AsyncIterable<DeployEvent>;
  readonly io: Io;
  readonly json: boolean;
  readonly signals: Signals;
  /** The lines of each change too. */
  readonly showsChanges?: boolean;
}

/**
 * Prints a run as it goes, its verdict with the next step as the last line on standard error, and gives its exit
 * code. An error of ours on the way is thrown as one that says what the cluster has of the run. `begun`: nothing that
 * looks once, and changes nothing.
 */
export async function printRun(run: PrintedRun & {readonly begun?: RunBegun}): Promise<ExitCode> {
  const {begun, ...printed} = run;
  if (begun === undefined) return await printAll(printed);
  const followed = followRun(begun);
  return await crashTold(
    async (isOver) => await printAll(printed, {see: followed.see, isOver}),
    () => afterCrash(followed.now()),
  );
}

interface Follower {
  readonly see: (event: DeployEvent) => void;
  /** Nothing is printed any more. */
  readonly isOver: () => boolean;
}

const ALONE: Follower = {see: () => undefined, isOver: () => false};

async function printAll(
  {events, io, json, signals, showsChanges = false}: PrintedRun,
  {see, isOver}: Follower = ALONE,
): Promise<ExitCode> {
  const linesOf = json ? jsonLines() : eventLines({showsChanges});
  let last: Extract<DeployEvent, {type: 'end'}> | undefined;
  for await (const event of events) {
    signals.see(event);
    see(event);
    if (event.type === 'end') last = event;
    const lines = linesOf(event);
    // A difference is read in columns; all else is sentences.
    const print = json || event.type === 'diff' ? printWhole : printLines;
    if (!signals.isQuiet() && !isOver()) print(io.out, lines);
  }
  if (last === undefined) throw new Error('The run has no end.');
  const {exitCode, result} = last;
  const {sentence, step} = result;
  if (!signals.isQuiet() && !isOver())
    printLines(io.err, [step === undefined ? sentence : `${sentence} ${step}`]);
  const left = signals.isQuiet() || result.outcome === 'detached' || result.outcome === 'cancelled';
  return (left ? signals.code() : undefined) ?? exitCode;
}
