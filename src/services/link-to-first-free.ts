import {constants} from 'node:fs';
import {copyFile, link} from 'node:fs/promises';
import {besideName} from '../domain/beside-name.ts';
import {systemCode} from './system-reason.ts';

const MAX_NUMBER = 9999;
/** What file systems without hard links answer, and Linux for files of other users. */
const NO_LINKS = new Set(['EPERM', 'EXDEV', 'EMLINK', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']);

/** `Dockerfile.backup-1`, `Dockerfile.backup-2`, … */
export function* backupNames(path: string): Generator<string> {
  for (let number = 1; number <= MAX_NUMBER; number++) yield `${path}.backup-${number}`;
}

/** `Dockerfile.new`, `Dockerfile.new-2`, …; `a.new.yaml`, `a.new-2.yaml`, … */
export function* besideNames(path: string): Generator<string> {
  for (let number = 1; number <= MAX_NUMBER; number++) yield besideName(path, number);
}

async function linkOrCopy(source: string, name: string): Promise<void> {
  try {
    await link(source, name);
  } catch (error) {
    if (!NO_LINKS.has(systemCode(error))) throw error;
    await copyFile(source, name, constants.COPYFILE_EXCL);
  }
}

/**
 * Gives a file the first of the names that nothing stands at, and keeps the name it has. Never replaces
 * anything. A hard link where possible: then it is the very file, and no edit can fall in between.
 * Throws the system's error, `EEXIST` when every name is taken.
 */
export async function linkToFirstFree(source: string, names: Iterable<string>): Promise<string> {
  let taken: unknown = new Error('no name to try');
  for (const name of names) {
    try {
      await linkOrCopy(source, name);
      return name;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
      taken = error;
    }
  }
  throw taken;
}
