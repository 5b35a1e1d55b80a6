import {homedir} from 'node:os';
import {isAbsolute, join, resolve} from 'node:path';
import type {Environment} from '../domain/environment.ts';

/**
 * The user's home directory; `/` for a user id without an entry in the password file, as containers do. `ask`: whoever
 * knows the password file.
 */
export function home(env: Environment, ask: () => string = homedir): string {
  try {
    return env['HOME'] || env['USERPROFILE'] || ask();
  } catch {
    return '/';
  }
}

const absolute = (path: string | undefined) => (path !== undefined && isAbsolute(path) ? path : undefined);

/**
 * Where preferences and the user's presets are kept. `DELEGATE_TUI_CONFIG_DIR` names the directory itself.
 * Relative values of `XDG_CONFIG_HOME` are ignored. Source: XDG Base Directory Specification.
 */
export function configDirectory(env: Environment, platform: string): string {
  if (env['DELEGATE_TUI_CONFIG_DIR']) return resolve(env['DELEGATE_TUI_CONFIG_DIR']);
  const xdg = absolute(env['XDG_CONFIG_HOME']);
  if (xdg !== undefined) return join(xdg, 'delegate-tui');
  if (platform === 'darwin') return join(home(env), 'Library', 'Preferences', 'delegate-tui');
  if (platform === 'win32')
    return join(env['APPDATA'] || join(home(env), 'AppData', 'Roaming'), 'delegate-tui');
  return join(home(env), '.config', 'delegate-tui');
}

/** Where the user's presets are, given the directory above. */
export const presetsDirectory = (config: string): string => join(config, 'presets');
