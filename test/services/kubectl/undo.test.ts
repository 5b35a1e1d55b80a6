import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, test, type TestContext} from 'node:test';
import type {UndoPlan} from '../../../src/domain/deploy/undo-plan.ts';
import {undo, type UndoRequest, type UndoResult, type UndoRow} from '../../../src/services/kubectl/undo.ts';
import {undoWord} from '../../../src/services/kubectl/undo-rows.ts';
import {pretendKubectl} from './pretend-kubectl.ts';

const ref = (name: string) => ({group: '', version: 'v1', kind: 'ConfigMap', name, namespace: 'ns'});
const value = (name: string) => ({apiVersion: 'v1', kind: 'ConfigMap', metadata: {name, namespace: 'ns'}});
const live = (name: string, resourceVersion: string, data: object = {}) => ({
  ...value(name),
  metadata: {name, namespace: 'ns', uid: `uid-${name}`, resourceVersion},
  data,
});
const list = (...items: object[]) => JSON.stringify({kind: 'List', apiVersion: 'v1', items});
const PLAN: UndoPlan = {
  restore: ['one', 'two'].map((name) => ({ref: ref(name), value: value(name), uid: `uid-${name}`})),
  remove: [{ref: ref('made'), uid: 'uid-made'}],
  keep: [],
};
const PLAN_RESTORE: UndoPlan = {...PLAN, remove: []};
const PLAN_REMOVE: UndoPlan = {...PLAN, restore: []};

interface Played {
  readonly rows: readonly string[];
  readonly result: UndoResult;
}

interface Play extends Partial<UndoRequest> {
  readonly script: string;
  /** The objects before and after kubectl did its work. */
  readonly files?: Readonly<Record<string, string>>;
  readonly onRow?: (row: UndoRow) => void;
}

async function play(t: TestContext, {script, files = {}, onRow, ...more}: Play): Promise<Played> {
  const {connection, directory} = await pretendKubectl(t, script);
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
  const rows: string[] = [];
  const running = undo({connection, plan: PLAN, ...more});
  for (;;) {
    const step = await running.next();
    if (step.done === true) return {rows, result: step.value};
    onRow?.(step.value);
    rows.push([step.value.ref.name, step.value.did, step.value.text].join(' ').trim());
  }
}

/** Objects are `before` until an apply, and `after` from then on. */
const APPLY_FAILS = `case "$*" in
  *apply*) touch $D/applied; echo 'Unable to connect to the server: EOF' >&2; exit 1;;
  *get*) if [ -e $D/applied ]; then cat $D/after; else cat $D/before; fi;;
esac`;
const BEFORE = list(live('one', '1', {a: 'ours'}), live('two', '1', {a: 'ours'}));
const POSIX = {skip: process.platform === 'win32' && 'needs a POSIX shell'};

describe('an undo tells what the cluster has, whatever kubectl says', POSIX, () => {
  test('what was put back although the answer was lost, and what was not', async (t) => {
    const after = list(live('one', '2', {a: 'before'}), live('two', '1', {a: 'ours'}));
    const {rows, result} = await play(t, {
      plan: PLAN_RESTORE,
      script: APPLY_FAILS,
      files: {before: BEFORE, after},
    });
    assert.equal(rows[0], 'one restored');
    assert.match(rows[1] ?? '', /^two failed ./);
    assert.equal(result.word, 'partial');
  });

  test('what nobody can look at is not known', async (t) => {
    const stop = new AbortController();
    stop.abort();
    const {rows, result} = await play(t, {
      plan: PLAN_RESTORE,
      script: APPLY_FAILS.replace('cat $D/after', 'exit 1'),
      files: {before: BEFORE},
      giveUp: stop.signal,
    });
    assert.deepEqual(rows, [
      'one unknown It could not be looked at.',
      'two unknown It could not be looked at.',
    ]);
    assert.equal(result.word, 'unknown');
  });

  test('an object that somebody made anew is left alone', async (t) => {
    const other = {...live('one', '1'), metadata: {...live('one', '1').metadata, uid: 'another'}};
    const {rows, result} = await play(t, {
      plan: PLAN_RESTORE,
      script: `case "$*" in *apply*) echo 'configmap/two serverside-applied';; *get*) cat $D/before;; esac`,
      files: {before: list(other, live('two', '1'))},
    });
    assert.deepEqual(rows, ['one kept Somebody made a new one in its place.', 'two restored']);
    assert.equal(result.word, 'partial');
  });

  test('whoever stops waiting is told what was done, and nothing new is begun', async (t) => {
    const leave = new AbortController();
    const {rows, result} = await play(t, {
      script: `case "$*" in
        *apply*) echo 'configmap/one serverside-applied'; while [ ! -e $D/go ]; do sleep 0.02; done;;
        *get*) touch $D/go; cat $D/before;;
        *delete*) touch $D/deleted; exit 0;;
      esac`,
      files: {before: BEFORE},
      leave: leave.signal,
      onRow: () => leave.abort(),
    });
    assert.equal(rows[0], 'one restored');
    assert.equal(rows.at(-1), 'made kept It was not deleted: you left before.');
    assert.equal(result.word, 'left');
  });

  const removals = [
    ['is gone although the answer was lost', 'not found', 'made deleted'],
    ['is being deleted', `"deletionTimestamp":"2026-01-01T00:00:00Z","uid":"uid-made"`, 'made deleted'],
    ['is another one by now', '"uid":"another"', 'made kept Somebody made a new one in its place.'],
    ['is still there', '"uid":"uid-made"', /^made failed ./],
    ['cannot be looked at', 'refused', /^made unknown ./],
  ] as const;
  for (const [name, answer, expected] of removals)
    test(`what was to be deleted ${name}`, async (t) => {
      const found = answer.startsWith('"')
        ? `echo '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"made",${answer}}}'`
        : `echo 'Error from server${answer === 'not found' ? ' (NotFound): configmaps "made" not found' : ': refused'}' >&2; exit 1`;
      const {rows} = await play(t, {
        plan: PLAN_REMOVE,
        script: `case "$*" in *delete*) echo 'Unable to connect to the server: EOF' >&2; exit 1;; *get*) ${found};; esac`,
      });
      if (typeof expected === 'string') assert.deepEqual(rows, [expected]);
      else assert.match(rows.join(), expected);
    });
});

test('one word for all rows', () => {
  const row = (did: UndoRow['did'], isOurs = false): UndoRow => ({ref: ref('x'), did, isOurs, text: ''});
  const cases: readonly (readonly [readonly UndoRow[], isLeft: boolean, string])[] = [
    [[row('restored'), row('gone'), row('kept')], false, 'undone'],
    [[row('restored'), row('kept', true)], false, 'partial'],
    [[row('kept', true)], false, 'failed'],
    [[row('deleted'), row('failed')], false, 'partial'],
    [[row('failed')], false, 'failed'],
    [[row('restored'), row('failed'), row('unknown')], false, 'unknown'],
    [[row('restored'), row('unknown')], true, 'left'],
    [[row('restored')], true, 'undone'],
  ];
  for (const [rows, isLeft, word] of cases) assert.equal(undoWord(rows, isLeft), word);
});
