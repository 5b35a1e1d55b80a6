import {readlink} from 'node:fs/promises';
import {parse} from 'node:path';
import type {FileComparison} from '../domain/events.ts';
import type {PlannedFile} from '../domain/plan-types.ts';
import {sanitiseLine} from '../domain/text.ts';
import {UserError} from '../domain/user-error.ts';
import {parentProblem} from './parent-problem.ts';
import {plannedPath} from './planned-path.ts';
import {readTextFile} from './read-text-file.ts';
import type {DiskEntry} from './read-text-file.ts';
import {readStamp, stamp, withoutStamp, withoutStampLines} from './stamp.ts';

type Verdict = Pick<FileComparison, 'state' | 'reason' | 'current'>;

const BLOCKED: Readonly<Record<'directory' | 'link' | 'special', string>> = {
  directory: 'is a directory',
  link: 'is a link',
  special: 'is not a regular file',
};

/** Windows knows no permission bits. */
const keepsModes = process.platform !== 'win32';

/** A file that shall be private and is not, has to be written again. */
const tooOpen = (planned: PlannedFile, mode: number) =>
  keepsModes && (planned.mode & 0o077) === 0 && (mode & 0o077) !== 0;

function verdictOnText(planned: PlannedFile, {text, mode}: {text: string; mode: number}): Verdict {
  const stamped = stamp(planned.content);
  // What holds a token is compared, but its content goes nowhere.
  const current = planned.role === 'token' ? {} : {current: withoutStampLines(text)};
  if (text === stamped && !tooOpen(planned, mode)) return {state: 'unchanged', ...current};
  const nothingToLose = readStamp(text) === 'ours' || withoutStamp(text) === withoutStamp(stamped);
  return {state: nothingToLose ? 'changed' : 'edited', ...current};
}

function verdictOnEntry(planned: PlannedFile, entry: DiskEntry): Verdict {
  const name = parse(planned.path).base;
  switch (entry.kind) {
    case 'absent':
      return {state: 'new'};
    case 'text':
      return verdictOnText(planned, entry);
    case 'too-large':
    case 'not-text':
      return {state: 'edited'};
    case 'unreadable':
      return {state: 'blocked', reason: `${name} cannot be read: ${entry.reason}`};
    default:
      return {state: 'blocked', reason: `${name} ${BLOCKED[entry.kind]}`};
  }
}

/** Where a link leads is what somebody needs to know who did not expect one. */
async function withTarget(verdict: Verdict, path: string): Promise<Verdict> {
  const target = await readlink(path).catch(() => '');
  return target === ''
    ? verdict
    : {...verdict, reason: `${verdict.reason} to ${sanitiseLine(target, {maxLength: 200})}`};
}

async function compareFile(directory: string, planned: PlannedFile): Promise<FileComparison> {
  const path = plannedPath(directory, planned.path);
  const entry = await readTextFile(path);
  const found = verdictOnEntry(planned, entry);
  const verdict = entry.kind === 'link' ? await withTarget(found, path) : found;
  const identity = {path: planned.path, role: planned.role};
  if (verdict.state === 'unchanged') return {...identity, ...verdict};
  // What is wrong with the directory says more than what follows from it.
  const reason = await parentProblem(directory, planned.path);
  return reason === undefined ? {...identity, ...verdict} : {...identity, state: 'blocked', reason};
}

/**
 * Holds planned files against the disk, in their order. `current` is the text on disk without stamp lines of ours,
 * and is left out for token files, for what is larger than 1 MiB and for what is not UTF-8 text.
 * Throws `UserError` when a path leaves the directory or stands twice in the list.
 */
export async function compareFiles({
  directory,
  files,
}: {
  directory: string;
  files: readonly PlannedFile[];
}): Promise<FileComparison[]> {
  if (new Set(files.map((file) => file.path)).size < files.length) {
    throw new UserError('Two of the files have the same path.', {next: ['Give each file its own path.']});
  }
  return Promise.all(files.map(async (file) => compareFile(directory, file)));
}
