import assert from 'node:assert/strict';
import {test} from 'node:test';
import {reduce} from '../../../src/domain/rollout/reduce.ts';
import type {RolloutInput} from '../../../src/domain/rollout/types.ts';
import {viewRollout} from '../../../src/domain/rollout/view-rollout.ts';
import {container, told, creating, pulled} from './finding-cases/finding-case.ts';
import {
  IMAGE,
  applied,
  backingOff,
  deployment,
  drop,
  ended,
  event,
  fresh,
  pod,
  put,
  reduceAll,
  replicaSet,
  reset,
  stamp,
  underWay,
  waiting,
} from './objects.ts';

test('the first clear cause of a failed pull stays through the back-off', () => {
  const backOff = container(waiting('ImagePullBackOff', `Back-off pulling image "${IMAGE}"`));
  const codes = (inputs: readonly RolloutInput[]) =>
    viewRollout(reduceAll(underWay(), inputs)).findings.map(({code}) => code);
  const notFound = pulled('manifest unknown');
  assert.deepEqual(codes(backOff), ['image-pull-failed']);
  assert.deepEqual(codes([...notFound, ...backOff]), ['image-not-found']);
  assert.deepEqual(codes([...notFound, ...backOff, ...pulled('i/o timeout')]), ['image-not-found']);
  assert.deepEqual(codes([...pulled('i/o timeout'), ...backOff, ...notFound]), ['image-not-found']);
  const failure = told('Failed', `Failed to pull image "${IMAGE}": manifest unknown`);
  assert.deepEqual(codes([...backOff, failure]), ['image-not-found']);
  assert.deepEqual(codes([failure, ...backOff]), ['image-not-found']);
});

test('another image begins anew', () => {
  const state = reduceAll(underWay(), pulled('manifest unknown'));
  const changed = pod('pod', {
    spec: {containers: [{name: 'delegate', image: 'other:1'}]},
    container: waiting('ImagePullBackOff', 'Back-off pulling image "other:1"'),
  });
  assert.deepEqual(
    viewRollout(reduce(state, put('pods', changed))).findings.map(({code}) => code),
    ['image-pull-failed'],
  );
});

test('an init container is told apart', () => {
  const state = reduce(
    underWay(),
    put(
      'pods',
      pod('pod', {
        spec: {
          initContainers: [
            {name: 'setup', image: 'setup:1'},
            {name: 'later', image: 'later:1'},
          ],
        },
        status: {initContainerStatuses: [{name: 'setup', restartCount: 3, ...backingOff(1, 3)}]},
      }),
    ),
  );
  const {findings, rows} = viewRollout(state);
  assert.deepEqual(
    findings.map(({title, container: name, severity}) => [title, name, severity]),
    [['Init: keeps crashing', 'setup', 'F']],
  );
  assert.deepEqual([rows[0]?.word, rows[0]?.init], ['Init:CrashLoopBackOff', {done: 0, total: 2}]);
});

test('events of an earlier rollout do not count', () => {
  const old = event('pod', 'FailedMount', 'MountVolume.SetUp failed', {at: -60});
  const recent = event('pod', 'FailedMount', 'MountVolume.SetUp failed', {at: -3});
  const codes = (happened: unknown) =>
    viewRollout(reduceAll(underWay(), [creating, put('events', happened)])).findings.map(({code}) => code);
  assert.deepEqual(codes(old), []);
  assert.deepEqual(codes(recent), ['volume-not-mounted']);
});

test('events are sorted again once the clock of the server is known better', () => {
  const early = -5000;
  const aged = pod('pod', {
    container: waiting('ContainerCreating'),
    metadata: {creationTimestamp: stamp(early)},
  });
  const before = reduceAll(fresh(), [
    reset('deployments', [deployment({metadata: {creationTimestamp: stamp(early)}})]),
    reset('replicasets', [
      {...replicaSet(), metadata: {...(replicaSet().metadata as object), creationTimestamp: stamp(early)}},
    ]),
    applied(2),
    put('pods', aged),
    put('events', event('pod', 'FailedMount', 'MountVolume.SetUp failed', {at: early})),
  ]);
  assert.equal(viewRollout(before).findings.length, 1);
  const later = reduce(before, put('pods', pod('young')));
  assert.deepEqual(viewRollout(later).findings, []);
});

test('findings of old pods, leaving pods and foreign pods are not ours', () => {
  const bad = waiting('InvalidImageName');
  const state = reduceAll(underWay(), [
    put('replicasets', replicaSet('old-set', {revision: '1', image: 'old'})),
    put('pods', pod('a', {set: 'old-set', container: bad})),
    put('pods', pod('b', {set: 'elsewhere', container: bad})),
    put('pods', pod('c', {container: bad, metadata: {deletionTimestamp: '2026-11-21T20:10:00Z'}})),
  ]);
  const {findings, rows} = viewRollout(state);
  assert.deepEqual(findings, []);
  assert.deepEqual(
    rows.map((row) => [row.pod, row.revision]),
    [
      ['delegate-c', 'new'],
      ['delegate-a', 'old'],
    ],
  );
});

test('what is shown of the cluster is safe to print and without its account', () => {
  const state = reduceAll(
    underWay(),
    pulled(
      'toomanyrequests: You have reached your pull rate limit as \u001b[31mmarvin: dckr_jti_secret\u0007: try later',
    ),
  );
  const finding = viewRollout(state).findings[0];
  assert.equal(finding?.code, 'image-rate-limited');
  assert.doesNotMatch(JSON.stringify(viewRollout(state)), /marvin|dckr_jti|\\u001b/);
  assert.match(finding?.evidence ?? '', /You have reached your pull rate limit/);
});

test('logs are asked for where they explain something, until they are here', () => {
  const crashed = reduceAll(underWay(), container(backingOff(1, 1)));
  const wanted = {pod: 'delegate-pod', container: 'delegate', previous: true};
  assert.deepEqual(viewRollout(crashed).wantsLogs, [wanted]);
  const lines = Array.from({length: 40}, (_value, index) => `line ${index}\u001b[2J`);
  const given = reduce(crashed, {type: 'logs', ...wanted, lines});
  const view = viewRollout(given);
  assert.deepEqual(view.wantsLogs, []);
  assert.deepEqual(
    [view.findings[0]?.log?.lines.length, view.findings[0]?.log?.lines.at(-1)],
    [25, 'line 39'],
  );
  assert.deepEqual(viewRollout(reduceAll(given, container(backingOff(1, 2)))).wantsLogs, [wanted]);
  const first = reduceAll(underWay(), container(ended(1, 0)));
  assert.deepEqual(viewRollout(first).wantsLogs, [{...wanted, previous: false}]);
});

test('no log is asked for by a name that Kubernetes would not allow', () => {
  const named = (name: string) => put('pods', pod('pod', {metadata: {name}, container: backingOff(1, 1)}));
  assert.equal(viewRollout(reduce(underWay(), named('delegate-1'))).wantsLogs.length, 1);
  for (const name of ['--kubeconfig=x', 'a b', 'A', '../x']) {
    assert.deepEqual(viewRollout(reduce(underWay(), named(name))).wantsLogs, []);
  }
});

const codesOf = (inputs: readonly RolloutInput[]) =>
  viewRollout(reduceAll(underWay(), inputs)).findings.map(({code}) => code);

test('a container that ends well is no trouble until it does so again and again', () => {
  assert.deepEqual(codesOf(container(ended(0, 0, 'Completed'))), []);
  assert.deepEqual(codesOf(container(backingOff(0, 3, 'Completed'))), ['crash-loop']);
});

test('a probe that failed in the run before says nothing about this one', () => {
  const run = put('pods', pod('pod', {container: {state: {running: {startedAt: stamp(10)}}}}));
  const failing = (at: number) => put('events', event('pod', 'Unhealthy', 'Readiness probe failed', {at}));
  assert.deepEqual(codesOf([run, failing(5)]), []);
  assert.deepEqual(codesOf([run, failing(15)]), ['readiness-probe']);
});

test('logs go with their pod', () => {
  const given = reduceAll(underWay(), [
    ...container(backingOff(1, 1)),
    {type: 'logs', pod: 'delegate-pod', container: 'delegate', previous: true, lines: ['x']},
  ]);
  assert.equal(given.logs.size, 1);
  assert.equal(reduce(given, drop('pods', pod('other'))).logs.size, 1);
  assert.equal(reduce(given, drop('pods', pod())).logs.size, 0);
  assert.equal(reduce(given, reset('pods', [pod()])).logs.size, 1);
  assert.equal(reduce(given, reset('pods', [])).logs.size, 0);
});

test('a log of a pod that is not there is passed over', () => {
  const state = underWay();
  assert.equal(reduce(state, {type: 'logs', pod: 'x', container: 'y', previous: false, lines: []}), state);
});
