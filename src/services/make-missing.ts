import {mkdir, stat} from 'node:fs/promises';
import {dirname} from 'node:path';
import {systemCode} from './system-reason.ts';

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
async function make(path: string, mode: number): Promise<boolean> {
  try {
    await mkdir(path, {mode});
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Makes a directory with what is missing above it, one by one: Node's own recursive mkdir never ends below /proc.
 * Gives each that it makes to `onMade` at once. Throws what the system says.
 */
export async function makeMissing(
  path: string,
  {mode, onMade = () => undefined}: {readonly mode: number; readonly onMade?: (directory: string) => void},
): Promise<void> {
  for (const directory of await missingDirectories(path)) if (await make(directory, mode)) onMade(directory);
}

const PRIVATE = 0o700;

/** A directory for the user alone (0700): settings, records, logs. Throws what the system says. */
export const makePrivateDirectory = (path: string): Promise<void> => makeMissing(path, {mode: PRIVATE});
