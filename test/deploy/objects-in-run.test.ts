import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ObjectState} from '../../src/domain/deploy/object-outcome.ts';
import {objectKey, type ObjectRef} from '../../src/domain/deploy/object-ref.ts';
import {countObjects, undoBeforeApply} from '../../src/domain/deploy/objects-in-run.ts';

const ref = (name: string): ObjectRef => ({
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  name,
  namespace: 'ns',
});
const REFS = ['new', 'old', 'dark', 'unasked'].map(ref);
const OLD = {kind: 'ConfigMap', metadata: {name: 'old', uid: 'u'}};
const BEFORE = new Map<string, ObjectState>([
  [objectKey(ref('new')), undefined],
  [objectKey(ref('old')), OLD],
  [objectKey(ref('dark')), 'unknown'],
]);

test('while it applies, what was there can be put back, and nothing is called ours', () => {
  assert.deepEqual(undoBeforeApply(REFS, BEFORE), [
    {ref: ref('new'), outcome: 'created'},
    {ref: ref('old'), outcome: 'changed', uid: 'u', before: {...OLD, metadata: {name: 'old'}}},
    {ref: ref('dark'), outcome: 'unknown'},
    {ref: ref('unasked'), outcome: 'unknown'},
  ]);
});

test('objects are counted by outcome', () => {
  const outcomes = ['created', 'changed', 'created', 'unknown'] as const;
  assert.deepEqual(countObjects(outcomes.map((outcome) => ({outcome}))), {
    created: 2,
    changed: 1,
    unchanged: 0,
    absent: 0,
    unknown: 1,
  });
});
