import {conditionOf, countAt, ownerUid, textAt, timeAt} from '../read.ts';
import {REVISION, templateImages} from './deployment-facts.ts';

/** What the rollout needs of a ReplicaSet. */
export interface ReplicaSetFacts {
  readonly uid: string;
  readonly name: string;
  /** uid of its Deployment. */
  readonly owner: string;
  readonly createdMs?: number;
  readonly revision: string;
  /** Pods it should have, and has. */
  readonly desired: number;
  readonly replicas: number;
  readonly ready: number;
  readonly available: number;
  /** Message of ReplicaFailure=True: why a pod cannot be created. */
  readonly failure?: string;
  readonly images: readonly string[];
}

/** Reads a ReplicaSet; `undefined` when it has no uid. */
export function replicaSetFacts(object: unknown): ReplicaSetFacts | undefined {
  const uid = textAt(object, 'metadata', 'uid');
  if (uid === '') return undefined;
  const failure = conditionOf(object, 'ReplicaFailure');
  return {
    uid,
    name: textAt(object, 'metadata', 'name'),
    owner: ownerUid(object),
    createdMs: timeAt(object, 'metadata', 'creationTimestamp'),
    revision: textAt(object, 'metadata', 'annotations', REVISION),
    desired: countAt(object, 'spec', 'replicas'),
    replicas: countAt(object, 'status', 'replicas'),
    ready: countAt(object, 'status', 'readyReplicas'),
    available: countAt(object, 'status', 'availableReplicas'),
    failure:
      textAt(failure, 'status') === 'True' && textAt(failure, 'reason') === 'FailedCreate'
        ? textAt(failure, 'message')
        : undefined,
    images: templateImages(object),
  };
}
