import {constants} from 'node:fs';
import {access, stat} from 'node:fs/promises';
import {delimiter, isAbsolute, join, resolve} from 'node:path';
import type {Environment} from '../../domain/environment.ts';

/** `untrusted`: only in the current directory or below a relative entry of PATH. `blocked`: there, but not executable. */
export type FoundProgram =
  | {readonly kind: 'found'; readonly path: string}
  | {readonly kind: 'absent'}
  | {readonly kind: 'untrusted' | 'blocked'; readonly path: string};

const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];

async function look(path: string): Promise<'found' | 'blocked' | 'absent'> {
  try {
    if (!(await stat(path)).isFile()) return 'absent';
  } catch {
    return 'absent';
  }
  try {
    await access(path, constants.X_OK);
    return 'found';
  } catch {
    return 'blocked';
  }
}

/** The program that PATH names, by its absolute path. Never one that lies in the directory somebody works in. */
export async function findProgram(
  name: string,
  {env, cwd}: {readonly env: Environment; readonly cwd: string},
): Promise<FoundProgram> {
  let second: FoundProgram = {kind: 'absent'};
  for (const entry of (env['PATH'] ?? '').split(delimiter)) {
    const trusted = isAbsolute(entry) && resolve(entry) !== resolve(cwd);
    for (const ending of endings) {
      const path = join(resolve(cwd, entry), name + ending);
      const state = await look(path);
      if (state === 'found' && trusted) return {kind: 'found', path};
      if (state !== 'absent' && second.kind === 'absent')
        second = {kind: state === 'found' ? 'untrusted' : 'blocked', path};
    }
  }
  return second;
}
