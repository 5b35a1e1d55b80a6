import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findDelegates} from '../../../src/domain/live-delegate/find-delegates.ts';
import type {LiveObjects} from '../../../src/domain/live-delegate/live-objects.ts';
import {readDelegate} from '../../../src/domain/live-delegate/read-delegate.ts';
import {readUpgraders, strayUpgraders} from '../../../src/domain/live-delegate/read-upgraders.ts';
import {upgradeAdvice} from '../../../src/domain/live-delegate/upgrade-advice.ts';
import {helmRelease, liveObjects, NEW_MANIFEST, OLD_MANIFEST, upgrader} from '../../helpers/live-samples.ts';

const NAMES = {job: 'del-upgrader-job', config: 'del-upgrader-config', workload: 'del'};
const unread = {unread: 'You may not do this.'};

const STATES: readonly (readonly [what: string, objects: LiveObjects, state: string, found?: string])[] = [
  ['one that runs', liveObjects(upgrader(NAMES)), 'on', 'config'],
  ['one that is suspended', liveObjects(upgrader({...NAMES, suspend: true})), 'suspended', 'config'],
  ['none', liveObjects(), 'absent'],
  ['one of another name', liveObjects(upgrader({...NAMES, job: 'x', config: 'y'})), 'on', 'config'],
  ['one for another workload', liveObjects(upgrader({...NAMES, workload: 'other'})), 'absent'],
  ['none that may be listed', {...liveObjects(), cronJobs: unread}, 'unknown'],
  [
    'one whose configuration may not be read, with the usual name',
    {...liveObjects(upgrader(NAMES)), configMaps: unread},
    'on',
    'name',
  ],
  [
    'one whose configuration may not be read, with any name',
    {...liveObjects(upgrader({...NAMES, job: 'x', config: 'y'})), configMaps: unread},
    'unknown',
  ],
  [
    'a suspended one whose configuration may not be read',
    {...liveObjects(upgrader({...NAMES, job: 'x', config: 'y', suspend: true})), configMaps: unread},
    'absent',
  ],
  [
    'a suspended one beside another that is not',
    liveObjects(upgrader({...NAMES, suspend: true}), upgrader({...NAMES, job: 'copy', config: 'copy'})),
    'on',
    'config',
  ],
  [
    'a configuration that is no YAML',
    liveObjects(upgrader(NAMES).replace('mode: Delegate', 'mode: [Delegate')),
    'on',
    'name',
  ],
  [
    'a configuration full of aliases',
    liveObjects(upgrader(NAMES).replace('mode: Delegate', 'a: &a [1]\n    b: [*a, *a]')),
    'on',
    'name',
  ],
];

for (const [what, objects, state, foundBy] of STATES) {
  test(`${what} makes auto-upgrade ${state}`, () => {
    const read = readUpgraders('del', objects);
    assert.equal(read.state, state);
    assert.equal(read.reason === undefined, state !== 'unknown');
    assert.equal(read.upgraders[0]?.foundBy, foundBy);
  });
}

const job = (name: string, created: string, status: string): string => `
apiVersion: batch/v1
kind: Job
metadata:
  name: ${name}
  creationTimestamp: '${created}'
  ownerReferences: [{kind: CronJob, name: del-upgrader-job, uid: uid-del-upgrader-job}]
status: ${status}
`;

test('when it last ran and what came of it is told, and what still runs', () => {
  const status = '{lastScheduleTime: "2026-11-21T20:00:00Z", lastSuccessfulTime: "2026-11-21T19:00:20Z"}';
  const objects = liveObjects(
    upgrader({...NAMES, suspend: true, status}),
    job('a', '2026-11-21T19:00:00Z', '{succeeded: 1, conditions: [{type: Complete, status: "True"}]}'),
    job('b', '2026-11-21T20:00:00Z', '{active: 1}'),
    job('c', '2026-11-21T18:00:00Z', '{failed: 7, conditions: [{type: Failed, status: "True"}]}'),
    job('other', '2026-11-21T21:00:00Z', '{active: 1}').replace('uid-del', 'uid-else'),
  );
  const [read] = readUpgraders('del', objects).upgraders;
  assert.deepEqual(read, {
    name: 'del-upgrader-job',
    suspended: true,
    schedule: '0 */1 * * *',
    foundBy: 'config',
    lastRan: '2026-11-21T20:00:00Z',
    lastSucceeded: '2026-11-21T19:00:20Z',
    lastJob: {name: 'b', ended: 'running'},
    running: ['b'],
  });
});

const PLACE = {context: 'prod east', namespace: 'ns'};
const advice = (...texts: readonly string[]): string[] => {
  const objects = liveObjects(...texts);
  const [found] = findDelegates(objects);
  assert.ok(found !== undefined);
  return upgradeAdvice(readDelegate(found, objects), PLACE);
};

test('how it is turned off fits how it was installed', () => {
  const patch =
    'kubectl --context=\'prod east\' -n ns patch cronjob old-del-upgrader-job -p \'{"spec":{"suspend":true}}\'';
  assert.equal(advice(OLD_MANIFEST)[0], `Suspend it: ${patch}`);
  assert.match(advice(OLD_MANIFEST)[1] ?? '', /delegate-tui patch FILE/);
  assert.equal(
    advice(helmRelease())[0],
    "Turn it off: helm upgrade my-release harness-delegate/harness-delegate-ng --kube-context='prod east' -n ns --version 1.0.32 --reuse-values --set upgrader.enabled=false",
  );
  const terraform = advice(helmRelease('terraform-provider-helm_v3.0.2_x5'));
  assert.match(terraform[0] ?? '', /upgrader_enabled = false .*terraform apply/);
  assert.match(terraform[1] ?? '', /^Until then: kubectl .* patch cronjob nightly /);
  const argo = advice(
    OLD_MANIFEST.replace('labels: {harness.io/name: old-del}', 'labels: {argocd.argoproj.io/instance: a}'),
  );
  assert.match(argo.join('\n'), /in the repository that Argo CD applies[^]*put back/);
  assert.deepEqual(advice(NEW_MANIFEST), []);
});

test('a Job that still runs is to be deleted, though the upgrader is suspended', () => {
  const running = job('run-1', '2026-11-21T20:00:00Z', '{active: 1}').replaceAll(
    'del-upgrader-job',
    'new-del-upgrader-job',
  );
  assert.deepEqual(advice(NEW_MANIFEST, running), [
    "Job run-1 still runs and may change the image: kubectl --context='prod east' -n ns delete job run-1",
  ]);
});

test('an upgrader of this name that is for another workload is found', () => {
  const codes = (...texts: readonly string[]) =>
    strayUpgraders('del', liveObjects(...texts)).map(({code, text}) => [code, text]);
  assert.deepEqual(codes(upgrader({...NAMES, workload: 'other\u001b[31m'})), [
    ['upgrader-target', 'CronJob del-upgrader-job is configured for other, not for this delegate.'],
  ]);
  assert.deepEqual(codes(upgrader(NAMES)), []);
  assert.deepEqual(codes(upgrader({...NAMES, job: 'other-upgrader-job', workload: 'other'})), []);
});
