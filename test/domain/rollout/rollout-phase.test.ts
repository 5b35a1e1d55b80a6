import assert from 'node:assert/strict';
import {test} from 'node:test';
import {cleanJson} from '../../../src/domain/deploy/clean-json.ts';
import {templateText} from '../../../src/domain/rollout/facts/deployment-facts.ts';
import type {AppliedObject, RolloutInput} from '../../../src/domain/rollout/types.ts';
import {viewRollout} from '../../../src/domain/rollout/view-rollout.ts';
import {
  applied,
  deployment,
  drop,
  fresh,
  pass,
  put,
  reduceAll,
  replicaSet,
  reset,
  underWay,
} from './objects.ts';
import type {DeploymentParts} from './objects.ts';

const complete = {replicas: 1, updatedReplicas: 1, availableReplicas: 1};
const seen = (parts: DeploymentParts = {}) => put('deployments', deployment(parts));
const TEMPLATE = {'f:spec': {'f:template': {}}};
const baseline = (object?: unknown): RolloutInput => ({type: 'baseline', deployment: object});
const phaseAfter = (inputs: readonly RolloutInput[], waitMs = 0) =>
  viewRollout(pass(reduceAll(fresh(), inputs), waitMs)).phase;

test('between baseline and apply nothing is judged, however complete it looks', () => {
  const before = deployment({status: complete});
  assert.equal(phaseAfter([baseline(before), reset('deployments', [before])]), 'waiting-read');
  assert.equal(phaseAfter([baseline(before), reset('deployments', [before]), applied(2)]), 'complete');
});

test('a watch that is behind waits for the applied generation', () => {
  const before = deployment({generation: 1, status: complete});
  assert.equal(phaseAfter([reset('deployments', [before]), applied(2)]), 'waiting-read');
  assert.equal(
    phaseAfter([reset('deployments', [before]), applied(2), seen({generation: 2, observed: 1})]),
    'unobserved',
  );
});

test('a first deployment that the watch has not shown yet is not deleted', () => {
  assert.equal(phaseAfter([reset('deployments', []), applied(1)]), 'waiting-read');
  assert.equal(phaseAfter([reset('deployments', []), applied(1)], 4500), 'waiting-read');
  assert.equal(phaseAfter([reset('deployments', []), applied(1)], 5500), 'deleted');
});

test('a login that runs out, or silence, is not a deletion', () => {
  const silent = (state: 'auth' | 'stale' | 'forbidden'): RolloutInput => ({
    type: 'stream',
    kind: 'deployments',
    state,
    sinceMs: 0,
  });
  const live: RolloutInput = {type: 'stream', kind: 'deployments', state: 'live', sinceMs: 0};
  // Nobody has listed anything yet.
  assert.equal(phaseAfter([applied(1)], 60_000), 'waiting-read');
  assert.equal(phaseAfter([applied(1), live], 60_000), 'waiting-read');
  for (const how of ['auth', 'stale', 'forbidden'] as const) {
    assert.equal(phaseAfter([applied(1), silent(how)], 60_000), 'waiting-read', how);
    // It was listed without ours, and then nobody could look again.
    assert.equal(phaseAfter([reset('deployments', []), applied(1), silent(how)], 60_000), 'waiting-read');
    assert.equal(phaseAfter([seen(), applied(2), silent(how)], 60_000), 'progressing', how);
  }
  const away = pass(reduceAll(fresh(), [reset('deployments', []), applied(1), silent('auth')]), 60_000);
  const back = reduceAll(away, [live]);
  assert.equal(viewRollout(pass(back, 4500)).phase, 'waiting-read');
  assert.equal(viewRollout(pass(back, 5500)).phase, 'deleted');
  assert.equal(viewRollout(pass(reduceAll(back, [seen()]), 60_000)).phase, 'progressing');
});

test('deleted: by event, and by a list without it', () => {
  assert.equal(phaseAfter([seen(), applied(2), drop('deployments', deployment())]), 'deleted');
  assert.equal(phaseAfter([seen(), applied(2), reset('deployments', [])]), 'deleted');
});

test('another Deployment of that name has replaced ours', () => {
  const other = deployment({uid: 'other', status: complete});
  assert.equal(phaseAfter([seen(), applied(2), reset('deployments', [other])]), 'replaced');
  assert.equal(
    phaseAfter([seen(), applied(2), drop('deployments', deployment()), put('deployments', other)]),
    'replaced',
  );
});

test('replaced: by whom', () => {
  const by = (manager: string) => {
    const managedFields = [{manager, time: '2026-11-21T20:01:00Z', fieldsV1: TEMPLATE}];
    const other = deployment({uid: 'other', metadata: {managedFields}});
    const {actor, verdict} = viewRollout(reduceAll(underWay(), [reset('deployments', [other])]));
    return [actor, verdict.sentence];
  };
  assert.deepEqual(by('kubectl-create'), [
    'kubectl-create',
    'Another Deployment delegate (by kubectl-create) has taken the place of ours. Apply again to change that one.',
  ]);
  assert.match(
    by('delegate-tui')[1] ?? '',
    /^Another Deployment delegate \(by another run of delegate-tui\) /,
  );
});

test('superseded: rolled back by somebody else, and by whom', () => {
  // The template of before is back, under a new revision; `kubectl rollout undo` writes as `kubectl`.
  const managedFields = [
    {manager: 'delegate-tui', time: '2026-11-21T20:00:00Z', fieldsV1: TEMPLATE},
    {manager: 'kubectl', time: '2026-11-21T20:01:00Z', fieldsV1: TEMPLATE},
  ];
  const before = {generation: 1, revision: '1', image: 'acme/delegate:old', status: complete};
  const inputs = [
    baseline(deployment(before)),
    reset('deployments', [deployment(before)]),
    applied(2),
    seen(),
    seen({...before, generation: 3, revision: '3', metadata: {managedFields}}),
  ];
  const {phase, verdict, actor} = viewRollout(reduceAll(fresh(), inputs));
  assert.deepEqual([phase, actor], ['superseded', 'kubectl']);
  assert.match(
    verdict.sentence,
    /^Another actor \(kubectl\) changed .* its image is now acme\/delegate:old\.$/,
  );
});

test('a Deployment of another name does not matter', () => {
  const other = deployment({uid: 'other', metadata: {name: 'other'}});
  assert.equal(
    phaseAfter([seen(), applied(2), put('deployments', other), drop('deployments', other)]),
    'progressing',
  );
});

test('superseded: the template changes after ours, and by whom', () => {
  const by = (manager: string, time: string, fields: unknown, subresource?: string) => ({
    manager,
    time,
    subresource,
    fieldsV1: fields,
  });
  const template = {'f:spec': {'f:template': {}}};
  const managedFields = [
    by('delegate-tui', '2026-11-21T20:00:00Z', template),
    by('kubectl-set\u001b[1m', '2026-11-21T20:01:00Z', template),
    by('kube-controller-manager', '2026-11-21T20:02:00Z', {'f:metadata': {}}),
    by('kube-controller-manager', '2026-11-21T20:02:00Z', {'f:status': {}}, 'status'),
    by('hpa', '2026-11-21T20:03:00Z', {'f:spec': {'f:replicas': {}}}, 'scale'),
  ];
  const view = viewRollout(
    reduceAll(underWay(), [
      seen({generation: 3, observed: 2, image: 'harness/delegate:26', metadata: {managedFields}}),
    ]),
  );
  assert.deepEqual([view.phase, view.verdict.word, view.actor], ['superseded', 'superseded', 'kubectl-set']);
  assert.match(view.verdict.sentence, /\(kubectl-set\) .* harness\/delegate:26\.$/);
});

test('superseded: who only takes a field away leaves us as the last that wrote', () => {
  const AT = '2026-11-21T20:00:00Z';
  const writtenAt = (time: string) => ({
    managedFields: [{manager: 'delegate-tui', time, fieldsV1: TEMPLATE}],
  });
  const after = (time: string) =>
    viewRollout(
      reduceAll(fresh(), [
        appliedAs({}, AT),
        seen({generation: 2}),
        seen({generation: 3, observed: 2, image: 'other:1', metadata: writtenAt(time)}),
      ]),
    );
  assert.deepEqual([after(AT).phase, after(AT).actor], ['superseded', undefined]);
  assert.match(after(AT).verdict.sentence, /^Another actor changed delegate after us/);
  assert.equal(after('2026-11-21T20:00:05Z').actor, 'delegate-tui');
});

test('superseded: the revision moves', () => {
  assert.equal(
    viewRollout(reduceAll(underWay(), [seen({generation: 3, revision: '3'})])).phase,
    'superseded',
  );
});

test('superseded before ours was ever seen: only who wrote last tells', () => {
  const written = (manager: string) => ({managedFields: [{manager, time: '2026-11-21T20:00:00Z'}]});
  const list = (metadata: Readonly<Record<string, unknown>>) =>
    reset('deployments', [deployment({generation: 5, metadata})]);
  assert.equal(phaseAfter([applied(2), list(written('somebody'))]), 'superseded');
  assert.equal(phaseAfter([applied(2), list(written('delegate-tui'))]), 'progressing');
  assert.equal(phaseAfter([applied(2), list({})]), 'progressing');
});

test('superseded before ours was ever seen: who owns the template counts, also as it comes from a cluster', () => {
  const entry = (manager: string, time: string, fieldsV1: object) => ({manager, time, fieldsV1});
  const template = {'f:spec': {'f:template': {'f:spec': {'f:containers': {}}}}};
  const pausing = {'f:spec': {'f:paused': {}}};
  const list = (...managedFields: readonly object[]) =>
    reset('deployments', [cleanJson(deployment({generation: 5, metadata: {managedFields}}), [])]);
  const ours = entry('delegate-tui', '2026-11-21T20:00:00Z', template);
  // A colleague paused and resumed it while nobody watched.
  const paused = entry('kubectl-rollout', '2026-11-21T20:05:00Z', pausing);
  assert.equal(phaseAfter([applied(2), list(ours, paused)]), 'progressing');
  const upgraded = entry('upgrader', '2026-11-21T20:05:00Z', template);
  assert.equal(phaseAfter([applied(2), list(ours, upgraded)]), 'superseded');
});

/** As it was read back after the apply, by who writes fields in the order of their names. */
const ours = (object: Readonly<Record<string, unknown>>): string =>
  templateText((object['spec'] as Readonly<Record<string, unknown>>)['template']);
const appliedAs = (facts: Partial<AppliedObject>, serverTime?: string): RolloutInput => ({
  type: 'applied',
  objects: [{kind: 'Deployment', name: 'delegate', uid: 'deployment', generation: 2, ...facts}],
  ...(serverTime === undefined ? {} : {serverTime}),
});
const byUs = (time: string, parts: DeploymentParts = {}) => {
  const managedFields = [{manager: 'delegate-tui', time, fieldsV1: TEMPLATE}];
  return reset('deployments', [deployment({generation: 3, metadata: {managedFields}, ...parts})]);
};
const AT_APPLY = '2026-11-21T20:00:00Z';
const LATER = '2026-11-21T20:00:05Z';

for (const [what, inputs, phase] of [
  [
    'the template that was read back tells',
    [appliedAs({template: ours(deployment())}), byUs(LATER, {image: 'other:1'})],
    'superseded',
  ],
  [
    'the order of fields is none of the template',
    [
      appliedAs({template: ours(deployment({spec: {template: {b: [{d: 1, c: 2}], a: 3}}}))}),
      byUs(LATER, {spec: {template: {a: 3, b: [{c: 2, d: 1}]}}}),
    ],
    'progressing',
  ],
  [
    'what was read back was theirs already',
    [appliedAs({generation: 3, overtaken: true}), byUs(LATER)],
    'superseded',
  ],
  [
    'theirs, and the watch has not seen it yet',
    [appliedAs({generation: 4, overtaken: true}), byUs(LATER)],
    'waiting-read',
  ],
  [
    'come back later: written after us, with another image',
    [appliedAs({image: 'mine:1'}, AT_APPLY), byUs(LATER, {image: 'other:1'})],
    'superseded',
  ],
  [
    'come back later: written after us, and the image is ours',
    [appliedAs({image: 'mine:1'}, AT_APPLY), byUs(LATER, {image: 'mine:1'})],
    'progressing',
  ],
  [
    'come back later: a webhook changed the image, and the last to write were we',
    [appliedAs({image: 'mine:1'}, AT_APPLY), byUs(AT_APPLY, {image: 'mirror/mine:1'})],
    'progressing',
  ],
  [
    'our own undo begins anew',
    [appliedAs({template: ours(deployment())}), appliedAs({generation: 3}), byUs(LATER, {image: 'old:1'})],
    'progressing',
  ],
] as const)
  test(`another run of ours, before our own generation was seen: ${what}`, () => {
    const view = viewRollout(reduceAll(fresh(), inputs));
    assert.equal(view.phase, phase);
    if (phase === 'superseded')
      assert.match(
        view.verdict.sentence,
        /^Another run of delegate-tui changed delegate after us; its image/,
      );
  });

test('scaling by another is no new revision, and the wanted number is read anew', () => {
  const scaled = seen({generation: 3, spec: {replicas: 5}});
  const view = viewRollout(reduceAll(underWay(), [scaled]));
  assert.deepEqual([view.phase, view.counts.desired], ['progressing', 5]);
});

test('our own second apply begins a rollout of its own', () => {
  const changed = seen({generation: 3, revision: '3', image: 'other:1'});
  assert.equal(viewRollout(reduceAll(underWay(), [changed, applied(3)])).phase, 'progressing');
  assert.equal(viewRollout(reduceAll(underWay(), [applied(3)])).phase, 'waiting-read');
});

const exceeded = (lastUpdateTime: string) => ({
  conditions: [{type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', lastUpdateTime}],
});

test('a deadline that had passed before the apply does not count until it passes again', () => {
  const before = deployment({generation: 1, status: exceeded('2026-11-21T19:00:00Z')});
  const now = (time: string) => [baseline(before), applied(2), seen({generation: 2, status: exceeded(time)})];
  assert.equal(phaseAfter(now('2026-11-21T19:00:00Z')), 'progressing');
  assert.equal(phaseAfter(now('2026-11-21T20:30:00Z')), 'failed');
  assert.equal(
    phaseAfter([baseline(), applied(2), seen({status: exceeded('2026-11-21T19:00:00Z')})]),
    'failed',
  );
  // A baseline that was written down may hold no more than its conditions.
  const kept = {status: exceeded('2026-11-21T19:00:00Z')};
  assert.equal(phaseAfter([baseline(kept), ...now('2026-11-21T19:00:00Z').slice(1)]), 'progressing');
});

test('a second apply without a baseline takes what is known of the generation before', () => {
  const status = exceeded('2026-11-21T20:10:00Z');
  const inputs = [applied(2), seen({generation: 2, status}), applied(3), seen({generation: 3, status})];
  assert.equal(phaseAfter(inputs), 'progressing');
});

test('a Deployment that is going says so', () => {
  const going = seen({metadata: {deletionTimestamp: '2026-11-21T20:10:00Z'}});
  assert.deepEqual(viewRollout(reduceAll(underWay(), [going])).notes, ['The Deployment is being deleted.']);
});

test('of two ReplicaSets with our revision, the one with our image is ours', () => {
  const state = reduceAll(underWay(), [
    put('replicasets', replicaSet('new-set', {status: {replicas: 1, readyReplicas: 1}})),
    put('replicasets', replicaSet('impostor', {image: 'other:1', status: {replicas: 7, readyReplicas: 0}})),
  ]);
  assert.equal(viewRollout(state).counts.ready, 1);
});

test('a ReplicaSet of another Deployment is not ours', () => {
  const state = reduceAll(underWay(), [
    put('replicasets', {
      ...replicaSet('foreign', {status: {replicas: 9, readyReplicas: 9, availableReplicas: 9}}),
      metadata: {
        name: 'foreign',
        uid: 'foreign',
        annotations: {'deployment.kubernetes.io/revision': '1'},
        ownerReferences: [{uid: 'another', controller: true}],
      },
    }),
  ]);
  assert.equal(viewRollout(state).oldRevision, undefined);
});

const serving = {replicas: 1, readyReplicas: 1, availableReplicas: 1};
for (const [what, parts] of [
  ['a change is not taken up yet', {generation: 3, observed: 2, image: 'next:1'}],
  [
    'a change waits for a paused rollout',
    {generation: 3, image: 'next:1', spec: {paused: true}, status: {updatedReplicas: 0}},
  ],
] as const) {
  test(`while ${what}, the pods of before are the old ones`, () => {
    const view = viewRollout(
      reduceAll(fresh(), [
        reset('deployments', [deployment({...parts, status: {replicas: 1, ...parts.status}})]),
        reset('replicasets', [replicaSet('new-set', {status: serving})]),
      ]),
    );
    assert.deepEqual(view.counts, {desired: 1, updated: 0, ready: 0, available: 0, old: 1});
    assert.deepEqual(view.oldRevision, {revision: '2', available: 1, desired: 1});
  });
}
