import {rmSync} from 'node:fs';
import {mkdtemp, open, realpath, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** A directory for what other programs read once and nobody else may. */
export interface PrivateDirectory {
  /** Writes a new file (0600); gives its path. */
  write(name: string, text: string): Promise<string>;
  path(name: string): string;
  remove(): Promise<void>;
}

/** Makes a directory (0700) below the system's temporary one. It goes with us, whatever way we leave but SIGKILL. */
export async function privateDirectory(): Promise<PrivateDirectory> {
  const root = await mkdtemp(join(await realpath(tmpdir()), 'delegate-tui-'));
  const removeNow = () => rmSync(root, {recursive: true, force: true});
  process.once('exit', removeNow);
  const path = (name: string) => join(root, name);
  return {
    path,
    async write(name, text) {
      const file = await open(path(name), 'wx', 0o600);
      try {
        await file.writeFile(text);
      } finally {
        await file.close();
      }
      return path(name);
    },
    async remove() {
      process.removeListener('exit', removeNow);
      await rm(root, {recursive: true, force: true});
    },
  };
}
