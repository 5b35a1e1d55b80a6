import {printLines, type Io} from '../../console/io.ts';
import {jsonLine} from '../../console/tell-problems.ts';
import {eventLines} from './event-lines.ts';

/** Prints one sentence worth knowing, as the runs of the deploy commands do. */
export function tellNotice(text: string, {io, json}: {readonly io: Io; readonly json: boolean}): void {
  const notice = {type: 'notice', level: 'info', text} as const;
  if (json) io.out(jsonLine(notice));
  else printLines(io.out, eventLines()(notice));
}
