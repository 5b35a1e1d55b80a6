import {lstat, readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';

/** What `hiddenName` makes. */
const HIDDEN = /^\.delegate-tui-[0-9a-f]{16}\.tmp$/;
/** No write takes so long: whoever made it is gone. */
const ABANDONED_MS = 60 * 60_000;

/**
 * Removes hidden files that a write left when it was killed: regular ones of ours, an hour after their last change.
 * Does not throw. `now` in ms since 1970.
 */
export async function sweepHidden(directory: string, now: number = Date.now()): Promise<void> {
  const names = await readdir(directory).catch((): string[] => []);
  for (const path of names.filter((name) => HIDDEN.test(name)).map((name) => join(directory, name))) {
    const stats = await lstat(path).catch(() => undefined);
    // A name that a file got counts as its change, too.
    if (stats?.isFile() === true && now - stats.ctimeMs > ABANDONED_MS)
      await rm(path, {force: true}).catch(() => undefined);
  }
}
