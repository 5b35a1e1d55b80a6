import {createRollout} from '../../../src/domain/rollout/create-rollout.ts';
import type {RolloutState} from '../../../src/domain/rollout/create-rollout.ts';
import {reduce} from '../../../src/domain/rollout/reduce.ts';
import type {AppliedObject, RolloutInput, StreamKind} from '../../../src/domain/rollout/types.ts';

/** Objects as an API server answers them, as far as a rollout needs them. Times are seconds after `EPOCH`. */
type Fields = Readonly<Record<string, unknown>>;

const EPOCH = Date.parse('2026-11-21T20:00:00Z');
export const IMAGE = 'registry.example/acme/delegate:26.08';
export const stamp = (seconds: number): string =>
  new Date(EPOCH + seconds * 1000).toISOString().replace('.000', '');

const owner = (uid: string) => [{kind: 'Owner', uid, controller: true}];
const template = (image: string) => ({spec: {containers: [{name: 'delegate', image}]}});

export interface DeploymentParts {
  readonly uid?: string;
  readonly generation?: number;
  readonly observed?: number;
  readonly revision?: string;
  readonly image?: string;
  readonly metadata?: Fields;
  readonly spec?: Fields;
  readonly status?: Fields;
}

/** Generation 2, revision 2, one pod of each revision, by default. */
export const deployment = (parts: DeploymentParts = {}): Fields => ({
  kind: 'Deployment',
  metadata: {
    name: 'delegate',
    uid: parts.uid ?? 'deployment',
    generation: parts.generation ?? 2,
    creationTimestamp: stamp(-100),
    annotations: {'deployment.kubernetes.io/revision': parts.revision ?? '2'},
    ...parts.metadata,
  },
  spec: {replicas: 1, progressDeadlineSeconds: 600, template: template(parts.image ?? IMAGE), ...parts.spec},
  status: {
    observedGeneration: parts.observed ?? parts.generation ?? 2,
    replicas: 2,
    updatedReplicas: 1,
    readyReplicas: 1,
    availableReplicas: 0,
    ...parts.status,
  },
});

export const replicaSet = (
  uid = 'new-set',
  {
    revision = '2',
    image = IMAGE,
    spec = {},
    status = {},
  }: {revision?: string; image?: string; spec?: Fields; status?: Fields} = {},
): Fields => ({
  kind: 'ReplicaSet',
  metadata: {
    name: `delegate-${uid}`,
    uid,
    creationTimestamp: stamp(0),
    annotations: {'deployment.kubernetes.io/revision': revision},
    ownerReferences: owner('deployment'),
  },
  spec: {replicas: 1, template: template(image), ...spec},
  status: {replicas: 1, ...status},
});

export interface PodParts {
  readonly set?: string;
  readonly metadata?: Fields;
  readonly spec?: Fields;
  readonly status?: Fields;
  /** Status of the container `delegate`. */
  readonly container?: Fields;
  readonly conditions?: readonly Fields[];
}

export const pod = (uid = 'pod', parts: PodParts = {}): Fields => ({
  kind: 'Pod',
  metadata: {
    name: `delegate-${uid}`,
    uid,
    creationTimestamp: stamp(0),
    ownerReferences: owner(parts.set ?? 'new-set'),
    ...parts.metadata,
  },
  spec: {containers: [{name: 'delegate', image: IMAGE}], ...parts.spec},
  status: {
    phase: 'Pending',
    conditions: parts.conditions ?? [{type: 'PodScheduled', status: 'True'}],
    containerStatuses: parts.container
      ? [{name: 'delegate', image: IMAGE, restartCount: 0, ready: false, started: false, ...parts.container}]
      : [],
    ...parts.status,
  },
});

export const waiting = (reason: string, message = '', more: Fields = {}): Fields => ({
  state: {waiting: {reason, message}},
  ...more,
});
const terminated = (exitCode: number, reason: string, message: string) => ({
  terminated: {exitCode, reason, message},
});
export const ended = (exitCode: number, restartCount: number, reason = 'Error', message = ''): Fields => ({
  state: terminated(exitCode, reason, message),
  restartCount,
});
/** Between two runs of a crash loop. */
export const backingOff = (
  exitCode: number,
  restartCount: number,
  reason = 'Error',
  message = '',
): Fields => ({
  state: {waiting: {reason: 'CrashLoopBackOff', message: 'back-off 20s restarting failed container'}},
  lastState: terminated(exitCode, reason, message),
  restartCount,
});
export const running = (more: Fields = {}): Fields => ({state: {running: {startedAt: stamp(0)}}, ...more});

export const readyPod = (uid = 'pod', more: PodParts = {}): Fields =>
  pod(uid, {
    ...more,
    container: {...running({ready: true, started: true}), ...more.container},
    conditions: [
      {type: 'PodScheduled', status: 'True'},
      {type: 'Ready', status: 'True', lastTransitionTime: stamp(0)},
    ],
    status: {phase: 'Running', ...more.status},
  });

export const event = (
  about: string,
  reason: string,
  message: string,
  {
    at = 0,
    count = 1,
    type = 'Warning',
    container = 'delegate',
    uid = `${about}-${reason}-${at}`,
  }: {
    at?: number;
    count?: number;
    type?: string;
    container?: string;
    uid?: string;
  } = {},
): Fields => ({
  metadata: {uid, name: uid, creationTimestamp: stamp(at)},
  involvedObject: {
    uid: about,
    name: `delegate-${about}`,
    fieldPath: container && `spec.containers{${container}}`,
  },
  type,
  reason,
  message,
  count,
  lastTimestamp: stamp(at),
});

export const put = (kind: StreamKind, object: unknown): RolloutInput => ({
  type: 'event',
  kind,
  change: 'MODIFIED',
  object,
});
export const drop = (kind: StreamKind, object: unknown): RolloutInput => ({
  type: 'event',
  kind,
  change: 'DELETED',
  object,
});
export const reset = (kind: StreamKind, items: readonly unknown[]): RolloutInput => ({
  type: 'reset',
  kind,
  items,
  resourceVersion: '1',
});
export const applied = (generation = 2, more: readonly AppliedObject[] = []): RolloutInput => ({
  type: 'applied',
  objects: [{kind: 'Deployment', name: 'delegate', uid: 'deployment', generation}, ...more],
});

export const reduceAll = (state: RolloutState, inputs: readonly RolloutInput[]): RolloutState =>
  inputs.reduce(reduce, state);

export const fresh = (): RolloutState =>
  reduce(createRollout({target: {namespace: 'ns', name: 'delegate'}}), {type: 'tick', nowMs: 0});

/** An update under way: revision 1 serves with one pod, revision 2 has a ReplicaSet; applied, all streams live. */
export function underWay(
  objects: readonly AppliedObject[] = [],
  pods: readonly unknown[] = [],
): RolloutState {
  return reduceAll(fresh(), [
    reset('deployments', [deployment()]),
    reset('replicasets', [replicaSet()]),
    reset('pods', pods),
    reset('events', []),
    applied(2, objects),
  ]);
}

/** Ticks twice a second until that moment. */
export function passTo(state: RolloutState, ms: number): RolloutState {
  let next = state;
  while (next.nowMs < ms) next = reduce(next, {type: 'tick', nowMs: Math.min(ms, next.nowMs + 500)});
  return next;
}
export const pass = (state: RolloutState, ms: number): RolloutState => passTo(state, state.nowMs + ms);
