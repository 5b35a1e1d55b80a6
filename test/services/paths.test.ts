import assert from 'node:assert/strict';
import {homedir} from 'node:os';
import {join, resolve} from 'node:path';
import {test} from 'node:test';
import {configDirectory, home, presetsDirectory} from '../../src/services/paths.ts';

const CASES: readonly (readonly [env: Record<string, string>, platform: string, expected: string])[] = [
  [{HOME: '/home/a'}, 'linux', '/home/a/.config/delegate-tui'],
  [{HOME: '/home/a', XDG_CONFIG_HOME: '/cfg'}, 'linux', '/cfg/delegate-tui'],
  [{HOME: '/home/a', XDG_CONFIG_HOME: 'relative'}, 'linux', '/home/a/.config/delegate-tui'],
  [{HOME: '/home/a', XDG_CONFIG_HOME: ''}, 'linux', '/home/a/.config/delegate-tui'],
  [{HOME: '/Users/a'}, 'darwin', '/Users/a/Library/Preferences/delegate-tui'],
  [{HOME: '/Users/a', XDG_CONFIG_HOME: '/cfg'}, 'darwin', '/cfg/delegate-tui'],
  [{APPDATA: '/data'}, 'win32', '/data/delegate-tui'],
  [{USERPROFILE: '/users/a'}, 'win32', '/users/a/AppData/Roaming/delegate-tui'],
  [{HOME: '/home/a', XDG_CONFIG_HOME: '/cfg', DELEGATE_TUI_CONFIG_DIR: '/own'}, 'linux', '/own'],
  [{DELEGATE_TUI_CONFIG_DIR: 'own'}, 'linux', resolve('own')],
  [{}, 'linux', join(homedir(), '.config/delegate-tui')],
];

for (const [env, platform, expected] of CASES) {
  test(`${platform} with ${JSON.stringify(env)}`, () =>
    assert.equal(configDirectory(env, platform), expected));
}

test('a user id that the password file does not know has the root as its home', () => {
  const unknown = () => {
    throw new Error('ENOENT: no such file or directory, uv_os_homedir');
  };
  assert.deepEqual(
    [home({}, unknown), home({HOME: ''}, unknown), home({HOME: '/home/a'}, unknown)],
    ['/', '/', '/home/a'],
  );
});

test('presets are below the configuration', () => {
  assert.equal(presetsDirectory('/cfg/delegate-tui'), '/cfg/delegate-tui/presets');
});
