import assert from 'node:assert/strict';
import {test} from 'node:test';
import {journalOf, openJournal} from '../../src/deploy/journal.ts';
import {listRuns, savedRun} from '../../src/services/run-record.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const ref = {group: 'apps', version: 'v1', kind: 'Deployment', name: 'custom-del', namespace: 'ns'};
const target = {context: 'c', cluster: 'k', server: 'https://h', namespace: 'ns'};
const open = (directory: string) =>
  openJournal({
    directory,
    target,
    deployment: {object: {ref, value: {}}, before: undefined},
    now: new Date('2026-11-21T21:30:05.123Z'),
  });

test('two runs of the same second have a record each', async (t) => {
  const directory = temporaryDirectory(t);
  const [one, two] = [open(directory), open(directory)];
  await one.write({undo: [{ref, outcome: 'created'}]});
  await two.write({undo: []});
  assert.notEqual(one.id, two.id);
  assert.deepEqual((await savedRun(directory, one.id))?.undo, [{ref, outcome: 'created'}]);
});

test('what was taken back stays so, whatever a watch of the same run writes', async (t) => {
  const directory = temporaryDirectory(t);
  const watching = open(directory);
  await watching.write({undo: [{ref, outcome: 'created', uid: 'u'}], phase: 'watching'});
  const written = await savedRun(directory, watching.id);
  assert.ok(written !== undefined);
  await journalOf(directory, written).write({phase: 'undone'});
  await watching.write({phase: 'finished', serverTime: '2026-11-21T21:31:00Z'});
  const record = await savedRun(directory, watching.id);
  assert.deepEqual([record?.phase, record?.serverTime], ['undone', '2026-11-21T21:31:00Z']);
});

test('what others have learned of a run is not lost', async (t) => {
  const directory = temporaryDirectory(t);
  const one = open(directory);
  await one.write({});
  const written = await savedRun(directory, one.id);
  assert.ok(written !== undefined);
  await journalOf(directory, written).write({deployment: {uid: 'u', generation: 3}});
  await one.write({phase: 'watching'});
  const record = await savedRun(directory, one.id);
  assert.deepEqual([record?.phase, record?.deployment.generation], ['watching', 3]);
});

test('a run that did nothing is forgotten', async (t) => {
  const directory = temporaryDirectory(t);
  const one = open(directory);
  await one.forget();
  await one.write({});
  await one.forget();
  assert.deepEqual(await listRuns(directory), {runs: []});
});
