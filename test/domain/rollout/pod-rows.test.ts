import assert from 'node:assert/strict';
import {test} from 'node:test';
import {reduce} from '../../../src/domain/rollout/reduce.ts';
import {viewRollout} from '../../../src/domain/rollout/view-rollout.ts';
import {
  IMAGE,
  backingOff,
  deployment,
  ended,
  event,
  pass,
  passTo,
  pod,
  put,
  readyPod,
  reduceAll,
  replicaSet,
  running,
  stamp,
  underWay,
  waiting,
} from './objects.ts';

/** A running pod of two containers. */
const beside = (...statuses: readonly Readonly<Record<string, unknown>>[]) =>
  pod('pod', {
    spec: {containers: statuses.map((_, index) => ({name: `c${index}`, image: IMAGE}))},
    status: {
      phase: 'Running',
      containerStatuses: statuses.map((status, index) => ({name: `c${index}`, ...status})),
    },
  });

const WORDS: readonly (readonly [word: string, object: unknown])[] = [
  ['Pending', pod()],
  ['ContainerCreating', pod('pod', {container: waiting('ContainerCreating')})],
  ['ImagePullBackOff', pod('pod', {container: waiting('ImagePullBackOff')})],
  ['CrashLoopBackOff', pod('pod', {container: backingOff(1, 1), status: {phase: 'Running'}})],
  ['OOMKilled', pod('pod', {container: ended(137, 0, 'OOMKilled'), status: {phase: 'Running'}})],
  ['ExitCode:3', pod('pod', {container: ended(3, 0, ''), status: {phase: 'Running'}})],
  ['Running', readyPod()],
  ['Terminating', readyPod('pod', {metadata: {deletionTimestamp: stamp(30)}})],
  ['Evicted', pod('pod', {status: {phase: 'Failed', reason: 'Evicted'}})],
  ['Succeeded', pod('pod', {status: {phase: 'Succeeded'}})],
  ['Error', pod('pod', {container: ended(1, 0, 'Error'), status: {phase: 'Failed'}})],
  [
    'Completed',
    pod('pod', {
      container: ended(0, 0, 'Completed'),
      status: {phase: 'Succeeded'},
      metadata: {deletionTimestamp: stamp(30)},
    }),
  ],
  ['NotReady', beside(running({ready: true}), ended(0, 0, 'Completed'))],
  ['Completed', beside(running(), ended(0, 0, 'Completed'))],
  ['Error', beside(ended(1, 0, 'Error'), waiting('CrashLoopBackOff'))],
  [
    'SchedulingGated',
    pod('pod', {conditions: [{type: 'PodScheduled', status: 'False', reason: 'SchedulingGated'}]}),
  ],
];

for (const [word, object] of WORDS) {
  test(`a pod is called ${word}`, () => {
    assert.equal(viewRollout(reduce(underWay(), put('pods', object))).rows[0]?.word, word);
  });
}

const INIT_SPEC = {
  initContainers: [{name: 'a'}, {name: 'b'}],
  containers: [{name: 'delegate', image: IMAGE}],
};
const init = (...statuses: readonly Readonly<Record<string, unknown>>[]) =>
  pod('pod', {spec: INIT_SPEC, status: {initContainerStatuses: statuses}});

test('init containers count up', () => {
  const done = {name: 'a', ...ended(0, 0, 'Completed')};
  const row = (object: unknown) => viewRollout(reduce(underWay(), put('pods', object))).rows[0];
  assert.deepEqual([row(init())?.word, row(init())?.init], ['Init:0/2', {done: 0, total: 2}]);
  const second = row(init(done, {name: 'b', ...running()}));
  assert.deepEqual([second?.word, second?.init], ['Init:1/2', {done: 1, total: 2}]);
  assert.equal(row(init(done, {name: 'b', ...ended(1, 0, '')}))?.word, 'Init:ExitCode:1');
});

const PROBE = {initialDelaySeconds: 30, periodSeconds: 10, failureThreshold: 15};
const starting = pod('pod', {
  container: running(),
  status: {phase: 'Running'},
  spec: {containers: [{name: 'delegate', image: IMAGE, startupProbe: PROBE}]},
});

test('the startup probe counts its attempts', () => {
  const state = reduce(underWay(), put('pods', starting));
  const at = (seconds: number) => viewRollout(passTo(state, seconds * 1000)).eta.startupProbe;
  assert.deepEqual(at(10), {attempt: 0, of: 15});
  assert.deepEqual(at(31), {attempt: 1, of: 15});
  assert.deepEqual(at(65), {attempt: 4, of: 15});
  assert.deepEqual(at(900), {attempt: 15, of: 15});
  assert.equal(viewRollout(passTo(state, 65_000)).rows[0]?.line, 'startup probe 4 of 15');
});

test('a startup probe that succeeded is not counted', () => {
  const done = pod('pod', {
    container: running({started: true}),
    status: {phase: 'Running'},
    spec: {containers: [{name: 'delegate', image: IMAGE, startupProbe: PROBE}]},
  });
  const probe = (object: unknown) =>
    viewRollout(passTo(reduce(underWay(), put('pods', object)), 65_000)).eta.startupProbe;
  const failed = {
    ...starting,
    status: {...(starting['status'] as object), phase: 'Failed', reason: 'Evicted'},
  };
  assert.deepEqual([probe(starting)?.of, probe(done), probe(failed)], [15, undefined, undefined]);
});

test('after a pull that failed nobody says that it goes on', () => {
  const pulling = event('pod', 'Pulling', 'Pulling image', {type: 'Normal', at: 2});
  const view = (reason: string, message = '') =>
    viewRollout(
      pass(
        reduceAll(underWay(), [
          put('events', pulling),
          put('pods', pod('pod', {container: waiting(reason, message)})),
        ]),
        38_000,
      ),
    );
  assert.ok(view('ContainerCreating').eta.pullingForMs !== undefined);
  for (const reason of ['ErrImagePull', 'ImagePullBackOff']) {
    assert.equal(view(reason, 'Back-off pulling image').eta.pullingForMs, undefined, reason);
    assert.doesNotMatch(view(reason).rows[0]?.line ?? '', /pulling the image/);
  }
});

test('pulling is timed from its event and ends with the pull', () => {
  const pulling = event('pod', 'Pulling', 'Pulling image', {type: 'Normal', at: 2});
  const state = reduceAll(underWay(), [
    put('pods', pod('pod', {container: waiting('ContainerCreating')})),
    put('events', pulling),
  ]);
  const later = viewRollout(pass(state, 38_000));
  assert.equal(later.eta.pullingForMs, 38_000);
  assert.equal(later.rows[0]?.line, 'pulling the image for 38 s');
  const pulled = put('events', event('pod', 'Pulled', 'Successfully pulled image', {type: 'Normal', at: 41}));
  assert.equal(viewRollout(reduce(pass(state, 39_000), pulled)).eta.pullingForMs, undefined);
});

test('ready, but not available before minReadySeconds', () => {
  const state = reduceAll(underWay(), [
    put('deployments', deployment({spec: {minReadySeconds: 120}})),
    put('pods', readyPod()),
  ]);
  const view = viewRollout(passTo(state, 46_000));
  assert.equal(view.eta.availableInMs, 74_000);
  assert.equal(view.rows[0]?.line, 'ready, available in 1 min 14 s');
  assert.equal(viewRollout(passTo(state, 121_000)).eta.availableInMs, undefined);
  // The cluster counts it before our reckoning of its clock does: that is that.
  const status = {replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1};
  const counted = reduce(state, put('deployments', deployment({spec: {minReadySeconds: 120}, status})));
  const {phase, eta, rows} = viewRollout(passTo(counted, 47_000));
  assert.deepEqual([phase, eta.availableInMs, rows[0]?.line], ['complete', undefined, 'ready']);
});

test('old pods terminate up to the end of their grace period', () => {
  const state = reduceAll(underWay(), [
    put('replicasets', replicaSet('old-set', {revision: '1', image: 'old'})),
    put('pods', readyPod('old', {set: 'old-set', metadata: {deletionTimestamp: stamp(600)}})),
  ]);
  const view = viewRollout(passTo(state, 20_000));
  assert.equal(view.eta.oldTerminatingUpToMs, 580_000);
  assert.equal(view.rows[0]?.line, 'terminating, up to 9 min 40 s');
});

test('ages are by the server clock, whatever ours says', () => {
  const ours = 1_000_000;
  const state = reduce(passTo(underWay(), 0), {type: 'tick', nowMs: ours});
  const young = pod('pod', {metadata: {creationTimestamp: stamp(5000)}});
  const view = viewRollout(pass(reduce(state, put('pods', young)), 7000));
  assert.equal(view.rows[0]?.ageMs, 7000);
});

test('new before old, broken before sound, young before old; and no more than fit', () => {
  const sound = (uid: string, at: number, set = 'new-set') =>
    put('pods', readyPod(uid, {set, metadata: {creationTimestamp: stamp(at)}}));
  const state = reduceAll(underWay(), [
    put('replicasets', replicaSet('old-set', {revision: '1', image: 'old'})),
    sound('older', 1),
    sound('younger', 2),
    sound('ancient', 3, 'old-set'),
    put('pods', pod('risky', {container: waiting('ErrImagePull', '401 Unauthorized')})),
    put('pods', pod('lost', {container: waiting('InvalidImageName')})),
  ]);
  assert.deepEqual(
    viewRollout(state).rows.map((row) => row.uid),
    ['lost', 'risky', 'younger', 'older', 'ancient'],
  );
  const many = Array.from({length: 100}, (_value, index) => sound(`n${index}`, index));
  const view = viewRollout(reduceAll(state, many));
  assert.deepEqual([view.rows.length, view.moreRows, view.rows[0]?.uid], [20, 85, 'lost']);
});

test('names that would draw on the screen are cleaned', () => {
  const state = reduce(underWay(), put('pods', pod('pod', {metadata: {name: 'a\u001b]0;x\u0007b\u202e'}})));
  assert.equal(viewRollout(state).rows[0]?.pod, 'ab');
});
