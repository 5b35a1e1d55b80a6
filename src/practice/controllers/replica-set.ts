import {isDeepStrictEqual} from 'node:util';
import {admit, kindNamed, type Cluster} from '../cluster.ts';
import {beginDeletion, deleteStored} from '../api/remove.ts';
import {keyOf, textAt, timestamp, type Condition} from '../objects.ts';
import {podFrom} from './pod-from.ts';
import {createRecorder} from './recorder.ts';
import {createWorkQueue} from './work-queue.ts';
import {
  conditionOf,
  isPodActive,
  isPodReady,
  podsOf,
  type Pod,
  type ReplicaSet,
  type WorkloadStatus,
} from './workloads.ts';

const WRITER = {manager: 'kube-controller-manager'};

/** Pods to delete first: those that do not run, then those that are not ready, then the youngest. */
const expendable = (a: Pod, b: Pod): number =>
  Number(a.spec.nodeName !== undefined) - Number(b.spec.nodeName !== undefined) ||
  Number(a.status.phase === 'Running') - Number(b.status.phase === 'Running') ||
  Number(isPodReady(a)) - Number(isPodReady(b)) ||
  (b.metadata.creationTimestamp ?? '').localeCompare(a.metadata.creationTimestamp ?? '');

/** Runs ReplicaSets as kube-controller-manager does. Source: Kubernetes, pkg/controller/replicaset. */
export function startReplicaSetController(cluster: Cluster): void {
  const {store, clock, random} = cluster;
  const kind = kindNamed(cluster, 'ReplicaSet');
  const podKind = kindNamed(cluster, 'Pod');
  const record = createRecorder(cluster, {component: 'replicaset-controller'});
  const readySince = new Map<string, number>();

  /** Played seconds until the pod counts as available; undefined while it is not ready. */
  const availableIn = (pod: Pod, seconds: number): number | undefined => {
    const {uid = ''} = pod.metadata;
    if (!isPodReady(pod)) {
      readySince.delete(uid);
      return undefined;
    }
    const known =
      readySince.get(uid) ?? Date.parse(conditionOf(pod.status, 'Ready')?.lastTransitionTime ?? '');
    readySince.set(uid, known);
    return Math.max(0, seconds - clock.elapsed(known));
  };

  const createPods = (set: ReplicaSet, missing: number): Error | undefined => {
    const namespace = store.get('namespaces', undefined, set.metadata.namespace ?? '');
    if (textAt(namespace, 'status', 'phase') === 'Terminating') return undefined;
    for (
      let done = 0, batch = 1;
      done < missing;
      done += batch, batch = Math.min(batch * 2, missing - done)
    ) {
      let failure: Error | undefined;
      for (let index = 0; index < batch; index++) {
        try {
          const pod = admit(cluster, podFrom(set, random.suffix(5)));
          store.create(podKind, pod, WRITER);
          record({
            about: set,
            type: 'Normal',
            reason: 'SuccessfulCreate',
            message: `Created pod: ${pod.metadata.name}`,
          });
        } catch (error) {
          failure = error instanceof Error ? error : new Error(String(error));
          record({
            about: set,
            type: 'Warning',
            reason: 'FailedCreate',
            message: `Error creating: ${failure.message}`,
          });
        }
      }
      if (failure) return failure;
    }
    return undefined;
  };

  const deletePods = (set: ReplicaSet, pods: readonly Pod[]): void => {
    for (const pod of pods) {
      const grace = pod.spec.terminationGracePeriodSeconds ?? 30;
      if (pod.spec.nodeName === undefined) deleteStored(cluster, {kind: podKind}, pod);
      else beginDeletion(cluster, pod, grace);
      record({
        about: set,
        type: 'Normal',
        reason: 'SuccessfulDelete',
        message: `Deleted pod: ${pod.metadata.name}`,
      });
    }
  };

  const statusOf = (set: ReplicaSet, pods: readonly Pod[], failure: Error | undefined): WorkloadStatus => {
    const active = pods.filter(isPodActive);
    const waits = active.map((pod) => availableIn(pod, set.spec.minReadySeconds ?? 0));
    const next = Math.min(...waits.filter((wait) => wait !== undefined && wait > 0).map(Number));
    if (Number.isFinite(next)) queue.addAfter(keyOf(set), next + 0.05);
    const terminating = pods.filter(
      ({metadata, status}) =>
        metadata.deletionTimestamp !== undefined && status.phase !== 'Succeeded' && status.phase !== 'Failed',
    );
    const readyReplicas = waits.filter((wait) => wait !== undefined).length;
    const availableReplicas = waits.filter((wait) => wait === 0).length;
    const known = conditionOf(set.status, 'ReplicaFailure');
    const conditions: Condition[] = failure
      ? [
          known ?? {
            type: 'ReplicaFailure',
            status: 'True',
            lastTransitionTime: timestamp(clock.now()),
            reason: 'FailedCreate',
            message: failure.message,
          },
        ]
      : [];
    return {
      replicas: active.length,
      ...(active.length > 0 ? {fullyLabeledReplicas: active.length} : {}),
      ...(readyReplicas > 0 ? {readyReplicas} : {}),
      ...(availableReplicas > 0 ? {availableReplicas} : {}),
      terminatingReplicas: terminating.length,
      observedGeneration: set.metadata.generation ?? 1,
      ...(conditions.length > 0 ? {conditions} : {}),
    };
  };

  const sync = (key: string): 'ok' | 'failed' => {
    const [namespace, name = ''] = key.split('/');
    const set = store.get('replicasets.apps', namespace, name) as ReplicaSet | undefined;
    if (!set) return 'ok';
    const pods = podsOf(store, set);
    const active = pods.filter(isPodActive);
    const missing = set.spec.replicas - active.length;
    const failure = missing > 0 ? createPods(set, missing) : undefined;
    if (missing < 0) deletePods(set, [...active].sort(expendable).slice(0, -missing));
    const status = statusOf(set, pods, failure);
    if (!isDeepStrictEqual(status, set.status))
      store.update(kind, {...set, status}, {...WRITER, subresource: 'status'});
    return failure ? 'failed' : 'ok';
  };

  const queue = createWorkQueue(clock, sync);
  store.subscribe(({resource, object}) => {
    if (resource === 'replicasets.apps') queue.add(keyOf(object));
    const owner = object.metadata.ownerReferences?.find((one) => one.controller === true);
    if (resource === 'pods' && owner?.kind === 'ReplicaSet')
      queue.add(`${object.metadata.namespace ?? ''}/${owner.name}`);
    // The ready time that the controller counts from is the moment it hears of it, exact to the millisecond.
    if (
      resource === 'pods' &&
      isPodReady(object as Pod) &&
      !readySince.has(object.metadata.uid ?? '') &&
      isFresh(object as Pod, clock.now())
    )
      readySince.set(object.metadata.uid ?? '', clock.now());
  });
}

const isFresh = (pod: Pod, now: number): boolean =>
  now - Date.parse(conditionOf(pod.status, 'Ready')?.lastTransitionTime ?? '') < 2000;
