import {at, isObject, listAt, numberAt} from '../../deploy/json.ts';
import {conditionOf, countAt, flagAt, textAt, timeAt} from '../read.ts';

export const REVISION = 'deployment.kubernetes.io/revision';

export interface ProgressingFacts {
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  /** As the server wrote it; only ever compared for equality. */
  readonly lastUpdateTime: string;
}

/** What the rollout needs of a Deployment. */
export interface DeploymentFacts {
  readonly uid: string;
  readonly name: string;
  readonly createdMs?: number;
  /** Being deleted, and still there. */
  readonly deleting: boolean;
  readonly generation: number;
  readonly observedGeneration: number;
  readonly revision: string;
  readonly desired: number;
  readonly paused: boolean;
  readonly minReadySeconds: number;
  readonly progressDeadlineSeconds?: number;
  readonly replicas: number;
  readonly updated: number;
  readonly ready: number;
  readonly available: number;
  readonly progressing?: ProgressingFacts;
  /** Message of ReplicaFailure=True. */
  readonly replicaFailure?: string;
  readonly images: readonly string[];
  /** The pod template as text: equal text, equal template. */
  readonly template: string;
  /** Who changed the pod template last, and when. */
  readonly manager: string;
  readonly managerMs?: number;
}

/** The images of a pod template, in order. */
export const templateImages = (object: unknown): readonly string[] =>
  listAt(object, 'spec', 'template', 'spec', 'containers').map((container) => textAt(container, 'image'));

/** Fields in the order of their names: kubectl and the API server write them in different ones. */
const inOrder = (_key: string, value: unknown): unknown =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
    : value;

/** A pod template as text: equal text, equal template, whoever it was read through. */
export const templateText = (template: unknown): string => JSON.stringify(template, inOrder) ?? '';

/** The newest entry that owns the pod template; else the newest that is not the controller's. */
function lastWritten(object: unknown): unknown {
  const written = listAt(object, 'metadata', 'managedFields').filter(
    (entry) => textAt(entry, 'subresource') === '' && textAt(entry, 'manager') !== 'kube-controller-manager',
  );
  const ofTemplate = written.filter((entry) => at(entry, 'fieldsV1', 'f:spec', 'f:template') !== undefined);
  let newest: unknown;
  for (const entry of ofTemplate.length > 0 ? ofTemplate : written) {
    if ((timeAt(entry, 'time') ?? 0) >= (timeAt(newest, 'time') ?? 0)) newest = entry;
  }
  return newest;
}

/** The condition that carries the deadline. */
export function progressingFacts(object: unknown): ProgressingFacts | undefined {
  const condition = conditionOf(object, 'Progressing');
  return condition === undefined
    ? undefined
    : {
        status: textAt(condition, 'status'),
        reason: textAt(condition, 'reason'),
        message: textAt(condition, 'message'),
        lastUpdateTime: textAt(condition, 'lastUpdateTime'),
      };
}

/** Reads a Deployment; `undefined` when it has no uid or name. */
export function deploymentFacts(object: unknown): DeploymentFacts | undefined {
  const uid = textAt(object, 'metadata', 'uid');
  const name = textAt(object, 'metadata', 'name');
  if (uid === '' || name === '') return undefined;
  const failure = conditionOf(object, 'ReplicaFailure');
  const replicas = numberAt(object, 'spec', 'replicas');
  const written = lastWritten(object);
  return {
    uid,
    name,
    createdMs: timeAt(object, 'metadata', 'creationTimestamp'),
    deleting: textAt(object, 'metadata', 'deletionTimestamp') !== '',
    generation: countAt(object, 'metadata', 'generation'),
    observedGeneration: countAt(object, 'status', 'observedGeneration'),
    revision: textAt(object, 'metadata', 'annotations', REVISION),
    desired: replicas === undefined ? 1 : Math.max(0, Math.trunc(replicas)),
    paused: flagAt(object, 'spec', 'paused'),
    minReadySeconds: countAt(object, 'spec', 'minReadySeconds'),
    progressDeadlineSeconds: numberAt(object, 'spec', 'progressDeadlineSeconds'),
    replicas: countAt(object, 'status', 'replicas'),
    updated: countAt(object, 'status', 'updatedReplicas'),
    ready: countAt(object, 'status', 'readyReplicas'),
    available: countAt(object, 'status', 'availableReplicas'),
    progressing: progressingFacts(object),
    replicaFailure: textAt(failure, 'status') === 'True' ? textAt(failure, 'message') : undefined,
    images: templateImages(object),
    template: templateText(at(object, 'spec', 'template')),
    manager: textAt(written, 'manager'),
    managerMs: timeAt(written, 'time'),
  };
}
