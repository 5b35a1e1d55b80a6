import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {test} from 'node:test';
import {podFacts} from '../../../src/domain/rollout/facts/pod-facts.ts';
import {FIELDS_READ, pickFields} from '../../../src/domain/rollout/fields-read.ts';
import {pod, stamp} from './objects.ts';
import {recordedInputs} from './replay.ts';

const picked = (object: unknown): unknown => pickFields(object, FIELDS_READ.pods ?? {});

const PROBE = {initialDelaySeconds: 5, periodSeconds: 7, failureThreshold: 9};
const ended = {exitCode: 137, reason: 'OOMKilled', message: 'killed', startedAt: stamp(3)};

/** A pod of which every fact says something. */
const FULL = pod('full', {
  metadata: {
    deletionTimestamp: stamp(60),
    labels: {'harness.io/name': 'delegate'},
    managedFields: [{manager: 'kubelet', fieldsV1: {'f:status': {}}}],
    ownerReferences: [
      {kind: 'Other', uid: 'other'},
      {kind: 'ReplicaSet', uid: 'set', controller: true},
    ],
  },
  spec: {
    volumes: [{name: 'token'}],
    initContainers: [
      {name: 'proxy', image: 'proxy:1', restartPolicy: 'Always', env: [{name: 'A', value: 'b'}]},
    ],
    containers: [{name: 'delegate', image: 'a:1', resources: {limits: {memory: '2Gi'}}, startupProbe: PROBE}],
  },
  conditions: [
    {type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: 'no node'},
    {type: 'DisruptionTarget', status: 'True'},
    {type: 'Ready', status: 'True', lastTransitionTime: stamp(4)},
  ],
  status: {
    phase: 'Running',
    reason: 'NodeLost',
    message: 'gone',
    initContainerStatuses: [{name: 'proxy', started: true, state: {running: {startedAt: stamp(1)}}}],
    containerStatuses: [
      {
        name: 'delegate',
        ready: true,
        started: true,
        restartCount: 3,
        state: {terminated: ended},
        lastState: {terminated: ended},
      },
    ],
  },
});

test('nothing that the facts of a pod are made of is left out', () => {
  const facts = podFacts(FULL);
  const silent = Object.entries(facts ?? {}).filter(([, value]) => value === undefined || value === '');
  assert.deepEqual(silent, []);
  assert.deepEqual(podFacts(picked(FULL)), facts);
});

test('pods of real clusters have the same facts with and without the rest of them', () => {
  const names = readdirSync(new URL('../../recordings/', import.meta.url))
    .filter((file) => file.endsWith('.ndjson'))
    .map((file) => file.replace('.ndjson', ''));
  const pods = names
    .flatMap((name) => recordedInputs(name).inputs)
    .flatMap(({input}) => {
      if (!('kind' in input) || input.kind !== 'pods') return [];
      if (input.type === 'reset') return input.items;
      return input.type === 'event' ? [input.object] : [];
    });
  assert.ok(pods.length > 100);
  for (const each of pods) assert.deepEqual(podFacts(picked(each)), podFacts(each));
});

test('what nobody reads is left out', () => {
  const {metadata, spec} = picked(FULL) as Record<string, Record<string, unknown>>;
  assert.deepEqual(
    Object.keys(metadata ?? {}).filter((name) => ['labels', 'managedFields'].includes(name)),
    [],
  );
  assert.deepEqual(spec?.['initContainers'], [{name: 'proxy', image: 'proxy:1', restartPolicy: 'Always'}]);
  assert.equal(spec?.['volumes'], undefined);
});

test('values of other types than expected stay what they are, however deep they are', () => {
  let deep: unknown = [];
  for (let level = 0; level < 100_000; level++) deep = [deep];
  const odd = {metadata: 'text', spec: null, status: {conditions: deep, phase: ['Running']}};
  assert.deepEqual(picked(odd), {
    metadata: 'text',
    spec: null,
    status: {conditions: [undefined], phase: ['Running']},
  });
});
