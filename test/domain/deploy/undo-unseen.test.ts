import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import type {ObjectOutcome, ObjectState} from '../../../src/domain/deploy/object-outcome.ts';
import {objectKey, type ObjectRef} from '../../../src/domain/deploy/object-ref.ts';
import {undoObjects, undoPlan, type UndoObject} from '../../../src/domain/deploy/undo-plan.ts';

const ref = (group: string, kind: string, name: string, namespace: string): ObjectRef => ({
  group,
  version: 'v1',
  kind,
  name,
  namespace,
});

describe('the way back of an apply that nobody saw the end of', () => {
  const known = {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'old', uid: 'u'}, data: {a: '1'}};
  const old = ref('', 'ConfigMap', 'old', 'ns');
  const fresh = ref('', 'ConfigMap', 'fresh', 'ns');
  const dark = ref('', 'ConfigMap', 'dark', 'ns');
  const before = new Map<string, ObjectState>([
    [objectKey(old), known],
    [objectKey(fresh), undefined],
    [objectKey(dark), 'unknown'],
  ]);
  const as = (outcome: ObjectOutcome) => [old, fresh, dark].map((each) => ({ref: each, outcome}));
  const words = (objects: readonly UndoObject[]) =>
    objects.map(({ref: {name}, outcome, before: was, uid}) =>
      [name, outcome, ...(was === undefined ? [] : ['restorable']), ...(uid === undefined ? [] : [uid])].join(
        ' ',
      ),
    );
  const unseen = ['old changed restorable u', 'fresh created', 'dark unknown'];
  const cases: readonly (readonly [name: string, ObjectOutcome, isOver: boolean, readonly string[]])[] = [
    ['nobody could look', 'unknown', true, unseen],
    ['it was left before it did anything', 'unchanged', false, unseen],
    ['it was left, and nothing is there yet', 'absent', false, unseen],
    ['it is over, and changed nothing', 'unchanged', true, []],
    ['it is over, and somebody deleted all of it', 'absent', true, []],
  ];
  for (const [name, outcome, isOver, expected] of cases)
    test(name, () => assert.deepEqual(words(undoObjects(as(outcome), before, {isOver})), expected));
  test('what is certain counts even while the apply goes on', () =>
    assert.deepEqual(
      words(undoObjects([{ref: fresh, outcome: 'created', uid: 'v'}], before, {isOver: false})),
      ['fresh created v'],
    ));
  test('what is not known is kept, and said', () => {
    const {restore, remove, keep} = undoPlan(undoObjects(as('unknown'), before));
    assert.deepEqual(
      [
        restore.map(({uid}) => uid),
        remove,
        keep.map(({ref: {name}, why, isOurs}) => `${name}: ${why}, ${isOurs}`),
      ],
      [
        ['u'],
        [],
        ['fresh: it is not certain that it is ours, true', 'dark: how it was before is not known, true'],
      ],
    );
  });
});
