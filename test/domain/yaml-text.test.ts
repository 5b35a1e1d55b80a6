import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {parse, parseAllDocuments} from 'yaml';
import {commented, yamlDocuments, yamlText} from '../../src/domain/yaml-text.ts';
import {codePoint} from '../helpers/code-point.ts';

const VERSIONS = ['1.1', '1.2'] as const;

/** Strings that some YAML reader would take for something else. */
const TRAPS: readonly string[] = [
  '~ null Null NULL y Y n N yes No ON off true False TRUE e0 E1 e+1'.split(' '),
  '1 -1 +1 0 010 0o7 0777 0x1F 0b101 1_000 1:20 190:20:30 1.5 .5 5. 1e3 1E3 .inf -.Inf .NaN inf nan'.split(
    ' ',
  ),
  '2001-01-01 2001-12-14t21:59:43.10-05:00 26.08 26.08.89806-1 0.5 = << - -- --- ... ? : a: #a a#'.split(' '),
  '*a &a !a | > %a @a `a "a" \'a\' {a} [a] { ] ,a \\ \\n a\\ ${HOME} $(date) __proto__ constructor'.split(
    ' ',
  ),
  ['', ' ', '- a', '? a', 'a: b', 'a #b', '!!str a', 'a, b', '<+secrets.getValue("a")>', 'a b '],
  ['a\nb', 'a\nb\n', 'a\n\n', '\na', ' a\nb', '\ta', 'a\tb', 'a\n\tb', 'a \nb', 'a\r\nb', 'a\rb', 'a\n'],
  ['a\n---\nb', 'a\n...\n', '# a\n# b', '\n', '\n\n', 'a\n ', 'a: b\nc: d', 'a\n  b\n c'],
  ['a\u0085b', 'a\u2028b', '\u2029', '\ufeffa', 'a\ufeff\nb', 'a\u0000b', '\u007f', '\u009f', 'a\u200bb'],
  ['\ud800', 'a\ud800\nb', '\ufffe', '\u001b[31m', 'é', '日本\n語', '😀'],
  ['a'.repeat(2000), `a ${'b '.repeat(300)}c`],
].flat();

const anyText = fc.oneof(
  fc.constantFrom(...TRAPS),
  fc.string({unit: codePoint}),
  fc.string({unit: 'grapheme'}),
  fc.string({unit: fc.constantFrom('a', ' ', '\n', ':', '#', '-', '\t', "'", '"', '0', '|')}),
);
const jsonLike = fc.letrec((tie) => ({
  value: fc.oneof(
    {depthSize: 'small', withCrossShrink: true},
    anyText,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), {maxLength: 4}),
    fc.dictionary(anyText, tie('value'), {maxKeys: 4}),
  ),
})).value;

/** Own properties only: what a reader returns has another prototype chain than what fast-check makes. */
const plain = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(plain)
    : typeof value === 'object' && value !== null
      ? new Map(Object.entries(value).map(([key, item]) => [key, plain(item)]))
      : value;

/** Words of one to four characters that numbers, dates and special floats are made of. */
const PARTS = 'e E 0 1 _ . + - : x o y'.split(' ');
const numberLike = PARTS.flatMap((first) =>
  ['', ...PARTS].flatMap((second) =>
    ['', ...PARTS].flatMap((third) => ['', '0'].map((last) => first + second + third + last)),
  ),
);

for (const version of VERSIONS) {
  test(`no word made of digits, signs and exponents becomes a number, YAML ${version}`, () => {
    assert.deepEqual(parse(yamlText(numberLike), {version}), numberLike);
  });

  test(`strings that look like something else stay strings, YAML ${version}`, () => {
    for (const text of TRAPS) {
      assert.equal(parse(yamlText(text), {version}), text, JSON.stringify(text));
      assert.deepEqual(
        plain(parse(yamlText({[text]: [{k: text}]}), {version})),
        plain({[text]: [{k: text}]}),
        JSON.stringify(text),
      );
    }
  });

  test(`any value reads back as itself, YAML ${version}`, () => {
    fc.assert(
      fc.property(jsonLike, (value) => {
        assert.deepEqual(plain(parse(yamlText(value), {version})), plain(value));
      }),
      {numRuns: 300},
    );
  });

  test(`a comment never becomes content, YAML ${version}`, () => {
    fc.assert(
      fc.property(anyText, jsonLike, (comment, value) => {
        const wrapped = {
          a: commented(value, comment),
          list: [commented(value, [comment, comment]), commented({k: commented(value, comment)}, comment)],
        };
        assert.deepEqual(
          plain(parse(yamlText(wrapped, {comment}), {version})),
          plain({a: value, list: [value, {k: value}]}),
        );
      }),
      {numRuns: 200},
    );
  });

  test(`documents stay apart, YAML ${version}`, () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({value: jsonLike, comment: fc.option(anyText, {nil: undefined})}), {
          minLength: 1,
          maxLength: 4,
        }),
        (documents) => {
          const read = parseAllDocuments(yamlDocuments(documents), {version});
          assert.deepEqual(
            plain((read as {toJS(): unknown}[]).map((document) => document.toJS())),
            plain(documents.map(({value}) => value)),
          );
        },
      ),
      {numRuns: 150},
    );
  });
}

test('what kubectl splits on, `---` at the start of a line, stands only between documents', () => {
  fc.assert(
    fc.property(fc.array(jsonLike, {minLength: 1, maxLength: 3}), (values) => {
      const text = yamlDocuments(values.map((value) => ({value: {value}})));
      assert.equal(text.split(/^---/m).length, values.length);
    }),
    {numRuns: 150},
  );
});

test('no line is folded, no value is an alias, every line ends with LF', () => {
  const long = 'word '.repeat(200).trimEnd();
  const shared = {image: 'acme/delegate:1'};
  const text = yamlText({long, first: shared, second: shared, script: `echo ${long}\nexit 0\n`});
  assert.ok(text.includes(`long: ${long}\n`));
  assert.ok(text.includes(`script: |\n  echo ${long}\n  exit 0\n`));
  assert.equal(text.match(/image: acme\/delegate:1/g)?.length, 2);
  assert.ok(!/[&*]|\r/.test(text) && text.endsWith('\n'));
});

test('layout: two blanks of indent, undefined left out, comments in front of what they explain', () => {
  const text = yamlText(
    {
      kind: 'Pod',
      none: undefined,
      list: ['a', undefined, commented({b: 1}, 'why b')],
      mode: commented(292, ['292 is', '0444']),
      'a.b/c': 'on',
      empty: {},
    },
    {comment: ['Title', '', 'More\nof it\u2028here']},
  );
  assert.equal(
    text,
    `# Title
#
# More of it here
kind: Pod
list:
  - a
  # why b
  - b: 1
# 292 is
# 0444
mode: 292
a.b/c: "on"
empty: {}
`,
  );
});

test('only JSON values can be written', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1n, Symbol('a'), () => 1])
    assert.throws(() => yamlText({value}), TypeError);
});
