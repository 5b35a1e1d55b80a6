import {open, rename, rm} from 'node:fs/promises';
import {dirname} from 'node:path';
import {sanitiseLine} from '../domain/text.ts';
import {UserError} from '../domain/user-error.ts';
import {backupNames, linkToFirstFree} from './link-to-first-free.ts';
import {hiddenName} from './stage-file.ts';
import {unstage} from './stage-secret.ts';
import {systemCode, systemReason} from './system-reason.ts';

interface Staged {
  /** What messages call it. */
  readonly path: string;
  readonly staged: string;
  /** The directory that `staged` has for itself, which goes with it. */
  readonly holder?: string;
}
/** Takes the first free of the names and never replaces anything. */
interface Creation extends Staged {
  readonly names: Iterable<string>;
}
/** Takes the place of `target`; `backup` keeps what was there. */
interface Replacement extends Staged {
  readonly target: string;
  readonly backup: boolean;
}
/** A staged file and where it goes. */
export type StagedFile = Creation | Replacement;

export interface CommittedFile {
  readonly writtenTo: string;
  readonly backup?: string;
}

/** One step back for each file that is half or wholly done. */
type Undo = Map<StagedFile, () => Promise<void>>;

/** Holds on to what a replacement will cover: as the backup, or hidden beside what is staged until all is done. */
async function keepOld(file: Replacement, undo: Undo): Promise<string> {
  const old = await linkToFirstFree(
    file.target,
    file.backup ? backupNames(file.target) : [hiddenName(file.staged)],
  );
  undo.set(file, async () => rm(old, {force: true}));
  return old;
}

async function replace(file: Replacement, old: string, undo: Undo): Promise<CommittedFile> {
  await rename(file.staged, file.target);
  undo.set(file, async () => rename(old, file.target));
  return {writtenTo: file.target, ...(file.backup ? {backup: old} : {})};
}

async function create(file: Creation, undo: Undo): Promise<CommittedFile> {
  const writtenTo = await linkToFirstFree(file.staged, file.names);
  undo.set(file, async () => rm(writtenTo, {force: true}));
  await rm(file.staged);
  return {writtenTo};
}

/** The last one first: what keeps the token out of Git goes after the token. Says whether all is as it was. */
async function putBack(files: readonly StagedFile[], undo: Undo): Promise<boolean> {
  let restored = true;
  for (const file of files.toReversed())
    await undo
      .get(file)?.()
      .catch(() => {
        restored = false;
      });
  return restored;
}

function failure(file: StagedFile, error: unknown, restored: boolean): UserError {
  const appeared = systemCode(error) === 'EEXIST';
  const reason = appeared ? 'it appeared while the files were being written' : systemReason(error);
  return new UserError(`${sanitiseLine(file.path, {maxLength: 200})} could not be written: ${reason}.`, {
    next: [
      restored
        ? 'Nothing was changed. Remove the cause and run it again.'
        : 'Not everything could be put back: earlier contents are beside it, in what has .backup- or .delegate-tui- in its name.',
    ],
    cause: error,
  });
}

/** Makes the names last through a power cut. Not every system can; then nothing is lost. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r').catch(() => undefined);
  await directory?.sync().catch(() => undefined);
  await directory?.close();
}

/**
 * Puts staged files in their places, in their order, all or none: when one fails, the others are put back as they were.
 * Gives the places in the order of the files. Throws `UserError` that names the file that failed.
 */
export async function commitFiles(files: readonly StagedFile[]): Promise<CommittedFile[]> {
  const undo: Undo = new Map();
  const old = new Map<StagedFile, string>();
  const attempt = async <Result>(file: StagedFile, work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw failure(file, error, await putBack(files, undo));
    }
  };
  for (const file of files) {
    if ('target' in file) old.set(file, await attempt(file, async () => keepOld(file, undo)));
  }
  const committed: CommittedFile[] = [];
  for (const file of files) {
    const work = async () =>
      'target' in file ? replace(file, old.get(file) as string, undo) : create(file, undo);
    committed.push(await attempt(file, work));
  }
  const hidden = files.flatMap((file) => ('target' in file && !file.backup ? [old.get(file) as string] : []));
  await Promise.allSettled(hidden.map(async (path) => rm(path, {force: true})));
  await Promise.allSettled(files.filter(({holder}) => holder !== undefined).map(unstage));
  await Promise.all([...new Set(committed.map(({writtenTo}) => dirname(writtenTo)))].map(syncDirectory));
  return committed;
}
