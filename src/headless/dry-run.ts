import type {Existing} from '../args/options.ts';
import type {FileComparison} from '../domain/events.ts';
import {EXIT_CODE} from '../domain/exit-code.ts';
import type {ExitCode} from '../domain/exit-code.ts';
import {printLines} from '../console/io.ts';
import type {Io} from '../console/io.ts';
import {isQuestion, obstacleIn} from './obstacles.ts';
import {shellPath} from '../console/shell-quote.ts';
import {jsonLine} from '../console/tell-problems.ts';

const STATES: Readonly<Record<FileComparison['state'], string>> = {
  new: 'would be created',
  changed: 'would be replaced',
  unchanged: 'is up to date',
  edited: 'was edited',
  blocked: 'cannot be written',
};

const EDITED: Readonly<Record<Existing, string>> = {
  fail: 'add --existing keep, overwrite or beside',
  keep: 'would be kept',
  overwrite: 'would be overwritten, a backup kept',
  beside: 'the new one would be written beside it',
};

interface DryRun {
  readonly io: Io;
  readonly json: boolean;
  readonly directory: string;
  readonly comparisons: readonly FileComparison[];
  readonly existing: Existing;
}

/**
 * Says what a run without `--dry-run` would do to each file.
 *
 * @throws UserError for what would stop that run, once the files have been told
 */
export function dryRunReport({io, json, directory, comparisons, existing}: DryRun): ExitCode {
  const obstacle = obstacleIn(comparisons, {directory, existing});
  if (json)
    for (const {path, role, state, reason} of comparisons)
      io.out(jsonLine({type: 'file', role, path, state, ...(reason && {reason})}));
  else
    printLines(
      io.out,
      comparisons.map(
        (file) => `${shellPath(directory, file.path)} ${STATES[file.state]}${detail(file, existing)}`,
      ),
    );
  if (obstacle) throw obstacle;
  if (json) io.out(jsonLine({type: 'done', directory, dryRun: true}));
  else printLines(io.out, ['Nothing was written: this was a dry run.']);
  return EXIT_CODE.ok;
}

function detail(file: FileComparison, existing: Existing): string {
  if (file.state !== 'edited') return file.reason ? `: ${file.reason}` : '';
  return `; ${isQuestion(file) ? EDITED[existing] : EDITED.keep}`;
}
