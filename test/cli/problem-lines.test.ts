import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Problem} from '../../src/domain/problem.ts';
import {jsonLine, tellProblems} from '../../src/console/tell-problems.ts';
import {problemLines} from '../../src/console/problem-lines.ts';
import {COMPLETE_FLAGS, runCli} from '../helpers/run-cli.ts';

const problem = (more: Partial<Problem>): Problem => ({
  field: 'base.version',
  code: 'invalid',
  severity: 'error',
  message: 'must be a version',
  ...more,
});

const source = {file: 'my.yaml', line: 3, column: 5};

test('problems stand in columns, with the place in the file where there is one', () => {
  const lines = problemLines([
    problem({code: 'missing', flag: '--base-version', source}),
    problem({field: 'size', flag: '--size', source}),
    problem({severity: 'warning', code: 'base-old', message: 'is old'}),
  ]);
  assert.deepEqual(lines, [
    'missing  base.version  --base-version  must be a version',
    'wrong    size          --size          my.yaml:3:5: must be a version',
    'warning  base.version                  is old',
  ]);
});

test('a flag of its own is not told twice', () => {
  assert.deepEqual(problemLines([problem({field: '--sze', flag: '--sze', message: 'is not a flag'})]), [
    'wrong  --sze  is not a flag',
  ]);
});

test('nothing is a terminal sequence', () => {
  const nasty = 'a\u001b[2J\u0007\u202eb';
  const [line = ''] = problemLines([
    problem({field: nasty, flag: `--${nasty}`, message: nasty, source: {...source, file: nasty}}),
  ]);
  assert.doesNotMatch(line, /[\u0000-\u001f\u202e]/);
});

test('no problems, no lines', () => {
  assert.deepEqual(problemLines([]), []);
});

test('a line of JSON means what it meant, and a terminal obeys nothing in it', () => {
  const value = {message: 'a\u009b2J b\u202ec \u{e0041}é 😀 \u001b[2J'};
  const line = jsonLine(value);
  assert.deepEqual(JSON.parse(line), value);
  assert.match(line, /^[ -~é😀]*\n$/u);
});

test('notices are told by who asks for them, as lines and as events', () => {
  const told = (json: boolean, notices?: boolean): number => {
    const texts: string[] = [];
    const take = (text: string) => texts.push(text);
    const io = {out: take, err: take};
    const problems = [problem({severity: 'notice'}), problem({severity: 'warning'}), problem({})];
    tellProblems(problems, {io, json, ...(notices === undefined ? {} : {notices})});
    return texts.join('').trimEnd().split('\n').length;
  };
  for (const json of [false, true]) {
    assert.equal(told(json), 2);
    assert.equal(told(json, true), 3);
  }
});

test('generate tells notices when it makes files; a refusal and a single text do without', async () => {
  const answers = ['generate', '--preset', 'kubernetes', ...COMPLETE_FLAGS];
  const dryRun = ['--output', 'never-written', '--dry-run'];
  const rows = [
    [[...answers, ...dryRun], true],
    [[...answers, '--print', 'step'], false],
    [[...answers, ...dryRun, '--replicas', 'many'], false],
  ] as const;
  for (const [argv, isTold] of rows) {
    const {err} = await runCli(argv);
    assert.equal(err.includes('no checksum is published'), isTold, `${argv.join(' ')}\n${err}`);
    if (!argv.includes('many')) assert.match(err, /^warning /m);
  }
});
