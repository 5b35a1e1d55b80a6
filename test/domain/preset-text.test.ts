import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {parsePresetText} from '../../src/domain/preset-text.ts';
import {codePoint} from '../helpers/code-point.ts';

const parse = (text: string) => parsePresetText({text, file: 'mine.yaml'});

test('reads a mapping and knows where each answer stands', () => {
  const preset = parse(
    'base:\n  version: 26.08.89806\ntools:\n  - kubectl\n  - name: helm\n    version: 3.15.4\n',
  );
  assert.deepEqual(preset.problems, []);
  assert.deepEqual(preset.answers, {
    base: {version: '26.08.89806'},
    tools: ['kubectl', {name: 'helm', version: '3.15.4'}],
  });
  assert.deepEqual(preset.positionOf('base.version'), {file: 'mine.yaml', line: 2, column: 3});
  assert.deepEqual(preset.positionOf('tools.1.version'), {file: 'mine.yaml', line: 6, column: 5});
});

test('an answer that is not in the file stands where its parent stands', () => {
  assert.deepEqual(parse('base:\n  fips: true\n').positionOf('base.version'), {
    file: 'mine.yaml',
    line: 1,
    column: 1,
  });
});

test('an empty file, a byte order mark and comments are no answers', () => {
  for (const text of ['', '\uFEFF', '# nothing yet\n', '---\n', 'null\n']) {
    const preset = parse(text);
    assert.deepEqual([preset.answers, preset.problems], [{}, []], JSON.stringify(text));
  }
});

const refusals: readonly (readonly [string, string, string, number])[] = [
  ['a syntax error', 'base:\n  version: [\n', 'syntax', 3],
  ['a duplicate key', 'base: {}\nbase: {}\n', 'syntax', 2],
  ['two documents', 'base: {}\n---\ntools: []\n', 'documents', 2],
  ['a list', '- kubectl\n', 'not-a-mapping', 1],
  ['a word', 'kubectl\n', 'not-a-mapping', 1],
  ['an alias', 'base: &b {fips: true}\nimage: *b\n', 'alias', 2],
];
for (const [name, text, code, line] of refusals) {
  test(`refuses ${name} with its line`, () => {
    const preset = parse(text);
    assert.deepEqual(preset.answers, {});
    assert.equal(preset.problems.length, 1);
    assert.equal(preset.problems[0]?.code, code);
    assert.equal(preset.problems[0]?.source?.line, line);
    assert.equal(preset.problems[0]?.severity, 'error');
  });
}

const faults: readonly (readonly [string, RegExp])[] = [
  ['base: {}\n---\na: 1\n---\nb: 1\n', /^holds 3 documents; a preset is one/],
  ['tools: [1,\n', /list that begins with \[ is not closed/],
  ['base: {a: 1\nb: 2\n', /mapping that begins with \{ is not closed/],
  ['a: b: c\n', /second colon/],
  ['a:\n\tb: 1\n', /a tab/],
  ['a: 1\na: 2\n', /twice/],
  ['a: "b\n', /a quote is not closed/],
  ['a: "b" c\n', /behind the end of a value/],
  ['a:b\nc: 1\n', /a colon with a blank behind it/],
  ['a: @b\n', /put the value in quotes/],
  ['a:\n  b: 1\n c: 2\n', /not indented/],
  ['a:\n  - 1\n - 2\n', /not indented/],
  ['a: "\\q"\n', /a backslash/],
  ['a: }\n', /does not fit/],
];
for (const [text, words] of faults)
  test(`${JSON.stringify(text)} is told in our words`, () => {
    assert.match(parse(text).problems[0]?.message ?? '', words);
  });

test('never throws, whatever the file holds', () => {
  fc.assert(
    fc.property(fc.string({unit: codePoint}), fc.string(), (text, path) => {
      const preset = parse(text);
      preset.positionOf(path);
      assert.equal(typeof preset.answers, 'object');
    }),
    {numRuns: 250},
  );
});
