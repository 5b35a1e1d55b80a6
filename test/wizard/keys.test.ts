import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {keyId, toKeys, type InkKeyFlags} from '../../src/wizard/keys.ts';
import {LONE_ESCAPE, PASTE_BEGIN, PASTE_END} from '../../src/wizard/read-marks.ts';
import {codePoint} from '../helpers/code-point.ts';

const ids = (input: string, flags: InkKeyFlags = {}, afterEscape = false) =>
  toKeys(input, flags, afterEscape).map(keyId).join(' ');

const CASES: readonly (readonly [what: string, input: string, flags: InkKeyFlags, expected: string])[] = [
  ['one letter', 'j', {}, 'j'],
  ['glued letters', 'jj', {}, 'j j'],
  ['glued spaces', '  ', {}, 'space space'],
  ['Enter behind letters', 'jj\r', {}, 'j j enter'],
  ['two Enters', '\r\r', {}, 'enter enter'],
  ['a line feed, as typed before raw mode', 'jj\n', {}, 'j j enter'],
  ['CR LF is one Enter', 'a\r\nb', {}, 'a enter b'],
  ['a tab among letters', 'a\tb', {}, 'a tab b'],
  ['Ctrl+C among letters', 'ab\u0003cd', {}, 'a b ctrl+c c d'],
  ['Ctrl+U among letters', 'ab\u0015', {}, 'a b ctrl+u'],
  ['backspaces among letters', 'a\u007f\b', {}, 'a backspace backspace'],
  ['NUL, other controls and C1 are dropped', 'a\u0000\u001c\u009bb', {}, 'a b'],
  ['a family is one grapheme', '👩‍👩‍👧x', {}, '👩‍👩‍👧 x'],
  ['a letter with a combining accent', 'e\u0301', {}, 'e\u0301'],
  ['Enter', '\r', {return: true}, 'enter'],
  ['Escape', '', {escape: true}, 'escape'],
  ['Tab', '', {tab: true}, 'tab'],
  ['Shift+Tab', '', {tab: true, shift: true}, 'shift+tab'],
  ['arrows', '', {downArrow: true}, 'down'],
  ['Ctrl+arrow is the arrow', '', {rightArrow: true, ctrl: true}, 'right'],
  ['page keys', '', {pageDown: true}, 'page down'],
  ['home', '', {home: true}, 'home'],
  ['delete', '', {delete: true}, 'delete'],
  ['backspace', '', {backspace: true}, 'backspace'],
  ['Ctrl+letter', 'p', {ctrl: true}, 'ctrl+p'],
  ['Ctrl+space', ' ', {ctrl: true}, ''],
  ['a function key', '', {}, ''],
  ['a key that is let go', 'a', {eventType: 'release'}, ''],
  ['Escape and j in one read look like Alt+j', 'j', {meta: true}, 'escape j'],
  ['a lone arrow tail', '[B', {}, ''],
  ['a lone tail with modifiers', '[1;5C', {}, ''],
  ['paste markers', '[200~ab[201~', {}, 'a b'],
  ['a bracket is text', '[', {}, '['],
  ['words that begin like a tail', '[Beta', {}, '[ B e t a'],
  ['OAuth is a word', 'OAuth', {}, 'O A u t h'],
];

for (const [what, input, flags, expected] of CASES) {
  test(`keys: ${what}`, () => assert.equal(ids(input, flags), expected));
}

const TAILS: readonly (readonly [input: string, expected: string])[] = [
  ['[B', ''],
  ['[Bjj', 'j j'],
  ['[1;5Cx', 'x'],
  ['OA', ''],
  ['OAj\r', 'j enter'],
  ['[<0;3M', ''],
  ['jj', 'j j'],
];
for (const [input, expected] of TAILS) {
  test(`keys: ${input} behind a lone escape`, () => assert.equal(ids(input, {}, true), expected));
}

test('keys: marked text is one pasted key between the others', () => {
  assert.deepEqual(toKeys(`a${PASTE_BEGIN}q\u001b w${PASTE_END}\r`), [
    {name: 'text', text: 'a'},
    {name: 'paste', text: 'q w'},
    {name: 'enter'},
  ]);
  assert.deepEqual(toKeys(`${PASTE_BEGIN}${PASTE_END}`), []);
});

test('keys: text whose end mark is missing is still a paste', () => {
  assert.deepEqual(toKeys(`${PASTE_BEGIN}q`), [{name: 'paste', text: 'q'}]);
});

test('keys: a marked Escape is one', () => {
  assert.deepEqual(toKeys(LONE_ESCAPE), [{name: 'escape'}]);
});

const anyFlags = fc.record(
  Object.fromEntries(
    ['upArrow', 'return', 'escape', 'tab', 'shift', 'ctrl', 'meta', 'backspace'].map((name) => [
      name,
      fc.boolean(),
    ]),
  ),
  {requiredKeys: []},
);

test('keys: never throws, whatever is read', () => {
  fc.assert(
    fc.property(fc.string({unit: codePoint}), anyFlags, fc.boolean(), (input, flags, afterEscape) => {
      assert.ok(Array.isArray(toKeys(input, flags, afterEscape)));
    }),
  );
});

test('keys: several reads give the keys of one glued read', () => {
  const printable = fc.stringMatching(/^[a-z0-9 /?._\r-]*$/);
  fc.assert(
    fc.property(fc.array(printable), (chunks) => {
      assert.deepEqual(
        chunks.flatMap((chunk) => toKeys(chunk)),
        toKeys(chunks.join('')),
      );
    }),
  );
});

test('keys: Ctrl+C is seen wherever it stands in a read', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.boolean(), (before, after, afterEscape) => {
      assert.ok(toKeys(`${before}\u0003${after}`, {}, afterEscape).some((key) => key.name === 'ctrl+c'));
    }),
  );
});
