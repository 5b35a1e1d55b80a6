import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parse} from 'yaml';
import {isObject, type JsonObject} from '../../../src/domain/deploy/json.ts';
import {afterRows} from '../../../src/domain/live-delegate/after-rows.ts';
import type {LiveObjects} from '../../../src/domain/live-delegate/live-objects.ts';
import {helmRelease, liveObjects, OLD_MANIFEST, upgrader} from '../../helpers/live-samples.ts';

const PLACE = {context: 'prod east', namespace: 'ns'};
const KUBECTL = "kubectl --context='prod east' -n ns";
const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: del, namespace: ns}
spec: {template: {spec: {containers: [{name: delegate, image: 'acme/delegate:1'}, {name: side, image: 'acme/side:1'}]}}}
`;
const NAMES = {job: 'del-upgrader-job', config: 'del-upgrader-config', workload: 'del'};
const unread = {unread: 'You may not do this.'};
const job = (name: string, owner: string): string => `
apiVersion: batch/v1
kind: Job
metadata: {name: ${name}, ownerReferences: [{kind: CronJob, uid: uid-${owner}}]}
status: {active: 1}
`;
const object = (text: string): JsonObject => {
  const value: unknown = parse(text);
  assert.ok(isObject(value));
  return value;
};

const look = (live: LiveObjects, applied: JsonObject = object(DEPLOYMENT), name = 'del') =>
  afterRows(
    {ref: {group: 'apps', version: 'v1', kind: 'Deployment', name}, value: applied},
    {live, place: PLACE},
  );

const ROWS: readonly (readonly [what: string, live: LiveObjects, rows: readonly string[]])[] = [
  ['all is well', liveObjects(DEPLOYMENT), ['upgrader ok', 'image ok']],
  ['suspended', liveObjects(DEPLOYMENT, upgrader({...NAMES, suspend: true})), ['upgrader ok', 'image ok']],
  ['an upgrader that runs', liveObjects(DEPLOYMENT, upgrader(NAMES)), ['upgrader warn', 'image ok']],
  [
    'an upgrader of a name that nobody expects',
    liveObjects(DEPLOYMENT, upgrader({...NAMES, job: 'nightly', config: 'x'})),
    ['upgrader warn', 'image ok'],
  ],
  [
    'a suspended upgrader whose job still runs',
    liveObjects(DEPLOYMENT, upgrader({...NAMES, suspend: true}), job('j1', NAMES.job)),
    ['upgrader ok', 'upgrade-job warn', 'image ok'],
  ],
  [
    'an upgrader of another delegate',
    liveObjects(DEPLOYMENT, upgrader({...NAMES, workload: 'other'}), job('j1', NAMES.job)),
    ['upgrader ok', 'image ok'],
  ],
  [
    'CronJobs that may not be listed',
    {...liveObjects(DEPLOYMENT), cronJobs: unread},
    ['upgrader unknown', 'image ok'],
  ],
  [
    'jobs that may not be listed, and nothing that starts any',
    {...liveObjects(DEPLOYMENT), jobs: unread},
    ['upgrader ok', 'image ok'],
  ],
  [
    'jobs that may not be listed, and an upgrader',
    {...liveObjects(DEPLOYMENT, upgrader({...NAMES, suspend: true})), jobs: unread},
    ['upgrader ok', 'upgrade-job unknown', 'image ok'],
  ],
  [
    'another image',
    liveObjects(DEPLOYMENT.replace('acme/delegate:1', 'harness/delegate:26')),
    ['upgrader ok', 'image warn'],
  ],
  [
    'a container that is gone',
    liveObjects(DEPLOYMENT.replace('name: side', 'name: other')),
    ['upgrader ok', 'image warn'],
  ],
  ['a Deployment that is gone', liveObjects(), ['upgrader ok', 'image unknown']],
  [
    'Deployments that may not be read',
    {...liveObjects(), deployments: unread},
    ['upgrader ok', 'image unknown'],
  ],
];

for (const [what, live, rows] of ROWS) {
  test(`after the rollout: ${what}`, () => {
    const found = look(live);
    assert.deepEqual(
      found.map(({id, state}) => `${id} ${state}`),
      rows,
    );
    for (const {state, text, next} of found) {
      assert.match(text, /^[A-Z].*\.$/);
      assert.equal(next === undefined, state === 'ok', text);
    }
  });
}

test('what to do names the cluster, and fits how the delegate was installed', () => {
  const live = liveObjects(DEPLOYMENT, upgrader(NAMES), job('j1', NAMES.job));
  assert.deepEqual(
    look(live).map(({next}) => next),
    [
      `Suspend it: ${KUBECTL} patch cronjob del-upgrader-job -p '{"spec":{"suspend":true}}'`,
      `Stop it: ${KUBECTL} delete job j1`,
      undefined,
    ],
  );
  const several = look(liveObjects(DEPLOYMENT, upgrader(NAMES), upgrader({...NAMES, job: 'b', config: 'b'})));
  assert.match(several[0]?.text ?? '', /the CronJobs del-upgrader-job and b are not suspended/);
  const old = look(liveObjects(OLD_MANIFEST), {}, 'old-del');
  assert.deepEqual(
    old.map(({id}) => id),
    ['upgrader'],
    'without what was applied nothing is said about images',
  );
  const [release] = look(liveObjects(helmRelease()), {}, 'chart-del');
  assert.match(release?.next ?? '', /^Turn it off: helm upgrade my-release /);
});

test('names from the cluster are safe to print', () => {
  const hostile = 'x\u001b]0;evil\u0007\u009b1m';
  const live = liveObjects(
    DEPLOYMENT.replace('acme/delegate:1', JSON.stringify(hostile).slice(1, -1)).replaceAll("'", '"'),
    upgrader(NAMES),
  );
  for (const {text, next = ''} of look(live, object(DEPLOYMENT), 'del'))
    assert.doesNotMatch(text + next, /\p{Cc}/u);
});
