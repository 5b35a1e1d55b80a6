import {rmdir} from 'node:fs/promises';
import {makeMissing} from './make-missing.ts';
import {writeError} from './write-error.ts';

const PUBLIC = 0o755;

/** Makes directories with what is missing above them (0755), and gives those that were not there before. Throws `UserError`. */
export async function makeDirectories(paths: Iterable<string>): Promise<string[]> {
  const made: string[] = [];
  for (const path of new Set(paths)) {
    try {
      await makeMissing(path, {mode: PUBLIC, onMade: (directory) => made.push(directory)});
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
