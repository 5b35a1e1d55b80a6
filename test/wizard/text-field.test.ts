import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {Key, KeyName} from '../../src/wizard/keys.ts';
import {editText, insert} from '../../src/wizard/text-field.ts';
import {codePoint} from '../helpers/code-point.ts';

/** `|` marks the cursor. */
const parse = (text: string) => ({text: text.replace('|', ''), cursor: text.indexOf('|')});
const show = ({text, cursor}: {text: string; cursor: number}) =>
  `${text.slice(0, cursor)}|${text.slice(cursor)}`;

const CASES: readonly (readonly [before: string, key: KeyName | {readonly text: string}, after: string])[] = [
  ['ab|', {text: 'c'}, 'abc|'],
  ['a|b', {text: 'x'}, 'ax|b'],
  ['a|b', {text: ' '}, 'a |b'],
  ['a|b', {text: '\u202e'}, 'a|b'],
  ['ab|', 'backspace', 'a|'],
  ['|ab', 'backspace', '|ab'],
  ['a👩‍🚀|', 'backspace', 'a|'],
  ['|ab', 'delete', '|b'],
  ['ab|', 'delete', 'ab|'],
  ['|e\u0301b', 'delete', '|b'],
  ['ab|', 'left', 'a|b'],
  ['|ab', 'left', '|ab'],
  ['a|👍🏽b', 'right', 'a👍🏽|b'],
  ['ab|', 'right', 'ab|'],
  ['ab|c', 'home', '|abc'],
  ['ab|c', 'ctrl+a', '|abc'],
  ['a|bc', 'end', 'abc|'],
  ['a|bc', 'ctrl+e', 'abc|'],
  ['ab|c', 'ctrl+u', '|c'],
  ['ab|c', 'ctrl+k', 'ab|'],
  ['one two|', 'ctrl+w', 'one |'],
  ['one two  |x', 'ctrl+w', 'one |x'],
  ['|x', 'ctrl+w', '|x'],
];

for (const [before, key, after] of CASES) {
  const pressed: Key = typeof key === 'string' ? {name: key} : {name: 'text', text: key.text};
  test(`text field: ${before} + ${typeof key === 'string' ? key : JSON.stringify(key.text)}`, () =>
    assert.equal(show(editText(parse(before), pressed)), after));
}

test('text field: other keys leave the very same field', () => {
  const field = parse('ab|');
  assert.equal(editText(field, {name: 'up'}), field);
});

test('text field: a pasted file is not taken', () => {
  const field = parse('ab|');
  assert.equal(insert(field, 'x'.repeat(5000)), field);
});

test('text field: the cursor stays inside, and typed text holds no control characters', () => {
  const names: KeyName[] = [
    'backspace',
    'delete',
    'left',
    'right',
    'home',
    'end',
    'ctrl+a',
    'ctrl+e',
    'ctrl+u',
    'ctrl+w',
    'ctrl+k',
  ];
  const anyKey: fc.Arbitrary<Key> = fc.oneof(
    fc.constantFrom(...names).map((name): Key => ({name})),
    fc.string({unit: codePoint, minLength: 1, maxLength: 2}).map((text): Key => ({name: 'text', text})),
  );
  fc.assert(
    fc.property(fc.array(anyKey), fc.integer({min: -5, max: 50}), (keys, cursor) => {
      const field = keys.reduce(editText, editText({text: 'start', cursor}, {name: 'left'}));
      assert.ok(field.cursor >= 0 && field.cursor <= field.text.length);
      assert.doesNotMatch(field.text, /[\u0000-\u001f\u007f-\u009f]/);
    }),
  );
});
