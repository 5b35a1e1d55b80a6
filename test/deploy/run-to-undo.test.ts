import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isRun, PRACTICE_IS_NOT_KEPT, runToUndo} from '../../src/commands/deploy/run-to-undo.ts';
import type {RunRecord} from '../../src/services/run-record.ts';

const ref = {group: 'apps', version: 'v1', kind: 'Deployment', name: 'custom-del', namespace: 'n'};
const record = (context: string, more: Partial<RunRecord> = {}): RunRecord => ({
  version: 1,
  id: context,
  started: '2026-11-21T21:00:00Z',
  phase: 'finished',
  target: {context, cluster: 'k', server: 'https://h', namespace: 'n'},
  deployment: {name: 'custom-del', selector: 'a=b'},
  undo: [{ref, outcome: 'created', uid: 'u'}],
  ...more,
});

/** What an undo takes, by the newest run; an older one that finished is there each time. */
const cases: readonly (readonly [name: string, newest: Partial<RunRecord>, expected: string])[] = [
  [
    'its apply was not seen to the end, and what it changed is not known',
    {phase: 'applying', undo: []},
    'unseen-run',
  ],
  ['its apply was not seen to the end, but it can be taken back', {phase: 'applying'}, 'newer'],
  ['it changed something', {}, 'newer'],
  ['it changed nothing', {undo: []}, 'older'],
  ['it was taken back', {phase: 'undone'}, 'older'],
];
const wordFor = (found: ReturnType<typeof runToUndo>): string => (isRun(found) ? found.id : found.code);

for (const [name, newest, expected] of cases)
  test(`the run to take back: of the newest, ${name}`, () =>
    assert.equal(wordFor(runToUndo([record('newer', newest), record('older')])), expected));

test('the run to take back: only of the context that is named, and there may be none', () => {
  const runs = [record('newer'), record('older')];
  assert.equal(wordFor(runToUndo(runs, 'older')), 'older');
  assert.equal(wordFor(runToUndo(runs, 'other')), 'no-run');
});

test('whoever has only practised is told that such runs are not kept', () => {
  const found = runToUndo([]);
  assert.ok(!isRun(found));
  assert.ok(found.message.includes(PRACTICE_IS_NOT_KEPT), found.message);
});
