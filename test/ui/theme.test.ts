import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createTheme} from '../../src/ui/theme.ts';

for (const [what, env, unicode] of [
  ['a UTF-8 locale', {LANG: 'en_GB.UTF-8', TERM: 'xterm'}, true],
  ['utf8 without a dash', {LANG: 'de_DE.utf8', TERM: 'xterm'}, true],
  ['LC_ALL before LANG', {LC_ALL: 'C', LANG: 'en_GB.UTF-8', TERM: 'xterm'}, false],
  ['LC_CTYPE before LANG', {LC_CTYPE: 'C.UTF-8', LANG: 'C', TERM: 'xterm'}, true],
  ['an empty LC_ALL counts as none', {LC_ALL: '', LANG: 'C.UTF-8', TERM: 'xterm'}, true],
  ['no locale', {TERM: 'xterm'}, false],
  ['the Linux console', {LANG: 'en_GB.UTF-8', TERM: 'linux'}, false],
  ['a dumb terminal', {LANG: 'en_GB.UTF-8', TERM: 'dumb'}, false],
] as const) {
  test(`${what}: ${unicode ? 'Unicode' : 'ASCII'} signs`, () => {
    assert.equal(createTheme({env}).glyphs.pointer, unicode ? '❯' : '>');
  });
}

const COLOUR_PROPS = new Set(['color', 'dimColor', 'backgroundColor']);

for (const [what, env, noColor, coloured] of [
  ['nothing but TERM', {TERM: 'xterm'}, false, true],
  ['NO_COLOR', {TERM: 'xterm', NO_COLOR: '1'}, false, false],
  ['an empty NO_COLOR', {TERM: 'xterm', NO_COLOR: ''}, false, true],
  ['--no-color', {TERM: 'xterm'}, true, false],
  ['no TERM', {}, false, false],
  ['TERM=dumb', {TERM: 'dumb'}, false, false],
] as const) {
  test(`${what}: ${coloured ? 'colours' : 'no colour property at all'}`, () => {
    const used = Object.values(createTheme({env, noColor}).styles).flatMap((style) => Object.keys(style));
    assert.equal(
      used.some((name) => COLOUR_PROPS.has(name)),
      coloured,
    );
    assert.ok(used.includes('inverse'));
  });
}

test('lines alone where the terminal obeys nothing; on Windows no TERM means nothing', () => {
  for (const [env, platform, isPlain] of [
    [{TERM: 'dumb'}, 'linux', true],
    [{TERM: 'dumb'}, 'win32', true],
    [{TERM: ''}, 'darwin', true],
    [{}, 'linux', true],
    [{}, 'win32', false],
    [{TERM: 'vt100'}, 'linux', false],
  ] as const)
    assert.equal(createTheme({env, platform}).isPlain, isPlain, JSON.stringify([env, platform]));
});

for (const [what, env, noColor, mark] of [
  ['a colour terminal', {TERM: 'xterm'}, false, ''],
  ['NO_COLOR', {TERM: 'xterm', NO_COLOR: '1'}, false, ''],
  ['--no-color', {TERM: 'xterm'}, true, '|'],
  ['a dumb terminal', {TERM: 'dumb'}, false, '|'],
  ['FORCE_COLOR=0', {TERM: 'xterm', FORCE_COLOR: '0'}, false, '|'],
] as const) {
  test(`${what}: the cursor is ${mark === '' ? 'an inverted cell' : 'a sign'}`, () => {
    assert.equal(createTheme({env, noColor}).cursorMark, mark);
  });
}
