import {mkdir, rmdir, stat} from 'node:fs/promises';
import {dirname} from 'node:path';
import {systemCode} from './system-reason.ts';
import {writeError} from './write-error.ts';

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** `path` and what is missing above it, the topmost first. */
async function missingDirectories(path: string): Promise<string[]> {
  const missing: string[] = [];
  for (
    let current = path;
    !(await exists(current)) && dirname(current) !== current;
    current = dirname(current)
  )
    missing.unshift(current);
  return missing;
}

/** True when it was not there before. */
async function make(path: string): Promise<boolean> {
  try {
    await mkdir(path, {mode: 0o755});
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Makes directories with what is missing above them (0755), and gives those that were not there before. Throws `UserError`. */
export async function makeDirectories(paths: Iterable<string>): Promise<string[]> {
  const made: string[] = [];
  for (const path of new Set(paths)) {
    try {
      // One by one: Node's own recursive mkdir never ends below /proc.
      for (const directory of await missingDirectories(path)) if (await make(directory)) made.push(directory);
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
