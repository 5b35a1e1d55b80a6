import {listAt} from '../../deploy/json.ts';
import {conditionOf, ownerUid, textAt, timeAt} from '../read.ts';
import {containerFacts} from './container-facts.ts';
import type {ContainerFacts} from './container-facts.ts';

/** What the rollout needs of a Pod. */
export interface PodFacts {
  readonly uid: string;
  readonly name: string;
  /** uid of its ReplicaSet. */
  readonly owner: string;
  readonly createdMs?: number;
  /** Being deleted: gone by then, on the server's clock. */
  readonly deleteByMs?: number;
  readonly phase: string;
  readonly reason: string;
  readonly message: string;
  /** Why no node was found, or why not yet. */
  readonly unscheduled?: {readonly reason: string; readonly message: string};
  /** A node, the scheduler or an operator is getting rid of it. */
  readonly disrupted: boolean;
  readonly ready: boolean;
  readonly readySinceMs?: number;
  /** Init containers first. */
  readonly containers: readonly ContainerFacts[];
  readonly restarts: number;
}

function containersOf(pod: unknown, init: boolean): ContainerFacts[] {
  const specs = listAt(pod, 'spec', init ? 'initContainers' : 'containers');
  const statuses = listAt(pod, 'status', init ? 'initContainerStatuses' : 'containerStatuses');
  const names = new Set([...specs, ...statuses].map((part) => textAt(part, 'name')));
  names.delete('');
  const named = (parts: readonly unknown[], name: string) =>
    parts.find((part) => textAt(part, 'name') === name);
  return Array.from(names, (name) =>
    containerFacts({spec: named(specs, name), status: named(statuses, name), init}),
  );
}

/** Reads a Pod; `undefined` when it has no uid. */
export function podFacts(object: unknown): PodFacts | undefined {
  const uid = textAt(object, 'metadata', 'uid');
  if (uid === '') return undefined;
  const scheduled = conditionOf(object, 'PodScheduled');
  const readiness = conditionOf(object, 'Ready');
  const ready = textAt(readiness, 'status') === 'True';
  const containers = [...containersOf(object, true), ...containersOf(object, false)];
  return {
    uid,
    name: textAt(object, 'metadata', 'name'),
    owner: ownerUid(object),
    createdMs: timeAt(object, 'metadata', 'creationTimestamp'),
    deleteByMs: timeAt(object, 'metadata', 'deletionTimestamp'),
    phase: textAt(object, 'status', 'phase'),
    reason: textAt(object, 'status', 'reason'),
    message: textAt(object, 'status', 'message'),
    unscheduled:
      textAt(scheduled, 'status') === 'False'
        ? {reason: textAt(scheduled, 'reason'), message: textAt(scheduled, 'message')}
        : undefined,
    disrupted: textAt(conditionOf(object, 'DisruptionTarget'), 'status') === 'True',
    ready,
    readySinceMs: ready ? timeAt(readiness, 'lastTransitionTime') : undefined,
    containers,
    restarts: containers.reduce((sum, {restarts}) => sum + restarts, 0),
  };
}
