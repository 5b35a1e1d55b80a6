import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {formatField, parseField} from '../../src/wizard/field-text.ts';

/** Text in the field -> the mapping it means. */
const MAPS: readonly (readonly [text: string, value: Readonly<Record<string, string>>])[] = [
  ['', {}],
  ['a=1, b=2', {a: '1', b: '2'}],
  ['a=x=y', {a: 'x=y'}],
  [String.raw`JAVA_OPTS=-Da=1\,-Db=2, B=2`, {JAVA_OPTS: '-Da=1,-Db=2', B: '2'}],
  [String.raw`DIR=C:\\, B=2`, {DIR: 'C:\\', B: '2'}],
];
for (const [text, value] of MAPS) {
  test(`"${text}" is read as a mapping and shown as it is`, () => {
    assert.deepEqual(parseField('delegate.env', text), value);
    assert.equal(formatField('delegate.env', value), text);
  });
}

test('a backslash that was typed before anything but a comma stays', () => {
  assert.deepEqual(parseField('delegate.env', String.raw`A=\d+, B=x\ `), {A: String.raw`\d+`, B: 'x\\'});
});

test('a mapping of a preset comes through its field unchanged', () => {
  const key = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/);
  const value = fc
    .string({unit: fc.constantFrom('a', ',', '\\', '=', ' ', '"', 'é'), maxLength: 12})
    .map((text) => text.trim());
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(key, value), {selector: ([name]) => name, maxLength: 4}), (pairs) => {
      const map = Object.fromEntries(pairs);
      assert.deepEqual(parseField('dockerfile.labels', formatField('dockerfile.labels', map)), map);
    }),
  );
});
