import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createRollout, type RolloutState} from '../../../src/domain/rollout/create-rollout.ts';
import {reduce} from '../../../src/domain/rollout/reduce.ts';
import type {RolloutInput, StreamKind, StreamState} from '../../../src/domain/rollout/types.ts';
import {viewRollout} from '../../../src/domain/rollout/view-rollout.ts';
import {
  applied,
  backingOff,
  deployment,
  fresh,
  pass,
  passTo,
  pod,
  put,
  readyPod,
  reduceAll,
  replicaSet,
  reset,
  underWay,
  waiting,
} from './objects.ts';

const bad = (uid = 'pod') => put('pods', pod(uid, {container: waiting('InvalidImageName', 'x')}));
const stream = (kind: StreamKind, state: StreamState, sinceMs: number, reason?: string): RolloutInput => ({
  type: 'stream',
  kind,
  state,
  sinceMs,
  reason,
});
const word = (state: RolloutState) => viewRollout(state).verdict.word;
const complete = put(
  'deployments',
  deployment({status: {replicas: 1, updatedReplicas: 1, availableReplicas: 1}}),
);

test('doomed is told after two ticks and three seconds, not before', () => {
  const state = reduce(underWay(), bad());
  assert.equal(word(state), 'at-risk');
  assert.equal(word(passTo(state, 3000)), 'at-risk');
  assert.equal(word(passTo(state, 3500)), 'doomed');
  assert.equal(
    word(reduce(reduce(state, {type: 'tick', nowMs: 100}), {type: 'tick', nowMs: 2900})),
    'at-risk',
  );
});

test('one tick is not enough, however long it took', () => {
  assert.equal(word(reduce(reduce(underWay(), bad()), {type: 'tick', nowMs: 20_000})), 'at-risk');
});

test('every pod of the new revision has to be lost', () => {
  const both = reduceAll(underWay(), [
    bad('a'),
    put('pods', pod('b', {container: waiting('ContainerCreating')})),
  ]);
  assert.equal(word(pass(both, 9000)), 'at-risk');
  const lost = pass(reduce(both, bad('b')), 9000);
  assert.equal(word(lost), 'doomed');
  assert.match(viewRollout(lost).verdict.sentence, /image name not valid in 2 pods/);
});

test('doomed is taken back at once when a pod may come up, and held anew', () => {
  const lost = pass(reduce(underWay(), bad()), 9000);
  const another = reduce(lost, put('pods', pod('other', {container: waiting('ContainerCreating')})));
  assert.equal(word(another), 'at-risk');
  const again = reduce(another, bad('other'));
  assert.equal(word(pass(again, 2500)), 'at-risk');
  assert.equal(word(pass(again, 4000)), 'doomed');
});

test('pods that leave, and pods that a node gave up, do not keep hope alive', () => {
  const state = reduceAll(underWay(), [
    bad(),
    put('pods', pod('leaving', {metadata: {deletionTimestamp: '2026-11-21T20:10:00Z'}})),
    put('pods', pod('evicted', {status: {phase: 'Failed', reason: 'Evicted'}})),
  ]);
  assert.equal(word(pass(state, 9000)), 'doomed');
});

test('a ReplicaSet that cannot create is doomed only while it has no pod', () => {
  const conditions = [
    {type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'violates PodSecurity "x"'},
  ];
  const state = reduce(
    underWay(),
    put('replicasets', replicaSet('new-set', {spec: {replicas: 2}, status: {replicas: 0, conditions}})),
  );
  assert.equal(word(pass(state, 12_000)), 'doomed');
  assert.equal(word(pass(reduce(state, put('pods', readyPod())), 12_000)), 'at-risk');
});

test('the sentence says what still serves', () => {
  const old = replicaSet('old-set', {
    revision: '1',
    image: 'old',
    status: {replicas: 1, availableReplicas: 1},
  });
  const state = pass(reduceAll(underWay(), [put('replicasets', old), bad()]), 9000);
  assert.equal(
    viewRollout(state).verdict.sentence,
    'Cannot succeed as it is: image name not valid in delegate-pod. Revision 1 still serves 1 of 1.',
  );
});

const NEEDED: readonly StreamKind[] = ['deployments', 'replicasets', 'pods'];
for (const kind of NEEDED) {
  test(`${kind} unheard of: neither complete nor doomed, and unknown after 15 s`, () => {
    const silent = stream(kind, 'stale', 0, 'connection lost');
    const done = reduceAll(underWay(), [complete, silent]);
    assert.equal(word(done), 'unknown');
    const lost = reduce(pass(reduce(underWay(), bad()), 9000), stream(kind, 'stale', 9000));
    assert.equal(word(lost), 'at-risk');
    assert.equal(word(pass(lost, 15_000)), 'at-risk');
    const forgotten = viewRollout(pass(lost, 15_500));
    assert.equal(forgotten.verdict.word, 'unknown');
    assert.match(forgotten.verdict.sentence, /^No word from the cluster for 16 s\./);
    assert.deepEqual(forgotten.streams[kind], {state: 'stale', forMs: 15_500, reason: ''});
    assert.equal(word(reduceAll(pass(lost, 15_500), [stream(kind, 'live', 24_500)])), 'at-risk');
    assert.equal(word(reduce(done, stream(kind, 'live', 0))), 'complete');
  });

  test(`${kind} that needs a login counts as unheard of`, () => {
    assert.equal(word(pass(reduceAll(underWay(), [complete, stream(kind, 'auth', 0)]), 16_000)), 'unknown');
  });
}

test('silent events change nothing but the reasons', () => {
  const state = reduceAll(underWay(), [complete, stream('events', 'stale', 0)]);
  assert.equal(word(pass(state, 60_000)), 'complete');
});

test('what may not be read is done without, except for the Deployment', () => {
  const state = reduceAll(fresh(), [reset('deployments', [deployment()]), applied(2)]);
  const without = reduceAll(state, [
    stream('replicasets', 'forbidden', 0),
    stream('pods', 'forbidden', 0),
    stream('events', 'forbidden', 0),
  ]);
  assert.equal(word(reduce(without, complete)), 'complete');
  assert.equal(viewRollout(pass(without, 60_000)).notes.length, 3);
  assert.equal(word(reduce(without, stream('deployments', 'forbidden', 0))), 'unknown');
});

test('streams that never came are unknown after 15 s too', () => {
  const state = reduceAll(fresh(), [reset('deployments', [deployment()]), applied(2)]);
  assert.equal(word(pass(state, 15_000)), 'progressing');
  assert.equal(word(pass(state, 15_500)), 'unknown');
});

test('budgets stand still while nothing is heard, and while the machine sleeps', () => {
  const pull = put('pods', pod('pod', {container: waiting('ErrImagePull', '401 Unauthorized')}));
  const severity = (state: RolloutState) => viewRollout(state).findings[0]?.severity;
  const state = pass(reduce(underWay(), pull), 50_000);
  const silent = reduceAll(pass(reduce(state, stream('pods', 'stale', 50_000)), 60_000), [
    stream('pods', 'live', 110_000),
  ]);
  assert.equal(severity(silent), 'L');
  const slept = reduce(state, {type: 'tick', nowMs: 7_200_000});
  assert.equal(severity(slept), 'L');
  assert.equal(severity(pass(slept, 10_000)), 'F');
});

test('what is deleted stays deleted, whatever is heard', () => {
  const state = reduceAll(underWay(), [reset('deployments', []), stream('deployments', 'stale', 0)]);
  assert.equal(word(pass(state, 60_000)), 'deleted');
});

test('complete outweighs findings; failed names the likely cause', () => {
  const crashed = put('pods', pod('pod', {container: backingOff(1, 5)}));
  assert.equal(word(pass(reduceAll(underWay(), [crashed, complete]), 9000)), 'complete');
  const status = {conditions: [{type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded'}]};
  const {verdict} = viewRollout(
    pass(reduceAll(underWay(), [crashed, put('deployments', deployment({status}))]), 9000),
  );
  assert.equal(
    verdict.sentence,
    'Failed: no progress within 10 min. Likely cause: keeps crashing in delegate-pod.',
  );
});

test('time that goes back or is none is passed over', () => {
  const state = passTo(underWay(), 5000);
  assert.equal(reduce(state, {type: 'tick', nowMs: 1000}).nowMs, 5000);
  assert.equal(reduce(state, {type: 'tick', nowMs: Number.NaN}).nowMs, 5000);
});

test('an earlier state can still be looked at and continued', () => {
  const before = underWay();
  const view = JSON.stringify(viewRollout(before));
  const after = reduceAll(before, [bad(), complete, reset('pods', [])]);
  assert.notEqual(JSON.stringify(viewRollout(after)), view);
  assert.equal(JSON.stringify(viewRollout(before)), view);
});

const refused = {
  conditions: [
    {type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'violates PodSecurity "x"'},
  ],
};

test('pods that may not be seen may be well', () => {
  const blind = (more: readonly RolloutInput[]) =>
    word(
      pass(
        reduceAll(fresh(), [reset('deployments', [deployment({status: refused})]), ...more, applied(2)]),
        12_000,
      ),
    );
  const noPods = stream('pods', 'forbidden', 0);
  const noSets = stream('replicasets', 'forbidden', 0);
  assert.equal(blind([noPods, noSets]), 'at-risk');
  const counted = reset('replicasets', [
    replicaSet('new-set', {spec: {replicas: 2}, status: {replicas: 1, ...refused}}),
  ]);
  assert.equal(blind([noPods, counted]), 'at-risk');
});

test('trouble of before is not held against a change that is not seen yet', () => {
  const state = reduceAll(underWay(), [bad(), applied(3)]);
  const {phase, verdict, findings, counts, revision} = viewRollout(pass(state, 9000));
  assert.deepEqual([phase, verdict.word, findings, revision], ['waiting-read', 'progressing', [], '']);
  assert.deepEqual(counts, {desired: 1, updated: 0, ready: 0, available: 0, old: 1});
});

test('a tick leaves alone what has not changed', () => {
  const first = pass(reduceAll(underWay(), [bad('a'), bad('b')]), 500);
  const second = reduce(first, {type: 'tick', nowMs: 1000});
  assert.equal(second.pods, first.pods);
  assert.equal(second.doomMemo, first.doomMemo);
  const changed = reduce(reduce(second, bad('c')), {type: 'tick', nowMs: 1500});
  assert.notEqual(changed.doomMemo, second.doomMemo);
});

test('what is only read now and then is said, and takes no verdict away', () => {
  const polled = reduceAll(underWay(), [
    stream('pods', 'live', 0, 'It cannot be watched, so it is read every few seconds.'),
    stream('events', 'live', 0, 'It cannot be watched, so it is read every few seconds.'),
    complete,
  ]);
  assert.deepEqual(viewRollout(polled).notes, [
    'Pods, Events cannot be watched, so they are read every few seconds.',
  ]);
  assert.equal(word(polled), 'complete');
  assert.deepEqual(
    viewRollout(reduceAll(polled, [stream('pods', 'live', 0), stream('events', 'live', 0)])).notes,
    [],
  );
});

test('the command that ends a pause names its cluster, where that is known', () => {
  const paused = put('deployments', deployment({spec: {paused: true}}));
  const begun = createRollout({target: {context: 'my c', namespace: 'ns', name: 'delegate'}});
  const sentenceOf = (state: RolloutState) =>
    viewRollout(reduceAll(state, [{type: 'tick', nowMs: 0}, reset('deployments', []), applied(2), paused]))
      .verdict.sentence;
  assert.match(sentenceOf(begun), /kubectl --context='my c' -n ns rollout resume deployment\/delegate\./);
  assert.match(sentenceOf(fresh()), /until kubectl rollout resume deployment\/delegate\./);
});
