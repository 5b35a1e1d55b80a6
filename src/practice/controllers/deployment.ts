import {kindNamed, type Cluster} from '../cluster.ts';
import {keyOf, timestamp} from '../objects.ts';
import {deploymentActions} from './deployment-actions.ts';
import {countStatus, rolloutStatus} from './deployment-status.ts';
import {DESIRED, newestOf} from './new-replica-set.ts';
import {newSize, shrinkOld} from './rolling-update.ts';
import {createWorkQueue} from './work-queue.ts';
import {
  conditionOf,
  podsOf,
  replicaSetsOf,
  revisionOf,
  type Deployment,
  type ReplicaSet,
} from './workloads.ts';

/** Runs deployments as kube-controller-manager does. Source: Kubernetes, pkg/controller/deployment. */
export function startDeploymentController(cluster: Cluster): void {
  const {store, clock} = cluster;
  const setKind = kindNamed(cluster, 'ReplicaSet');
  const actions = deploymentActions(cluster, (deployment, seconds) =>
    queue.addAfter(keyOf(deployment), seconds),
  );

  const finishRollout = (deployment: Deployment): void => {
    const all = replicaSetsOf(store, deployment);
    const newest = newestOf(deployment, all);
    const elapsed = (condition: Parameters<typeof actions.elapsed>[1]): number =>
      actions.elapsed(deployment, condition);
    actions.setStatus(deployment, rolloutStatus({deployment, all, newest, nowMs: clock.now(), elapsed}));
  };

  /** Takes away old, empty ReplicaSets beyond the history limit, the oldest first. */
  const cleanUp = (deployment: Deployment, old: readonly ReplicaSet[]): void => {
    const empty = old
      .filter((one) => one.spec.replicas === 0 && (one.status?.replicas ?? 0) === 0)
      .sort((a, b) => revisionOf(a) - revisionOf(b));
    for (const one of empty.slice(0, Math.max(0, empty.length - deployment.spec.revisionHistoryLimit)))
      store.remove(setKind, one.metadata.namespace, one.metadata.name);
  };

  const othersThan = (deployment: Deployment, newest: ReplicaSet | undefined): ReplicaSet[] =>
    replicaSetsOf(store, deployment).filter((one) => one.metadata.uid !== newest?.metadata.uid);

  /** Strategy Recreate: true while old pods are there. */
  const clearOld = (deployment: Deployment, old: readonly ReplicaSet[]): boolean => {
    const running = old.filter((one) => one.spec.replicas > 0);
    for (const one of running) actions.resize(deployment, one, 0);
    const left = old.some((one) =>
      podsOf(store, one).some(({status}) => status.phase !== 'Failed' && status.phase !== 'Succeeded'),
    );
    return running.length > 0 || left;
  };

  const rollOut = (given: Deployment): void => {
    const recreate = given.spec.strategy.type === 'Recreate';
    let {deployment, newest} = actions.syncRevision(given, !recreate);
    if (recreate) {
      if (clearOld(deployment, othersThan(deployment, newest))) return finishRollout(deployment);
      if (!newest) ({deployment, newest} = actions.syncRevision(deployment, true));
    }
    if (!newest) return finishRollout(deployment);
    const old = othersThan(deployment, newest);
    const {replicas} = deployment.spec;
    const size = newest.spec.replicas > replicas ? replicas : newSize(deployment, [...old, newest], newest);
    if (size !== newest.spec.replicas) {
      actions.resize(deployment, newest, size);
      return finishRollout(deployment);
    }
    if (!recreate)
      for (const change of shrinkOld(deployment, old, newest))
        actions.resize(deployment, change.set, change.size);
    if (conditionOf(deployment.status, 'Progressing')?.reason === 'NewReplicaSetAvailable')
      cleanUp(deployment, old);
    finishRollout(deployment);
  };

  const syncPaused = (deployment: Deployment): Deployment => {
    const reason = conditionOf(deployment.status, 'Progressing')?.reason;
    const paused = deployment.spec.paused === true;
    if (reason === 'ProgressDeadlineExceeded' || paused === (reason === 'DeploymentPaused'))
      return deployment;
    return actions.setProgress(
      deployment,
      paused
        ? {status: 'Unknown', reason: 'DeploymentPaused', message: 'Deployment is paused'}
        : {status: 'Unknown', reason: 'DeploymentResumed', message: 'Deployment is resumed'},
    );
  };

  /** A size that changed while nothing else did: the serving ReplicaSet follows. */
  const scaleServing = (deployment: Deployment): boolean => {
    const active = replicaSetsOf(store, deployment).filter((one) => one.spec.replicas > 0);
    const [only] = active;
    const {replicas, paused} = deployment.spec;
    if (active.length !== 1 || !only || only.spec.replicas === replicas) return false;
    if (only.metadata.annotations?.[DESIRED] === String(replicas)) return false;
    if (only !== newestOf(deployment, active) && paused !== true) return false;
    actions.resize(deployment, only, replicas);
    return true;
  };

  const sync = (key: string): 'ok' => {
    const [namespace, name = ''] = key.split('/');
    const found = store.get('deployments.apps', namespace, name) as Deployment | undefined;
    if (!found || found.metadata.deletionTimestamp !== undefined) return 'ok';
    const deployment = syncPaused(found);
    const scaled = scaleServing(deployment);
    if (deployment.spec.paused !== true) {
      if (scaled) finishRollout(deployment);
      else rollOut(deployment);
      return 'ok';
    }
    const synced = actions.syncRevision(deployment, false);
    const all = replicaSetsOf(store, deployment);
    const now = timestamp(clock.now());
    actions.setStatus(synced.deployment, countStatus({...synced, all, now}));
    return 'ok';
  };

  const queue = createWorkQueue(clock, sync);
  store.subscribe(({resource, object}) => {
    const {namespace = ''} = object.metadata;
    if (resource === 'deployments.apps') queue.add(keyOf(object));
    const owner = object.metadata.ownerReferences?.find((one) => one.controller === true);
    if (resource === 'replicasets.apps' && owner?.kind === 'Deployment')
      queue.add(`${namespace}/${owner.name}`);
    if (resource !== 'pods' || owner?.kind !== 'ReplicaSet') return;
    // Recreate waits for old pods to be gone, which no ReplicaSet tells.
    const set = store.get('replicasets.apps', namespace, owner.name);
    const top = set?.metadata.ownerReferences?.[0]?.name;
    const deployment = store.get('deployments.apps', namespace, top ?? '') as Deployment | undefined;
    if (deployment?.spec.strategy.type === 'Recreate') queue.add(keyOf(deployment));
  });
}
