import type {DeployEvent} from '../../domain/deploy/events.ts';
import type {StatusEvent} from '../../deploy/status-events.ts';
import type {ExitCode} from '../../domain/exit-code.ts';
import {labelledLine} from '../../domain/labelled-line.ts';
import {printLines, type Io} from '../../console/io.ts';
import {jsonLine} from '../../console/tell-problems.ts';
import {printRun} from '../deploy/print-run.ts';
import type {Signals} from '../deploy/signals.ts';
import {delegateLines, delegatesTable, type StatusLine} from './status-lines.ts';

interface PrintedStatus {
  readonly events: AsyncIterable<StatusEvent>;
  readonly io: Io;
  readonly json: boolean;
  readonly signals: Signals;
  /** For ages. */
  readonly now: Date;
}

const withLabels = (lines: readonly StatusLine[]): string[] => lines.map((line) => labelledLine(line));

/** Prints what is about delegates here, and lets the printer of runs print the rest. Gives the exit code. */
export async function printStatus({events, now, ...print}: PrintedStatus): Promise<ExitCode> {
  return await printRun({...print, events: withoutDelegates(events, {...print, now})});
}

async function* withoutDelegates(
  events: AsyncIterable<StatusEvent>,
  {io, json, signals, now}: Omit<PrintedStatus, 'events'>,
): AsyncGenerator<DeployEvent, void, undefined> {
  for await (const event of events) {
    const lines = ownLines(event, now.getTime());
    if (lines === undefined) yield event as DeployEvent;
    else if (signals.isQuiet()) continue;
    else if (json) io.out(jsonLine(event));
    else printLines(io.out, lines);
  }
}

function ownLines(event: StatusEvent, now: number): readonly string[] | undefined {
  switch (event.type) {
    case 'delegate':
      return withLabels(delegateLines(event, {now}));
    case 'finding':
      return withLabels([
        ['Careful', event.text],
        ['', event.next],
      ]);
    case 'delegates':
      return delegatesTable(event);
    default:
      return undefined;
  }
}
