import {lstat, readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {HOLDER_IGNORE} from './stage-secret.ts';

/** What `hiddenName` makes. */
const HIDDEN = /^\.delegate-tui-[0-9a-f]{16}\.tmp$/;
/** A hidden file, or the directory of a secret. */
const OURS = /\.delegate-tui-[0-9a-f]{16}\.tmp$/;
/** No write takes so long: whoever made it is gone. */
const ABANDONED_MS = 60 * 60_000;

/** Whether a directory holds nothing but what was staged in it. */
async function isHolder(path: string): Promise<boolean> {
  const names = await readdir(path).catch(() => undefined);
  return names?.every((name) => name === HOLDER_IGNORE || HIDDEN.test(name)) === true;
}

/**
 * Removes what a write left hidden when it was killed: regular files of ours and directories with nothing else in them,
 * an hour after their last change. Does not throw. `now` in ms since 1970.
 */
export async function sweepHidden(directory: string, now: number = Date.now()): Promise<void> {
  const names = await readdir(directory).catch((): string[] => []);
  for (const name of names.filter((each) => OURS.test(each))) {
    const path = join(directory, name);
    const stats = await lstat(path).catch(() => undefined);
    // A name that a file got counts as its change, too.
    if (stats === undefined || now - stats.ctimeMs <= ABANDONED_MS) continue;
    const isLeft = stats.isDirectory() ? await isHolder(path) : stats.isFile() && HIDDEN.test(name);
    if (isLeft) await rm(path, {force: true, recursive: true}).catch(() => undefined);
  }
}
