import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {mergeAnswers, mergeDeep} from '../../src/domain/merge.ts';

test('later layers win, key by key', () => {
  const merged = mergeAnswers({
    preferences: {base: {variant: 'full', fips: true}, delegate: {name: 'remembered'}},
    preset: {base: {variant: 'minimal'}, tools: ['kubectl']},
    flags: {delegate: {name: 'from-flag'}},
  });
  assert.equal(merged.base?.variant, 'minimal');
  assert.equal(merged.base?.fips, true);
  assert.equal(merged.base?.registry, 'docker-hub');
  assert.equal(merged.delegate?.name, 'from-flag');
  assert.deepEqual(merged.tools, ['kubectl']);
});

test('lists are replaced, not joined', () => {
  const merged = mergeAnswers({preset: {tools: ['kubectl', 'helm']}, flags: {tools: ['oc']}});
  assert.deepEqual(merged.tools, ['oc']);
});

test('added tools join the list once', () => {
  const merged = mergeAnswers({preset: {tools: ['kubectl']}, addTools: ['kubectl', 'jq@1.7.1']});
  assert.deepEqual(merged.tools, ['kubectl', 'jq@1.7.1']);
});

test('an undefined value changes nothing and __proto__ stays data', () => {
  assert.deepEqual(mergeDeep({a: 1}, {a: undefined}), {a: 1});
  const merged = mergeDeep({}, JSON.parse('{"__proto__": {"polluted": true}}')) as object;
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  assert.ok(Object.hasOwn(merged, '__proto__'));
});

test('merging never changes its inputs, and merging twice is merging once', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (lower, upper) => {
      const before = JSON.stringify([lower, upper]);
      const once = mergeDeep(lower, upper);
      assert.deepEqual(mergeDeep(once, upper), once);
      assert.equal(JSON.stringify([lower, upper]), before);
    }),
  );
});
