import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findRun, type SoughtRun} from '../../src/deploy/find-run.ts';
import type {RunRecord} from '../../src/services/run-record.ts';

const TARGET = {context: 'c', cluster: 'k', server: 'https://10.0.0.1', namespace: 'n'};
const record = (id: string, more: Partial<RunRecord> = {}): RunRecord => ({
  version: 1,
  id,
  started: '2026-11-21T20:00:00Z',
  phase: 'finished',
  target: TARGET,
  deployment: {name: 'd', selector: 'a=b'},
  undo: [],
  ...more,
});
const elsewhere = (target: Partial<typeof TARGET>) => record('x', {target: {...TARGET, ...target}});
const sought = (more: Partial<SoughtRun> = {}): SoughtRun => ({target: TARGET, name: 'd', ...more});

const ROWS: readonly (readonly [what: string, runs: RunRecord[], request: SoughtRun, id?: string])[] = [
  ['no run at all', [], sought()],
  ['the newest of that Deployment', [record('b'), record('a')], sought(), 'b'],
  ['one that was taken back does not count', [record('b', {phase: 'undone'}), record('a')], sought(), 'a'],
  ['another context', [elsewhere({context: 'o'}), record('a')], sought(), 'a'],
  ['the context meant another cluster then', [elsewhere({server: 'https://10.0.0.2'})], sought()],
  ['the same name in another namespace', [elsewhere({namespace: 'o'})], sought()],
  ['another Deployment', [record('b', {deployment: {name: 'o', selector: ''}}), record('a')], sought(), 'a'],
  ['whichever Deployment', [record('b', {deployment: {name: 'o', selector: ''}})], {target: TARGET}, 'b'],
];

for (const [what, runs, request, id] of ROWS) {
  test(`the run that is come back to: ${what}`, () => {
    assert.equal(findRun(runs, request)?.id, id);
  });
}
