import {timestamp, type Condition} from '../objects.ts';
import {fenceposts} from './rolling-update.ts';
import {conditionOf, sum, type Deployment, type ReplicaSet, type WorkloadStatus} from './workloads.ts';

const NO_DEADLINE = 2 ** 31 - 1;

/** A condition put in: one of the same status and reason stays as it is, one of the same status keeps its time. */
export function withCondition(
  conditions: readonly Condition[],
  next: Omit<Condition, 'lastUpdateTime' | 'lastTransitionTime'>,
  now: string,
): Condition[] {
  const current = conditions.find(({type}) => type === next.type);
  if (current && current.status === next.status && current.reason === next.reason) return [...conditions];
  const since = current && current.status === next.status ? current.lastTransitionTime : now;
  const {type, status, ...why} = next;
  const made: Condition = {type, status, lastUpdateTime: now, lastTransitionTime: since ?? now, ...why};
  return [...conditions.filter((one) => one.type !== type), made];
}

const withoutCondition = (conditions: readonly Condition[], type: string): Condition[] =>
  conditions.filter((one) => one.type !== type);

/** Leaves out counts of zero, as the API does. */
const counts = (status: Record<string, number | undefined>): WorkloadStatus =>
  Object.fromEntries(
    Object.entries(status).filter(
      ([name, value]) => value !== undefined && (value !== 0 || name === 'terminatingReplicas'),
    ),
  );

const total = (sets: readonly ReplicaSet[], name: keyof WorkloadStatus): number =>
  sum(sets.map((one) => Number(one.status?.[name] ?? 0)));

/** Counts and the Available condition, from the ReplicaSets' own status. */
export function countStatus({
  deployment,
  all,
  newest,
  now,
}: {
  deployment: Deployment;
  all: readonly ReplicaSet[];
  newest: ReplicaSet | undefined;
  now: string;
}): WorkloadStatus {
  const availableReplicas = total(all, 'availableReplicas');
  const wanted = sum(all.map((one) => one.spec.replicas));
  const enough = availableReplicas >= deployment.spec.replicas - fenceposts(deployment).maxUnavailable;
  return {
    ...counts({
      observedGeneration: deployment.metadata.generation ?? 1,
      replicas: total(all, 'replicas'),
      updatedReplicas: newest ? total([newest], 'replicas') : 0,
      readyReplicas: total(all, 'readyReplicas'),
      availableReplicas,
      unavailableReplicas: Math.max(0, wanted - availableReplicas),
      terminatingReplicas: total(all, 'terminatingReplicas'),
    }),
    conditions: withCondition(
      deployment.status?.conditions ?? [],
      enough
        ? {
            type: 'Available',
            status: 'True',
            reason: 'MinimumReplicasAvailable',
            message: 'Deployment has minimum availability.',
          }
        : {
            type: 'Available',
            status: 'False',
            reason: 'MinimumReplicasUnavailable',
            message: 'Deployment does not have minimum availability.',
          },
      now,
    ),
  };
}

const isComplete = ({spec, metadata}: Deployment, status: WorkloadStatus): boolean =>
  (status.updatedReplicas ?? 0) === spec.replicas &&
  (status.replicas ?? 0) === spec.replicas &&
  (status.availableReplicas ?? 0) === spec.replicas &&
  (status.observedGeneration ?? 0) >= (metadata.generation ?? 1);

const oldPods = (status: WorkloadStatus): number => (status.replicas ?? 0) - (status.updatedReplicas ?? 0);

function hasProgressed(before: WorkloadStatus, after: WorkloadStatus): boolean {
  return (
    (after.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    oldPods(after) < oldPods(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

/**
 * The status of a rollout: counts, Progressing, ReplicaFailure.
 * @param elapsed seconds of played time since the Progressing condition was updated
 * Source: Kubernetes, pkg/controller/deployment/progress.go.
 */
export function rolloutStatus({
  deployment,
  all,
  newest,
  nowMs,
  elapsed,
}: {
  deployment: Deployment;
  all: readonly ReplicaSet[];
  newest: ReplicaSet | undefined;
  nowMs: number;
  elapsed: (condition: Condition) => number;
}): WorkloadStatus {
  const now = timestamp(nowMs);
  const status = countStatus({deployment, all, newest, now});
  const deadline = deployment.spec.progressDeadlineSeconds;
  let conditions = status.conditions ?? [];
  const current = conditionOf(deployment.status, 'Progressing');
  const settled =
    (status.replicas ?? 0) === (status.updatedReplicas ?? 0) && current?.reason === 'NewReplicaSetAvailable';
  const named = newest ? `ReplicaSet "${newest.metadata.name}"` : `Deployment "${deployment.metadata.name}"`;

  if (deadline >= NO_DEADLINE) conditions = withoutCondition(conditions, 'Progressing');
  else if (!settled) {
    if (isComplete(deployment, status))
      conditions = withCondition(
        conditions,
        {
          type: 'Progressing',
          status: 'True',
          reason: 'NewReplicaSetAvailable',
          message: `${named} has successfully progressed.`,
        },
        now,
      );
    else if (hasProgressed(deployment.status ?? {}, status)) {
      const since = current?.status === 'True' ? current.lastTransitionTime : now;
      const [made] = withCondition(
        [],
        {
          type: 'Progressing',
          status: 'True',
          reason: 'ReplicaSetUpdated',
          message: `${named} is progressing.`,
        },
        now,
      );
      conditions = withoutCondition(conditions, 'Progressing');
      if (made) conditions.push({...made, lastTransitionTime: since ?? now});
    } else if (current && isLate(current, deadline, elapsed))
      conditions = withCondition(
        conditions,
        {
          type: 'Progressing',
          status: 'False',
          reason: 'ProgressDeadlineExceeded',
          message: `${named} has timed out progressing.`,
        },
        now,
      );
  }

  const failure =
    conditionOf(newest?.status, 'ReplicaFailure') ??
    all.map((one) => conditionOf(one.status, 'ReplicaFailure')).find((one) => one !== undefined);
  conditions = failure
    ? withCondition(
        conditions,
        {
          type: 'ReplicaFailure',
          status: failure.status,
          ...(failure.reason === undefined ? {} : {reason: failure.reason}),
          ...(failure.message === undefined ? {} : {message: failure.message}),
        },
        now,
      )
    : withoutCondition(conditions, 'ReplicaFailure');
  return {...status, conditions};
}

function isLate(current: Condition, deadline: number, elapsed: (condition: Condition) => number): boolean {
  if (current.reason === 'NewReplicaSetAvailable') return false;
  return current.reason === 'ProgressDeadlineExceeded' || elapsed(current) > deadline;
}
