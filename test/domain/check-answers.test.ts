import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {checkAnswers} from '../../src/domain/check-answers.ts';
import {mergeAnswers} from '../../src/domain/merge.ts';
import {parsePresetText} from '../../src/domain/preset-text.ts';

const today = {year: 2026, month: 11};
const REQUIRED = {
  image: {repository: 'acme/custom-delegate'},
  delegate: {accountId: 'abc123', managerUrl: 'https://app.harness.io'},
};
const check = (preset: unknown) =>
  checkAnswers(mergeAnswers({preset: mergeAnswers({preset: REQUIRED, flags: preset})}), {today});
const errors = (preset: unknown) => check(preset).problems.filter((problem) => problem.severity === 'error');

test('the defaults with the required answers are complete', () => {
  const {answers, problems} = check({features: ['kubernetes']});
  assert.ok(answers, JSON.stringify(problems));
  assert.equal(answers.base.variant, 'minimal');
});

test('every missing answer is named with its flag, all at once', () => {
  const {answers, problems} = checkAnswers(mergeAnswers({}), {today});
  assert.equal(answers, undefined);
  const missing = problems
    .filter((problem) => problem.code === 'missing')
    .map((problem) => `${problem.field} ${problem.flag}`);
  assert.deepEqual(missing, [
    'image.repository --image-repository',
    'delegate.accountId --account-id',
    'delegate.managerUrl --manager-url',
  ]);
});

const wrong: readonly (readonly [string, unknown, string, string, RegExp])[] = [
  [
    'a version with a letter',
    {base: {version: '26.08.x'}},
    'base.version',
    'invalid',
    /yy\.mm\.bbbbb.*"26\.08\.x"/,
  ],
  ['a month that does not exist', {base: {version: '26.13.89806'}}, 'base.version', 'invalid', /yy\.mm/],
  ['an unknown word', {base: {variant: 'tiny'}}, 'base.variant', 'invalid', /minimal, full/],
  ['a number for text', {image: {tag: 1}}, 'image.tag', 'invalid', /must be text/],
  ['text for yes or no', {base: {fips: 'yes'}}, 'base.fips', 'invalid', /true or false/],
  ['a name with an underscore', {delegate: {name: 'custom_del'}}, 'delegate.name', 'invalid', /at most 39/],
  ['a name of 40 characters', {delegate: {name: 'a'.repeat(40)}}, 'delegate.name', 'invalid', /at most 39/],
  [
    'an unknown key with a guess',
    {base: {verison: '26.08.89806'}},
    'base.verison',
    'unknown-key',
    /did you mean "version"/,
  ],
  ['an unknown top key', {bse: {}}, 'bse', 'unknown-key', /did you mean "base"/],
  [
    'an unknown key inside a list',
    {customTools: [{name: 'x', version: '1', url: 'https://x.example/x', sha: 'y'}]},
    'customTools.0.sha',
    'unknown-key',
    /sha256|known here/,
  ],
  [
    'an address without TLS',
    {delegate: {managerUrl: 'http://app.harness.io'}},
    'delegate.managerUrl',
    'invalid',
    /https/,
  ],
  ['half a replica', {delegate: {replicas: 1.5}}, 'delegate.replicas', 'invalid', /whole number/],
  [
    'a name that mappings lose',
    {delegate: {env: {constructor: 'x'}}},
    'delegate.env.constructor',
    'lost-key',
    /choose another/,
  ],
  [
    'another one',
    JSON.parse('{"dockerfile": {"labels": {"__proto__": "x"}}}'),
    'dockerfile.labels.__proto__',
    'lost-key',
    /another/,
  ],
];
for (const [name, preset, field, code, message] of wrong) {
  test(`refuses ${name}`, () => {
    const problem = errors(preset).find((candidate) => candidate.field === field);
    assert.ok(problem, JSON.stringify(errors(preset)));
    assert.equal(problem.code, code);
    assert.match(problem.message, message);
  });
}

const TOKEN = '0123456789abcdef0123456789abcdef';
const misplaced: readonly (readonly [string, unknown])[] = [
  ['a token in the place of its source', {delegate: {token: TOKEN}}],
  ['a token as the source', {delegate: {token: {from: TOKEN}}}],
  ['a token as another answer', {delegate: {size: TOKEN}}],
  ['an encoded token as another answer', {delegate: {size: btoa(TOKEN)}}],
  ['a password in the place of its secret', {build: {passwordSecret: `pass word ${TOKEN}`}}],
  ['a plugin setting of two lines', {build: {settings: {password: `${TOKEN}\n`}}}],
  ['a variable of two lines', {delegate: {env: {PASSWORD: `${TOKEN}\n`}}}],
];
for (const [name, preset] of misplaced) {
  test(`refuses ${name} without repeating it`, () => {
    const problems = errors(preset);
    assert.equal(problems.length, 1);
    const told = JSON.stringify(problems);
    assert.ok(!told.includes(TOKEN) && !told.includes(btoa(TOKEN)), told);
  });
}

test('a word where a mapping belongs is told in plain words', () => {
  assert.deepEqual(
    errors({base: 'minimal'}).map(({field, message}) => `${field} ${message}`),
    ['base must be a mapping, not "minimal"; known in it: registry, prefix, version, variant, fips, digest'],
  );
  // What follows from it is not told besides.
  assert.deepEqual(
    errors({image: 'x'}).map(({field}) => field),
    ['image'],
  );
  assert.match(errors({delegate: {token: TOKEN}})[0]?.message ?? '', /"from: file" below it/);
});

test('a problem from a file names line and column', () => {
  const preset = parsePresetText({text: 'base:\n  fips: maybe\n', file: 'p.yaml'});
  const {problems} = checkAnswers(mergeAnswers({preset: preset.answers}), {
    today,
    positionOf: preset.positionOf,
  });
  const problem = problems.find((candidate) => candidate.field === 'base.fips');
  assert.deepEqual(problem?.source, {file: 'p.yaml', line: 2, column: 3});
  assert.equal(problem?.flag, '--base-fips');
});

test('rules are told even while answers are missing', () => {
  const {problems} = checkAnswers(mergeAnswers({preset: {base: {version: '25.01.84800'}}}), {today});
  assert.ok(problems.some((problem) => problem.code === 'missing'));
  assert.ok(problems.some((problem) => problem.field === 'base.version' && problem.severity === 'warning'));
});

test('errors come first', () => {
  const {problems} = checkAnswers(mergeAnswers({preset: {base: {version: '25.01.84800'}}}), {today});
  const ranks = problems.map((problem) => ['error', 'warning', 'notice'].indexOf(problem.severity));
  assert.deepEqual(
    ranks,
    [...ranks].sort((a, b) => a - b),
  );
});

test('never throws, whatever it is given, and no message holds a control character', () => {
  const hostile = fc.object({
    key: fc.oneof(
      fc.constantFrom(
        'base',
        'tools',
        'image',
        'delegate',
        'version',
        'name',
        'customTools',
        '__proto__',
        'token',
      ),
      fc.string(),
    ),
    maxDepth: 4,
  });
  fc.assert(
    fc.property(fc.oneof(hostile, fc.anything()), (raw) => {
      const {problems} = checkAnswers(mergeAnswers({preset: raw}), {today});
      for (const problem of problems)
        assert.doesNotMatch(problem.message + problem.field, /[\u0000-\u001f\u007f-\u009f\u202e]/);
    }),
    {numRuns: 250},
  );
});
