import {sum, type Deployment, type ReplicaSet} from './workloads.ts';

/** A count, or a percentage of the replicas. */
function share(
  value: number | string | undefined,
  replicas: number,
  round: (exact: number) => number,
): number {
  if (typeof value === 'number') return value;
  const [, percent] = /^(\d+)%$/.exec(value ?? '') ?? [];
  return percent === undefined ? 0 : round((Number(percent) * replicas) / 100);
}

/** How many pods more, and how many fewer, an update may have. Source: Kubernetes, ResolveFenceposts. */
export function fenceposts({spec}: Deployment): {maxSurge: number; maxUnavailable: number} {
  if (spec.strategy.type !== 'RollingUpdate')
    return {maxSurge: 0, maxUnavailable: spec.replicas === 0 ? 0 : spec.replicas};
  const maxSurge = share(spec.strategy.rollingUpdate?.maxSurge, spec.replicas, Math.ceil);
  const maxUnavailable = share(spec.strategy.rollingUpdate?.maxUnavailable, spec.replicas, Math.floor);
  return {
    maxSurge,
    maxUnavailable: Math.min(maxSurge + maxUnavailable === 0 ? 1 : maxUnavailable, spec.replicas),
  };
}

const wanted = (sets: readonly ReplicaSet[]): number => sum(sets.map((one) => one.spec.replicas));
const available = (one: ReplicaSet): number => one.status?.availableReplicas ?? 0;

/** The size that the new ReplicaSet may have now. */
export function newSize(
  deployment: Deployment,
  all: readonly ReplicaSet[],
  newest: {spec: {replicas: number}},
): number {
  const {replicas, strategy} = deployment.spec;
  if (strategy.type !== 'RollingUpdate') return replicas;
  const room = replicas + fenceposts(deployment).maxSurge - wanted(all);
  if (room <= 0) return newest.spec.replicas;
  return newest.spec.replicas + Math.min(room, replicas - newest.spec.replicas);
}

/** A change of size to make. */
export type Resize = {set: ReplicaSet; size: number};

/** Old ReplicaSets to make smaller now: first pods that never became available, then as many as may be missing. */
export function shrinkOld(deployment: Deployment, old: readonly ReplicaSet[], newest: ReplicaSet): Resize[] {
  const least = deployment.spec.replicas - fenceposts(deployment).maxUnavailable;
  const newUnavailable = newest.spec.replicas - available(newest);
  const may = wanted([...old, newest]) - least - newUnavailable;
  if (wanted(old) === 0 || may <= 0) return [];
  const sizes = new Map(old.map((one) => [one, one.spec.replicas]));
  let cleaned = 0;
  for (const one of old) {
    const unhealthy = Math.min(may - cleaned, one.spec.replicas - available(one));
    if (one.spec.replicas === 0 || unhealthy <= 0) continue;
    cleaned += unhealthy;
    sizes.set(one, one.spec.replicas - unhealthy);
  }
  let spare = sum([...old, newest].map(available)) - least;
  for (const one of old) {
    const size = sizes.get(one) ?? 0;
    const down = Math.min(spare, size);
    if (down <= 0) continue;
    spare -= down;
    sizes.set(one, size - down);
  }
  return [...sizes].filter(([one, size]) => size !== one.spec.replicas).map(([set, size]) => ({set, size}));
}
