import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {fillGaps} from '../../src/domain/fill-gaps.ts';
import {mergeAnswers} from '../../src/domain/merge.ts';

test('missing answers get stand-ins, what was answered stays', () => {
  const {answers, issues} = fillGaps(
    mergeAnswers({preset: {delegate: {name: 'blue', accountId: 'a1'}, tools: ['kubectl', 'Not A Tool']}}),
  );
  assert.equal(answers?.image.repository, 'your-org/custom-delegate');
  assert.equal(answers?.delegate.name, 'blue');
  assert.equal(answers?.delegate.accountId, 'a1');
  assert.deepEqual(answers?.tools, ['kubectl']);
  assert.equal(issues.length, 3);
});

test('any tree of answers can be drawn', () => {
  const keys = fc.constantFrom(
    'base',
    'image',
    'delegate',
    'build',
    'tools',
    'name',
    'token',
    'proxy',
    'version',
    'odd',
  );
  const tree = fc.object({
    key: keys,
    maxDepth: 3,
    values: [fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string())],
  });
  fc.assert(
    fc.property(tree, (raw) => assert.ok(fillGaps(mergeAnswers({preset: raw})).answers)),
    {numRuns: 250},
  );
});

test('of a file with hardly a right answer only the first mistakes are told', () => {
  const env = Object.fromEntries(Array.from({length: 5000}, (_, index) => [`A${index}`, '\u0001']));
  const {answers, issues} = fillGaps(mergeAnswers({preset: {delegate: {env}}}));
  assert.equal(answers, undefined);
  assert.equal(issues.length, 200);
});
