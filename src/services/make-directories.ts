import {mkdir, rmdir} from 'node:fs/promises';
import {dirname, relative} from 'node:path';
import {writeError} from './write-error.ts';

/** The directories from `first` down to `path`. */
function chain(first: string, path: string): string[] {
  const directories = [path];
  while (relative(first, directories[0] as string) !== '')
    directories.unshift(dirname(directories[0] as string));
  return directories;
}

/** Makes directories with what is missing above them (0755), and gives those that were not there before. Throws `UserError`. */
export async function makeDirectories(paths: Iterable<string>): Promise<string[]> {
  const made: string[] = [];
  for (const path of new Set(paths)) {
    try {
      const first = await mkdir(path, {recursive: true, mode: 0o755});
      if (first !== undefined) made.push(...chain(first, path));
    } catch (error) {
      await removeDirectories(made);
      throw writeError(path, error);
    }
  }
  return made;
}

/** Removes directories again, the deepest first, as far as they are empty. */
export async function removeDirectories(made: readonly string[]): Promise<void> {
  for (const path of [...made].sort((a, b) => b.length - a.length)) await rmdir(path).catch(() => undefined);
}
