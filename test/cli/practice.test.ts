import assert from 'node:assert/strict';
import {test} from 'node:test';
import {SCENARIOS} from '../../src/practice/scenarios.ts';
import {runCli} from '../helpers/run-cli.ts';

test('help practice lists every scenario', async () => {
  const {code, out} = await runCli(['help', 'practice']);
  assert.equal(code, 0);
  for (const {name} of SCENARIOS) assert.match(out, new RegExp(`^ {2}${name} `, 'm'));
});

const WRONG: readonly (readonly string[])[] = [
  ['--practice=crash-lop'],
  ['apply', '--practice=crash-lop'],
  ['watch', '--practice=crash-lop'],
  ['status', '--practice=crash-lop'],
  ['undo', '--practice=crash-lop'],
];

for (const words of WRONG) {
  test(`${words.join(' ')} names a scenario that there is`, async () => {
    const {code, err} = await runCli(words);
    assert.equal(code, 2);
    assert.match(err, /did you mean crash-loop\?/);
  });
}

test('a practice cluster and a context do not go together', async () => {
  const {code, err} = await runCli(['apply', '--practice', '--context', 'prod']);
  assert.equal(code, 2);
  assert.match(err, /--context .*does not go with --practice/);
});
