import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {hclString} from '../../../src/domain/terraform/hcl-string.ts';
import {plainString} from '../../../src/domain/terraform/scan-hcl.ts';
import {codePoint} from '../../helpers/code-point.ts';

const cases: readonly (readonly [string, string])[] = [
  ['', '""'],
  ['plain', '"plain"'],
  ['say "hi"', String.raw`"say \"hi\""`],
  ['C:\\x', String.raw`"C:\\x"`],
  ['a\nb\r\n\tc', String.raw`"a\nb\r\n\tc"`],
  ['${var.x}', '"$${var.x}"'],
  ['%{ if x }', '"%%{ if x }"'],
  ['$${a}', '"$$${a}"'],
  ['$ $$ %', '"$ $$ %"'],
  ['$${{', '"$$${{"'],
  ['\u0000\u001b', String.raw`"\u0000\u001b"`],
  ['\u2028\u202e\ufeff', String.raw`"\u2028\u202e\ufeff"`],
  ['\u{e0001}', String.raw`"\U000e0001"`],
  ['é 😀', '"é 😀"'],
];

for (const [text, expected] of cases) {
  test(`${JSON.stringify(text)} is written ${expected}`, () => {
    assert.equal(hclString(text), expected);
    assert.equal(plainString(expected), text);
  });
}

test('any text is one line of HCL that reads back as itself', () => {
  const pieces = fc.constantFrom('$', '%', '{', '}', '"', '\\', '\n', 'n', 'u0041', 'a');
  const text = fc.oneof(
    fc.string({unit: codePoint}),
    fc.array(pieces).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (given) => {
      const written = hclString(given);
      assert.doesNotMatch(written, /[\n\r]/);
      assert.equal(plainString(written), given);
    }),
    {numRuns: 500},
  );
});

for (const expression of [
  'var.x',
  '"a${b}"',
  '"a%{if b}c%{endif}"',
  '"a" == "b"',
  '"$$${b}${c}"',
  '<<E\na\nE',
  String.raw`"\UFFFFFFFF"`,
  String.raw`"a\U00110000b"`,
  '1',
])
  test(`${JSON.stringify(expression)} is no plain string`, () =>
    assert.equal(plainString(expression), undefined));

test('the last character of Unicode is read, and an escaped backslash is no escape', () => {
  assert.equal(plainString(String.raw`"\U0010FFFF"`), '\u{10ffff}');
  assert.equal(plainString(String.raw`"\\UFFFFFFFF"`), String.raw`\UFFFFFFFF`);
});
