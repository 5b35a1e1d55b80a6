import {spawnSync} from 'node:child_process';
import type {Environment} from '../../domain/environment.ts';
import {childEnvironment} from './child-environment.ts';
import {findProgram} from './find-program.ts';

/** A terminal that is gone, or that belongs to others now, must not hold us. In ms. */
const LIMIT_MS = 1000;

/** What `stty -g` prints: numbers between colons, with names on macOS. */
const MODES = /^[\w:=]{1,500}$/;

/**
 * Learns how the terminal at our standard input is set, and returns what sets it back. That does nothing where there
 * is no terminal any more, or no `stty`. Node itself sets it back only as it ends, and aborts where it cannot.
 */
export async function keepModes({
  env = process.env,
  cwd = process.cwd(),
}: {readonly env?: Environment; readonly cwd?: string} = {}): Promise<() => void> {
  const found = process.stdin.isTTY ? await findProgram('stty', {env, cwd}) : undefined;
  if (found?.kind !== 'found') return () => undefined;
  const stty = (word: string): string =>
    spawnSync(found.path, [word], {
      stdio: ['inherit', 'pipe', 'ignore'],
      encoding: 'utf8',
      env: childEnvironment(env),
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    }).stdout?.trim() ?? '';
  const modes = stty('-g');
  return () => {
    if (MODES.test(modes)) stty(modes);
  };
}
