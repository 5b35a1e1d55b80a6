import assert from 'node:assert/strict';
import {test} from 'node:test';
import {COMMANDS} from '../../src/args/commands.ts';
import {FLAGS} from '../../src/args/flags.ts';
import {EXIT_CODE_ROWS} from '../../src/domain/exit-code.ts';
import {usage, wrap} from '../../src/console/usage.ts';
import {runCli} from '../helpers/run-cli.ts';

const text = (columns: number, command?: 'generate') => usage({command, columns}).join('\n');

for (const columns of [40, 80, 140]) {
  test(`no usage line is wider than ${columns} columns, but for single words and examples`, () => {
    const lines = [...usage({columns}), ...COMMANDS.flatMap(({name}) => usage({command: name, columns}))];
    const wide = lines.filter(
      (line) => line.length > columns && !/^\s*\S+$/.test(line) && !/\\$|^ {4}--|^ {2}npx/.test(line),
    );
    assert.deepEqual(wide, []);
  });
}

test('the overview names every command and every exit code', () => {
  const overview = text(80);
  for (const {name} of COMMANDS)
    if (name !== 'wizard') assert.ok(overview.includes(`delegate-tui ${name}`), name);
  for (const {code} of EXIT_CODE_ROWS) assert.match(overview, new RegExp(`^ {2}${code} `, 'm'));
});

test('help generate explains every flag that generate takes', () => {
  const explained = text(100, 'generate').split(/[\s,]+/);
  for (const {flag, negatable, option} of FLAGS) {
    const taken = !option || option.commands === 'all' || option.commands.includes('generate');
    assert.equal(explained.includes(negatable ? `--[no-]${flag}` : `--${flag}`), taken, flag);
  }
});

test('wrap keeps every word, and words longer than the line whole', () => {
  assert.deepEqual(wrap('one two three', 7), ['one two', 'three']);
  assert.deepEqual(wrap('a verylongword b', 5), ['a', 'verylongword', 'b']);
  assert.deepEqual(wrap('', 10), ['']);
});

const SAME: readonly [readonly string[], readonly string[]][] = [
  [['--help'], ['-h']],
  [['--help'], ['help']],
  [['--help'], ['help', 'wizard']],
  [
    ['generate', '--help'],
    ['help', 'generate'],
  ],
  [
    ['presets', 'save', 'x', '-h'],
    ['help', 'presets', 'save'],
  ],
];

for (const [one, other] of SAME) {
  test(`${one.join(' ')} and ${other.join(' ')} print the same`, async () => {
    const [first, second] = [await runCli(one), await runCli(other)];
    assert.equal(first.code, 0);
    assert.equal(first.err, '');
    assert.deepEqual(first, second);
  });
}
