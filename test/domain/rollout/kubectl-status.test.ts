import assert from 'node:assert/strict';
import {test} from 'node:test';
import {viewRollout} from '../../../src/domain/rollout/view-rollout.ts';
import {deployment, fresh, reduceAll, reset} from './objects.ts';
import type {DeploymentParts} from './objects.ts';

interface Case {
  readonly what: string;
  readonly generation?: number;
  readonly observed?: number;
  /** `undefined` leaves spec.replicas out, which means 1. */
  readonly desired?: number;
  readonly replicas?: number;
  readonly updated?: number;
  readonly available?: number;
  readonly conditions?: readonly Readonly<Record<string, string>>[];
  readonly spec?: DeploymentParts['spec'];
  readonly phase: string;
  readonly sentence: string;
}

const FINISH = 'Waiting for deployment "delegate" rollout to finish: ';
const DONE = 'deployment "delegate" successfully rolled out';
const EXCEEDED = {type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded'};

/** The cases of `kubectl rollout status`, and where we differ. Source: kubectl, polymorphichelpers. */
const CASES: readonly Case[] = [
  {
    what: 'not observed yet',
    generation: 2,
    observed: 1,
    desired: 10,
    replicas: 4,
    updated: 3,
    available: 2,
    phase: 'unobserved',
    sentence: 'Waiting for deployment spec update to be observed...',
  },
  {
    what: 'no pod updated',
    desired: 10,
    replicas: 10,
    updated: 0,
    available: 10,
    phase: 'progressing',
    sentence: `${FINISH}0 out of 10 new replicas have been updated...`,
  },
  {
    what: 'some pods updated',
    desired: 10,
    replicas: 4,
    updated: 3,
    available: 2,
    phase: 'progressing',
    sentence: `${FINISH}3 out of 10 new replicas have been updated...`,
  },
  {
    what: 'old pods left',
    desired: 1,
    replicas: 2,
    updated: 1,
    available: 2,
    phase: 'progressing',
    sentence: `${FINISH}1 old replicas are pending termination...`,
  },
  {
    what: 'not available yet',
    desired: 2,
    replicas: 2,
    updated: 2,
    available: 1,
    phase: 'progressing',
    sentence: `${FINISH}1 of 2 updated replicas are available...`,
  },
  {what: 'done', desired: 2, replicas: 2, updated: 2, available: 2, phase: 'complete', sentence: DONE},
  {
    what: 'more updated than wanted',
    desired: 1,
    replicas: 3,
    updated: 3,
    available: 3,
    phase: 'complete',
    sentence: DONE,
  },
  {what: 'replicas left out', replicas: 1, updated: 1, available: 1, phase: 'complete', sentence: DONE},
  {
    what: 'replicas left out and nothing there',
    phase: 'progressing',
    sentence: `${FINISH}0 out of 1 new replicas have been updated...`,
  },
  {what: 'scaled to 0', desired: 0, phase: 'complete', sentence: DONE},
  {
    what: 'deadline passed',
    desired: 2,
    replicas: 2,
    updated: 2,
    available: 1,
    conditions: [EXCEEDED],
    phase: 'failed',
    sentence: 'deployment "delegate" exceeded its progress deadline',
  },
  {
    what: 'deadline passed, but the change is not observed',
    generation: 3,
    observed: 2,
    desired: 2,
    replicas: 2,
    updated: 2,
    available: 1,
    conditions: [EXCEEDED],
    phase: 'unobserved',
    sentence: 'Waiting for deployment spec update to be observed...',
  },
  {
    what: 'deadline passed, and complete all the same: kubectl calls this a failure',
    desired: 2,
    replicas: 2,
    updated: 2,
    available: 2,
    conditions: [EXCEEDED],
    phase: 'complete',
    sentence: DONE,
  },
  {
    what: 'another condition',
    desired: 2,
    replicas: 2,
    updated: 2,
    available: 1,
    conditions: [{type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated'}],
    phase: 'progressing',
    sentence: `${FINISH}1 of 2 updated replicas are available...`,
  },
  {
    what: 'paused: kubectl waits for ever',
    desired: 2,
    replicas: 2,
    updated: 0,
    available: 2,
    spec: {paused: true},
    phase: 'paused',
    sentence: `${FINISH}0 out of 2 new replicas have been updated...`,
  },
];

for (const {
  what,
  generation = 2,
  observed = generation,
  desired,
  conditions,
  spec,
  phase,
  sentence,
  ...counts
} of CASES) {
  test(`${what}: ${phase}`, () => {
    const object = deployment({
      generation,
      observed,
      spec: {replicas: desired, ...spec},
      status: {
        replicas: counts.replicas,
        updatedReplicas: counts.updated,
        availableReplicas: counts.available,
        conditions,
      },
    });
    const view = viewRollout(reduceAll(fresh(), [reset('deployments', [object])]));
    assert.deepEqual([view.phase, view.sentence], [phase, sentence]);
  });
}
