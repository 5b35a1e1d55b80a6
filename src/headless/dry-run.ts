import type {Existing} from '../args/options.ts';
import type {FileComparison} from '../domain/events.ts';
import {EXIT_CODE} from '../domain/exit-code.ts';
import type {LineDiff} from '../domain/line-diff.ts';
import {maskedDiffOf} from '../domain/patch/masked-roles.ts';
import type {PlannedFile} from '../domain/plan-types.ts';
import type {ExitCode} from '../domain/exit-code.ts';
import {printLines, printWhole} from '../console/io.ts';
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
  /** What would be written. */
  readonly files: readonly PlannedFile[];
  readonly comparisons: readonly FileComparison[];
  readonly existing: Existing;
}

/**
 * Says what a run without `--dry-run` would do to each file, line by line.
 *
 * @throws UserError for what would stop that run, once the files have been told
 */
export function dryRunReport({io, json, directory, files, comparisons, existing}: DryRun): ExitCode {
  const obstacle = obstacleIn(comparisons, {directory, existing});
  for (const comparison of comparisons) {
    const {path, role, state, reason} = comparison;
    const diff = isWritten(comparison, existing) ? diffOf(comparison, files) : undefined;
    const lines = diff?.lines.map(({text}) => text);
    if (json) {
      const counts = diff && {added: diff.added, removed: diff.removed, lines};
      io.out(jsonLine({type: 'file', role, path, state, ...(reason && {reason}), ...counts}));
      continue;
    }
    printLines(io.out, [`${shellPath(directory, path)} ${STATES[state]}${detail(comparison, existing)}`]);
    printWhole(io.out, lines ?? []);
  }
  if (obstacle) throw obstacle;
  if (json) io.out(jsonLine({type: 'done', directory, dryRun: true}));
  else printLines(io.out, ['Nothing was written: this was a dry run.']);
  return EXIT_CODE.ok;
}

/** Whether the file would get the new text, or may get it. */
const isWritten = (file: FileComparison, existing: Existing): boolean =>
  file.state === 'changed' || (isQuestion(file) && existing !== 'keep');

/** What would change in a file that is there; secrets hidden. */
function diffOf({path, role, current}: FileComparison, files: readonly PlannedFile[]): LineDiff | undefined {
  const planned = files.find((file) => file.path === path);
  if (current === undefined || planned === undefined || role === 'token') return undefined;
  const diff = maskedDiffOf({role, before: current, after: planned.content});
  return diff.lines.length === 0 ? undefined : diff;
}

function detail(file: FileComparison, existing: Existing): string {
  if (file.state !== 'edited') return file.reason ? `: ${file.reason}` : '';
  return `; ${isQuestion(file) ? EDITED[existing] : EDITED.keep}`;
}
