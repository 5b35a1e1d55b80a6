import assert from 'node:assert/strict';
import {test} from 'node:test';
import {UserError} from '../../src/domain/user-error.ts';
import {failureAfterOthers} from '../../src/fronts/failure-words.ts';

const CASES: readonly (readonly [what: string, error: unknown, next: readonly string[]])[] = [
  [
    'a file that is as it was',
    new UserError('m', {next: ['Nothing was changed. Remove the cause and run it again.']}),
    ['It is as it was; the other files are written. Remove the cause and run it again.'],
  ],
  [
    'a file that could not be put back',
    new UserError('m', {next: ['Not everything could be put back: see beside it.']}),
    ['Not everything could be put back: see beside it.', 'The other files are written.'],
  ],
  ['an error of ours', new Error('m'), ['The other files are written.']],
];

for (const [what, error, next] of CASES)
  test(`a failure after other files were written: ${what}`, () => {
    const told = failureAfterOthers(error);
    assert.deepEqual([told.message, told.next, told.cause], ['m', next, error]);
  });
