import {homedir} from 'node:os';
import {isAbsolute, join} from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where what happened is kept. Source: XDG Base Directory Specification. Relative values are ignored. */
export function stateDirectory(env: Environment): string {
  const given = env['XDG_STATE_HOME'];
  const state =
    given !== undefined && isAbsolute(given) ? given : join(env['HOME'] || homedir(), '.local', 'state');
  return join(state, 'delegate-tui');
}
