import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import * as fc from 'fast-check';
import {Lexer, Parser, YAMLParseError} from 'yaml';
import {MAX_LEVELS, mostLevels, parse, parseAllDocuments, tooDeep} from '../../src/domain/bounded-yaml.ts';
import {isDeep, parseJson} from '../../src/domain/deploy/json.ts';
import {readManifest} from '../../src/domain/deploy/read-manifest.ts';
import {HclScanError} from '../../src/domain/terraform/hcl-scan-error.ts';
import {scanHcl} from '../../src/domain/terraform/scan-hcl.ts';
import {readYaml} from '../../src/domain/yaml-edit/read-yaml.ts';
import {DEEP_SHAPES} from '../helpers/deep-texts.ts';

for (const [name, shape] of DEEP_SHAPES) {
  test(`${name}: ${MAX_LEVELS} levels are read, one more is refused where it stands`, () => {
    assert.equal(tooDeep(shape(MAX_LEVELS)), undefined);
    const {faults, documents} = readYaml(`# a comment\n${shape(MAX_LEVELS + 1)}`);
    assert.deepEqual(documents, []);
    assert.deepEqual(
      faults.map(({message}) => message),
      ['it is nested more than 100 levels deep here'],
    );
    assert.ok((faults[0]?.line ?? 0) > 1);
    assert.match(
      readManifest(shape(MAX_LEVELS + 1), 'x').problems.join(),
      /^The manifest is not valid YAML in line \d+: it is nested more than 100 levels deep here\.$/,
    );
  });
}

const NO_LEVELS = [
  ['brackets in quotes', `a: "${'[{'.repeat(500)}"\nb: '${'{['.repeat(500)}'\n`],
  ['brackets in a comment', `a: 1 # ${'[{'.repeat(500)}\n`],
  [
    'a script',
    `a: |\n${Array.from({length: 500}, (_, index) => `${' '.repeat(index + 2)}if [ x ]; then {`).join('\n')}\n`,
  ],
  ['brackets in a word', `a: x${'[{'.repeat(500)}\n`],
  ['many short lists', `a:\n${'  - [{b: [1]}]\n'.repeat(500)}`],
  ['many documents', '---\na: {b: 1}\n'.repeat(500)],
] as const;

for (const [name, text] of NO_LEVELS) {
  test(`${name}: no level`, () => {
    assert.equal(tooDeep(text), undefined);
    assert.deepEqual(
      parseAllDocuments(text).flatMap(({errors}) => errors),
      [],
    );
  });
}

test('levels that only aliases make are refused as well', () => {
  const chain = (length: number) =>
    `a0: &a0 [1]\n${Array.from({length}, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}]\n`).join('')}`;
  assert.deepEqual(readYaml(chain(5)).faults, []);
  assert.deepEqual(
    readYaml(chain(5000)).faults.map(({message}) => message),
    ['its aliases cannot be followed'],
  );
  assert.match(readManifest(chain(5000), 'x').problems.join(), /too many YAML aliases/);
  assert.match(readManifest('a: &a\n  b: *a\n', 'x').problems.join(), /too many YAML aliases/);
});

test('JSON with levels without end is no JSON', () => {
  const deep = (levels: number) => `${'{"a":['.repeat(levels)}1${']}'.repeat(levels)}`;
  assert.ok(parseJson(deep(80)));
  assert.equal(parseJson(deep(50_000)), undefined);
  assert.ok(!isDeep(parseJson(deep(100))));
});

for (const [name, text] of [
  ['brackets', `a = ${'{['.repeat(20_000)}`],
  ['blocks', 'a {\n'.repeat(20_000)],
  ['templates', `a = ${'"${'.repeat(20_000)}`],
] as const) {
  test(`HCL of ${name} without end is refused`, () => {
    assert.throws(
      () => scanHcl(text),
      (error) => error instanceof HclScanError && /nested more than 200 levels deep/.test(error.message),
    );
  });
}

const PIECES = fc.constantFrom(
  '[',
  '{',
  ']',
  '}',
  '- ',
  '? ',
  ': ',
  'a',
  '"',
  "'",
  '\n',
  '  ',
  '&a ',
  '*a',
  '|\n',
  '#',
  ',',
  '---\n',
  '!t ',
  '<<: ',
  '\t',
);
const textOf = (most: number) =>
  fc
    .array(fc.tuple(PIECES, fc.integer({min: 1, max: most})), {maxLength: 25})
    .map((parts) => parts.map(([piece, times]) => piece.repeat(times)).join(''));

test('the cheap look never counts fewer levels than there are', () => {
  fc.assert(
    fc.property(textOf(4), (text) => {
      const parser = new Parser();
      let most = 0;
      for (const lexeme of new Lexer().lex(text)) {
        for (const _ of parser.next(lexeme));
        // All but the document at the bottom and a scalar on top.
        most = Math.max(most, parser.stack.filter((token) => 'items' in token).length);
      }
      assert.ok(most <= mostLevels(text), `${most} levels`);
    }),
    {numRuns: 1000},
  );
});

test('any text is read, or refused with a fault', () => {
  fc.assert(
    fc.property(textOf(40), (text) => {
      readYaml(text);
      readManifest(text, 'x');
      try {
        parse(text, {logLevel: 'error'});
      } catch (error) {
        assert.ok(error instanceof YAMLParseError || error instanceof ReferenceError, String(error));
      }
    }),
    {numRuns: 150},
  );
});

test('no reader ends the program, however deep a file is', () => {
  const child = fileURLToPath(new URL('../helpers/read-deep-texts.ts', import.meta.url));
  const {status, stdout, stderr} = spawnSync(process.execPath, ['--import', 'tsx', child], {
    encoding: 'utf8',
  });
  assert.deepEqual(
    {status, stdout: stdout.trim()},
    {status: 0, stdout: 'all were refused'},
    stderr.slice(0, 500),
  );
});
