import assert from 'node:assert/strict';
import {chmod, mkdir, readFile, stat, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {
  forgetRun,
  listRuns,
  runId,
  runsDirectory,
  savableBaseline,
  savableUndo,
  savedRun,
  saveRun,
  unfinishedRuns,
  type RunRecord,
} from '../../src/services/run-record.ts';
import {logsDirectory} from '../../src/services/builder/build-log.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const record = (id: string, phase: RunRecord['phase'] = 'watching'): RunRecord => ({
  version: 1,
  id,
  started: '2026-11-21T21:00:00Z',
  phase,
  target: {context: 'c', cluster: 'k', server: 'https://h', namespace: 'n'},
  deployment: {name: 'custom-del', selector: 'a=b', uid: 'u', generation: 2},
  undo: [],
});

test('runs come back, the newest first, and can be forgotten', async (t) => {
  const directory = join(temporaryDirectory(t), 'state', 'runs');
  assert.deepEqual(await listRuns(directory), {runs: []});
  for (const id of ['20260101-000000-a', '20270101-000000-b'])
    assert.equal(await saveRun(directory, record(id)), undefined);
  await saveRun(directory, record('20260101-000000-a', 'finished'));
  assert.deepEqual(
    (await listRuns(directory)).runs.map(({id, phase}) => `${id} ${phase}`),
    ['20270101-000000-b watching', '20260101-000000-a finished'],
  );
  assert.deepEqual(
    (await unfinishedRuns(directory)).runs.map(({id}) => id),
    ['20270101-000000-b'],
  );
  assert.equal((await stat(join(directory, '20270101-000000-b.json'))).mode & 0o777, 0o600);
  assert.equal((await stat(directory)).mode & 0o777, 0o700);
  await forgetRun(directory, '20270101-000000-b');
  await forgetRun(directory, '../../etc/passwd');
  assert.equal((await listRuns(directory)).runs.length, 1);
});

test('what cannot be understood is left alone and told once', async (t) => {
  const directory = temporaryDirectory(t);
  await saveRun(directory, record('20260101-000000-a'));
  const foreign = {
    'half.json': '{"version":1',
    'other.json': '{"version":2}',
    'empty.json': '',
    'more.json': JSON.stringify({...record('20260101-000000-x'), token: 'x'}),
  };
  for (const [name, text] of Object.entries(foreign)) await writeFile(join(directory, name), text);
  await mkdir(join(directory, 'directory.json'));
  await symlink('/etc/passwd', join(directory, 'link.json'));
  const {runs, notice} = await listRuns(directory);
  assert.deepEqual(
    runs.map(({id}) => id),
    ['20260101-000000-a'],
  );
  assert.equal(notice, `6 remembered runs in ${directory} cannot be understood and are left out.`);
  assert.equal(await readFile(join(directory, 'half.json'), 'utf8'), foreign['half.json']);
});

test('a run that cannot be saved has a reason', async (t) => {
  const directory = temporaryDirectory(t);
  await writeFile(join(directory, 'file'), '');
  const reason = await saveRun(join(directory, 'file', 'runs'), record('20260101-000000-a'));
  assert.match(reason ?? '', /^[a-z].*[^.]$/);
  await chmod(directory, 0o755);
});

test('names', () => {
  const now = new Date('2026-11-21T21:30:05.123Z');
  assert.equal(runId(now, 'Custom_del', '9f0c2a41'), '20261121-213005-custom-del-9f0c2a41');
  assert.notEqual(runId(now, 'custom-del'), runId(now, 'custom-del'));
  assert.equal(runsDirectory({XDG_STATE_HOME: '/state'}), '/state/delegate-tui/runs');
  assert.equal(
    runsDirectory({XDG_STATE_HOME: 'relative', HOME: '/home/x'}),
    '/home/x/.local/state/delegate-tui/runs',
  );
  assert.equal(runsDirectory({USERPROFILE: '/users/x'}), '/users/x/.local/state/delegate-tui/runs');
  assert.equal(logsDirectory({XDG_STATE_HOME: '/state'}), '/state/delegate-tui/logs');
});

test('no secret is saved: not a Secret, not a token in a variable', () => {
  const ref = (kind: string) => ({group: '', version: 'v1', kind, name: 'x', namespace: 'n'});
  const env = (name: string, value: string) => ({spec: {containers: [{env: [{name, value}]}]}});
  const saved = savableUndo([
    {ref: ref('Secret'), outcome: 'changed', uid: 'u', before: {data: {a: 'c2VjcmV0'}}},
    {ref: ref('Deployment'), outcome: 'changed', before: env('DELEGATE_TOKEN', 'clear-token')},
    {ref: ref('Deployment'), outcome: 'changed', before: env('DELEGATE_NAME', 'custom-del')},
    {ref: ref('Service'), outcome: 'created', uid: 'v'},
  ]);
  assert.doesNotMatch(JSON.stringify(saved), /c2VjcmV0|clear-token/);
  assert.deepEqual(
    saved.map(({before}) => before !== undefined),
    [false, false, true, false],
  );
});

test('no secret is saved, however it is named and wherever it stands', () => {
  const hidden: readonly object[] = [
    {spec: {containers: [{env: [{name: 'DB_PASSWD', value: 'clear-text-1'}]}]}},
    {spec: {containers: [{env: [{value: 'clear-text-1', name: 'api_key2'}]}]}},
    {kind: 'ConfigMap', data: {'registry.password': 'clear-text-1'}},
    {kind: 'ConfigMap', data: {'config.yaml': 'proxy: http://user:clear-text-1@proxy:3128'}},
    {spec: {containers: [{env: [{name: 'PROXY', value: 'http://user:clear-text-1@proxy'}]}]}},
  ];
  const ref = {group: '', version: 'v1', kind: 'ConfigMap', name: 'x', namespace: 'n'};
  for (const before of hidden)
    assert.deepEqual(savableUndo([{ref, outcome: 'changed', before: {...before}}]), [
      {ref, outcome: 'changed'},
    ]);
});

test('a new run never replaces another one', async (t) => {
  const directory = temporaryDirectory(t);
  assert.equal(await saveRun(directory, record('20260101-000000-a'), {isNew: true}), undefined);
  assert.notEqual(
    await saveRun(directory, record('20260101-000000-a', 'finished'), {isNew: true}),
    undefined,
  );
  assert.equal((await savedRun(directory, '20260101-000000-a'))?.phase, 'watching');
  assert.equal(await savedRun(directory, '../20260101-000000-a'), undefined);
});

test('the baseline keeps conditions and identity, not the template', () => {
  const status = {conditions: [{type: 'Progressing', reason: 'ProgressDeadlineExceeded'}]};
  const baseline = savableBaseline({
    metadata: {name: 'a', uid: 'u', generation: 3, managedFields: []},
    spec: {template: {}},
    status,
  });
  assert.deepEqual(JSON.parse(JSON.stringify(baseline)), {
    metadata: {name: 'a', uid: 'u', generation: 3, annotations: {}},
    status,
  });
  assert.equal(savableBaseline('unknown'), undefined);
});
