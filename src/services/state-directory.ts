import {isAbsolute, join} from 'node:path';
import type {Environment} from '../domain/environment.ts';
import {home} from './paths.ts';

/** Where what happened is kept. Source: XDG Base Directory Specification. Relative values are ignored. */
export function stateDirectory(env: Environment): string {
  const given = env['XDG_STATE_HOME'];
  const state = given !== undefined && isAbsolute(given) ? given : join(home(env), '.local', 'state');
  return join(state, 'delegate-tui');
}
