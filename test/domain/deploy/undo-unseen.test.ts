import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {keptAdvice} from '../../../src/domain/deploy/kept-advice.ts';
import {isMadeByUs} from '../../../src/domain/deploy/made-by-us.ts';
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

describe('what an apply made after nobody looked', () => {
  const created = '2026-11-22T10:00:00Z';
  const entry = (manager: string, time: string, more: object = {}) => ({
    manager,
    operation: 'Apply',
    time,
    ...more,
  });
  const OURS = entry('delegate-tui', created);
  const object = (managedFields: readonly object[], metadata: object = {}) => ({
    metadata: {creationTimestamp: created, managedFields, ...metadata},
  });
  const later = '2026-11-22T10:00:05Z';
  const cases: readonly (readonly [name: string, made: object, isOurs: boolean, since?: string])[] = [
    ['our apply and its creation are one', object([OURS]), true],
    ['they are stamped a second apart', object([entry('delegate-tui', '2026-11-22T10:00:01Z')]), true],
    ['others have set fields since', object([OURS, entry('kubectl-edit', later)]), true],
    ['controllers write its status', object([OURS, entry('kcm', created, {subresource: 'status'})]), true],
    ['it was made after the run began', object([OURS]), true, '2026-11-22T09:59:00Z'],
    ['our clock is a little ahead', object([OURS]), true, '2026-11-22T10:04:00Z'],
    ['it is much older than the run', object([OURS]), false, '2026-11-22T10:06:00Z'],
    ['nobody knows when the run began', object([OURS]), false, 'long ago'],
    [
      'somebody else made it, we only set a field',
      object([entry('helm', created), entry('delegate-tui', later)]),
      false,
    ],
    ['somebody else set fields in the same second', object([OURS, entry('helm', created)]), false],
    [
      'somebody set fields at a time that nobody knows',
      object([OURS, {manager: 'helm', operation: 'Update'}]),
      false,
    ],
    ['we have applied it again since', object([entry('delegate-tui', later)]), false],
    ['we have not applied it', object([entry('kubectl', created)]), false],
    ['it was only patched in our name', object([{...OURS, operation: 'Update'}]), false],
    ['nobody says who made it', object([]), false],
    ['it is going already', object([OURS], {deletionTimestamp: later}), false],
    ['it has no time', object([OURS], {creationTimestamp: null}), false],
  ];
  for (const [name, made, isOurs, since] of cases)
    test(`${name}: ${isOurs ? 'ours' : 'not certain'}`, () =>
      assert.equal(
        isMadeByUs({object: made as never, manager: 'delegate-tui', ...(since === undefined ? {} : {since})}),
        isOurs,
      ));

  const found: readonly UndoObject[] = [
    {ref: ref('apps', 'Deployment', 'a', 'ns'), outcome: 'created', uid: 'x', found: 'ours'},
    {ref: ref('', 'Secret', 'a', 'ns'), outcome: 'created', found: 'none'},
    {ref: ref('', 'ServiceAccount', 'a', 'ns'), outcome: 'created'},
  ];
  const told = (asks: boolean) => {
    const {remove, keep} = undoPlan(found, {asks});
    return [
      ...remove.map(({uid, note}) => `delete ${uid}: ${note}`),
      ...keep.map(({ref: {kind}, why, isOurs}) => `keep ${kind}: ${why}, ${isOurs}`),
    ];
  };
  const rest = [
    'keep Secret: it is not there; an apply that still goes on may make it yet, false',
    'keep ServiceAccount: it is not certain that it is ours, true',
  ];
  test('what looks like ours is deleted only where somebody sees that before', () => {
    const note = 'made by delegate-tui after this run began, but its uid was not read';
    assert.deepEqual(told(true), [`delete x: ${note}`, ...rest]);
    assert.deepEqual(told(false), [
      `keep Deployment: it was ${note}; undo in a terminal asks whether to delete it, true`,
      ...rest,
    ]);
  });
});

test('what cannot be put back says why, and what to do', () => {
  const of = (kind: string) => ref(kind === 'Deployment' ? 'apps' : '', kind, 'a', 'ns');
  const kinds = ['Secret', 'Deployment', 'ConfigMap'];
  const {keep} = undoPlan(kinds.map((kind) => ({ref: of(kind), outcome: 'changed'})));
  assert.deepEqual(
    keep.map(({ref: each, why, isOurs, isLost}) => [
      why,
      isOurs && isLost,
      keptAdvice(each, {context: 'my cluster'}),
    ]),
    [
      [
        'it keeps what this run put into it, for what a Secret held before is never written down',
        true,
        'Put the old content back by hand, from where you keep it.',
      ],
      [
        'it held a secret in the open, so how it was before was not written down',
        true,
        "Go back by hand, and apply the manifest of before, too, or the next apply brings this back: kubectl --context='my cluster' -n ns rollout undo deployment/a",
      ],
      [
        'it held a secret in the open, so how it was before was not written down',
        true,
        'Look at what was kept, and set it right by hand.',
      ],
    ],
  );
});
