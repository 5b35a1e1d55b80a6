import {lstat, readFile, readdir, readlink} from 'node:fs/promises';
import {join} from 'node:path';

/** Everything below a directory, by relative path: mode and content of files, targets of links. */
export async function snapshot(directory: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const path of (await readdir(directory, {recursive: true})).sort()) {
    const full = join(directory, path);
    const stats = await lstat(full);
    const mode = (stats.mode & 0o777).toString(8);
    if (stats.isDirectory()) found[path] = `directory ${mode}`;
    else if (stats.isSymbolicLink()) found[path] = `link to ${await readlink(full)}`;
    else found[path] = `${mode} ${await readFile(full, 'latin1')}`;
  }
  return found;
}
