import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  isRun,
  PRACTICE_IS_NOT_KEPT,
  runToUndo,
  type SoughtUndo,
} from '../../src/commands/deploy/run-to-undo.ts';
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
  assert.equal(wordFor(runToUndo(runs, {context: 'older'})), 'older');
  assert.equal(wordFor(runToUndo(runs, {context: 'other'})), 'no-run');
});

test('whoever has only practised is told that such runs are not kept', () => {
  const found = runToUndo([]);
  assert.ok(!isRun(found));
  assert.ok(found.message.includes(PRACTICE_IS_NOT_KEPT), found.message);
});

/** Two clusters: production was applied to last. */
const TWO = [record('prod-newer'), record('staging-older')];
const NAMED: readonly (readonly [
  name: string,
  runs: readonly RunRecord[],
  sought: SoughtUndo,
  expected: string,
  says?: RegExp,
])[] = [
  ['the older one, of another cluster', TWO, {run: 'staging-older'}, 'staging-older'],
  ['on the context that is named, too', TWO, {run: 'prod-newer', context: 'prod-newer'}, 'prod-newer'],
  [
    'on another context',
    TWO,
    {run: 'staging-older', context: 'prod-newer'},
    'other-context',
    /^names a run on staging-older, .*; leave --context out/,
  ],
  [
    'unknown',
    TWO,
    {run: 'prod'},
    'unknown-run',
    /; there are prod-newer \(custom-del on prod-newer\), staging-older \(custom-del on staging-older\)$/,
  ],
  [
    'unknown, and there is one',
    [record('a')],
    {run: 'b'},
    'unknown-run',
    /; there is a \(custom-del on a\)$/,
  ],
  ['unknown, and there is none', [], {run: 'b'}, 'unknown-run', /; nothing was applied from here$/],
  [
    'unknown, and there are many',
    Array.from({length: 7}, (_, index) => record(`r${index}`)),
    {run: 'b'},
    'unknown-run',
    /r4 \(custom-del on r4\), and 2 older$/,
  ],
  [
    'taken back already',
    [record('a', {phase: 'undone'})],
    {run: 'a'},
    'undone-run',
    /npx delegate-tui status --context a --namespace n --name custom-del$/,
  ],
  [
    'not seen to its end',
    [record('a'), record('b', {phase: 'applying', undo: []})],
    {run: 'b'},
    'unseen-run',
    /npx delegate-tui watch --run b$/,
  ],
  ['without a change', [record('a', {undo: []})], {run: 'a'}, 'no-change', /nothing to take back$/],
  ['with --last', TWO, {run: 'staging-older', last: true}, 'conflict', /take one of them$/],
];

for (const [name, runs, sought, expected, says] of NAMED)
  test(`the run to take back, by its name: ${name}`, () => {
    const found = runToUndo(runs, sought);
    assert.equal(wordFor(found), expected);
    if (says === undefined) return;
    assert.ok(!isRun(found));
    assert.match(found.message, says);
    assert.equal(found.flag, '--run');
  });
