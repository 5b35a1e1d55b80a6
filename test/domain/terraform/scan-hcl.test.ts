import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {HclScanError} from '../../../src/domain/terraform/hcl-scan-error.ts';
import {scanHcl} from '../../../src/domain/terraform/scan-hcl.ts';

/** `name = expression` and `type "label" {…}` of a body, in short. */
const short = (text: string, object = false) =>
  scanHcl(text, undefined, {object}).map((item) =>
    item.kind === 'attribute'
      ? `${item.name} = ${text.slice(item.value.start, item.value.end)}`
      : `${[item.type, ...item.labels].join(' ')} {${text.slice(item.body.start, item.body.end)}}`,
  );

const cases: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
  ['nothing', '', []],
  ['comments alone', '# a\n// b\n/* c\n d */\n', []],
  ['a value and a comment behind it', 'a = 1 # b = 2\n', ['a = 1']],
  ['a value without a line end', 'a = "x"', ['a = "x"']],
  ['windows line ends', 'a = 1\r\nb = "c" // d\r\n', ['a = 1', 'b = "c"']],
  ['a byte order mark', '\ufeffa = 1\n', ['a = 1']],
  ['a block', 'module "x" {\n  a = 1\n}\n', ['module x {\n  a = 1\n}']],
  ['a label without quotes', 'module x { a = 1 }\n', ['module x { a = 1 }']],
  [
    'braces in strings and comments',
    'a = "}" # }\nb {\n c = "{" /* } */\n}\n',
    ['a = "}"', 'b {\n c = "{" /* } */\n}'],
  ],
  [
    'a string in a template in a string',
    'a = "x${f("}\\"")}y" # "\nb = 1',
    ['a = "x${f("}\\"")}y"', 'b = 1'],
  ],
  ['escaped templates', 'a = "$${ %%{ $$"\nb = 1', ['a = "$${ %%{ $$"', 'b = 1']],
  [
    'brackets over several lines',
    'a = [\n  1, # ]\n  {b = "]"},\n]\nc = f(\n)\n',
    ['a = [\n  1, # ]\n  {b = "]"},\n]', 'c = f(\n)'],
  ],
  ['a heredoc', 'a = <<EOT\nb = "\n EOTX }\nEOT\nc = 1\n', ['a = <<EOT\nb = "\n EOTX }\nEOT', 'c = 1']],
  ['an indented heredoc in a call', 'a = f(<<-E\n  }\n  E\n)\nb = 1', ['a = f(<<-E\n  }\n  E\n)', 'b = 1']],
  ['a condition and a comparison', 'a = b == 1 ? "c" : d[0]\n', ['a = b == 1 ? "c" : d[0]']],
  ['a division', 'a = 4 / 2\n', ['a = 4 / 2']],
];

for (const [name, text, expected] of cases) {
  test(`reads ${name}`, () => assert.deepEqual(short(text), expected));
}

test('reads an object: quoted keys, colons, commas', () => {
  const text = '\n a = 1, "b.c": [2, 3]\n (x) = 1\n';
  assert.throws(() => short(text, true), HclScanError);
  assert.deepEqual(short('\n a = 1, "b.c": [2, 3]\n d = {e = 1}\n', true), [
    'a = 1',
    'b.c = [2, 3]',
    'd = {e = 1}',
  ]);
});

const refused = [
  'a',
  'a =',
  'a = \n',
  'a = "x',
  'a = "x\n"',
  'a = [1',
  'a = (]',
  '}',
  '= 1',
  'a {',
  'a = <<\nx\n',
  'a = <<E\nx\n',
  '/* a',
  '"a" = 1',
  'a "b${c}" = 1',
];

for (const text of refused) {
  test(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => scanHcl(text), HclScanError));
}

test('any text is read or refused, and what is read lies in the text in order', () => {
  const piece = fc.constantFrom(
    'a',
    ' = ',
    '"',
    '${',
    '}',
    '{',
    '\n',
    '#',
    '<<E\n',
    'E\n',
    '[',
    ']',
    '\\',
    '/*',
    '*/',
    '1',
    ',',
  );
  fc.assert(
    fc.property(fc.array(piece, {maxLength: 30}), (pieces) => {
      const text = pieces.join('');
      try {
        let last = 0;
        for (const item of scanHcl(text)) {
          const [start, end] =
            item.kind === 'attribute' ? [item.key.start, item.value.end] : [item.start, item.body.end];
          assert.ok(start >= last && end > start && end <= text.length);
          last = end;
        }
      } catch (error) {
        assert.ok(error instanceof HclScanError, String(error));
        assert.ok(error.offset >= 0 && error.offset <= text.length);
      }
    }),
    {numRuns: 400},
  );
});
