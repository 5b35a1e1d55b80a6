import {randomBytes} from 'node:crypto';
import {constants} from 'node:fs';
import {open, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';

/** A name beside `path` that nothing has yet. Short, so that it fits wherever `path` fits. */
export const hiddenName = (path: string): string =>
  join(dirname(path), `.delegate-tui-${randomBytes(8).toString('hex')}.tmp`);

/** What is to be staged for a place. */
export interface FileToStage {
  readonly path: string;
  readonly content: string;
  readonly mode: number;
  /** Told the name before anything is made. */
  readonly onName?: (staged: string) => void;
}

/**
 * Writes the content to a new hidden file in the directory of `path` and flushes it to the disk.
 * `mode` is set exactly, whatever the umask says. Gives the hidden file's path; leaves nothing when it throws.
 */
export async function stageFile({path, content, mode, onName}: FileToStage): Promise<string> {
  const staged = hiddenName(path);
  onName?.(staged);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
  const file = await open(staged, flags, 0o600);
  try {
    await file.writeFile(content);
    await file.chmod(mode);
    await file.sync();
  } catch (error) {
    await rm(staged, {force: true});
    throw error;
  } finally {
    await file.close();
  }
  return staged;
}
