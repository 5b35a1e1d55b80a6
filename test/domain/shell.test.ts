import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {commands, runInstruction, shellTemplate, shellWord} from '../../src/domain/shell.ts';

const evaluate = (word: string) =>
  execFileSync('sh', ['-c', `arch=amd64; printf %s ${word}`], {encoding: 'utf8'});
const oneLine = fc.string({unit: 'grapheme', maxLength: 40}).filter((text) => !text.includes('\0'));

test('a word reaches the program as it was', () => {
  for (const text of ['kubectl', '', "it's", '$(id)', '`id`', 'a b', '\\', '"', '~', '*', '!', 'a\nb']) {
    assert.equal(evaluate(shellWord(text)), text);
  }
  fc.assert(
    fc.property(oneLine, (text) => evaluate(shellWord(text)) === text),
    {numRuns: 40},
  );
});

test('a template expands its variables and nothing else', () => {
  assert.equal(
    evaluate(shellTemplate('a-{arch}4.$HOME`id`"\\{other}', ['arch'])),
    'a-amd644.$HOME`id`"\\{other}',
  );
  fc.assert(
    fc.property(oneLine, (text) => {
      const plain = text.replaceAll('{arch}', '');
      return evaluate(shellTemplate(`${plain}/{arch}`, ['arch'])) === `${plain}/amd64`;
    }),
    {numRuns: 40},
  );
});

test('lines become one instruction', () => {
  assert.equal(runInstruction([...commands(['set -eu', 'a']), 'b']), 'RUN set -eu; \\\n    a; \\\n    b');
});
