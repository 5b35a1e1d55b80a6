import {isDeepStrictEqual} from 'node:util';
import {kindNamed, type Cluster} from '../cluster.ts';
import {timestamp, type Condition} from '../objects.ts';
import {templateHash} from '../random.ts';
import type {Recorder} from './recorder.ts';
import {createRecorder} from './recorder.ts';
import {countStatus, rolloutStatus, withCondition} from './deployment-status.ts';
import {fenceposts, newSize, shrinkOld} from './rolling-update.ts';
import {createWorkQueue} from './work-queue.ts';
import {
  conditionOf,
  ownerReference,
  podsOf,
  REVISION,
  replicaSetsOf,
  revisionOf,
  type Deployment,
  type PodTemplate,
  type ReplicaSet,
  type WorkloadStatus,
} from './workloads.ts';

const WRITER = {manager: 'kube-controller-manager'};
const HASH = 'pod-template-hash';

/** A template without the label that the controller adds. */
const bareTemplate = ({metadata, spec}: PodTemplate): unknown => {
  const {[HASH]: _, ...labels} = metadata.labels ?? {};
  return {metadata: {...metadata, labels}, spec};
};

/** The name, size and template of a new ReplicaSet. */
export function makeReplicaSet(deployment: Deployment, revision: number, replicas: number): ReplicaSet {
  const {spec, metadata} = deployment;
  const hash = templateHash(JSON.stringify(spec.template));
  const labels = {...spec.template.metadata.labels, [HASH]: hash};
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${metadata.name}-${hash}`,
      ...(metadata.namespace === undefined ? {} : {namespace: metadata.namespace}),
      labels,
      annotations: sizeAnnotations(deployment, {...annotationsFor(deployment), [REVISION]: String(revision)}),
      ownerReferences: [ownerReference(deployment)],
    },
    spec: {
      replicas,
      ...(spec.minReadySeconds === undefined ? {} : {minReadySeconds: spec.minReadySeconds}),
      selector: {matchLabels: {...spec.selector.matchLabels, [HASH]: hash}},
      template: {...spec.template, metadata: {...spec.template.metadata, labels}},
    },
    status: {replicas: 0},
  };
}

const NOT_COPIED = new Set(['kubectl.kubernetes.io/last-applied-configuration', REVISION]);
const annotationsFor = ({metadata}: Deployment): Record<string, string> =>
  Object.fromEntries(Object.entries(metadata.annotations ?? {}).filter(([name]) => !NOT_COPIED.has(name)));

const sizeAnnotations = (deployment: Deployment, others: Record<string, string>): Record<string, string> => ({
  ...others,
  'deployment.kubernetes.io/desired-replicas': String(deployment.spec.replicas),
  'deployment.kubernetes.io/max-replicas': String(deployment.spec.replicas + fenceposts(deployment).maxSurge),
});

/** The ReplicaSet that has the deployment's present template. */
export const newestOf = (deployment: Deployment, all: readonly ReplicaSet[]): ReplicaSet | undefined => {
  const wanted = bareTemplate(deployment.spec.template);
  return all.find((one) => isDeepStrictEqual(bareTemplate(one.spec.template), wanted));
};

/** Runs deployments as kube-controller-manager does. Source: Kubernetes, pkg/controller/deployment. */
export function startDeploymentController(cluster: Cluster): void {
  const {store, clock} = cluster;
  const kind = kindNamed(cluster, 'Deployment');
  const setKind = kindNamed(cluster, 'ReplicaSet');
  const record: Recorder = createRecorder(cluster, {component: 'deployment-controller'});
  const progressedAt = new Map<string, number>();

  const elapsed = (deployment: Deployment) => (condition: Condition): number =>
    clock.elapsed(progressedAt.get(deployment.metadata.uid ?? '') ?? Date.parse(condition.lastUpdateTime ?? ''));

  const setStatus = (deployment: Deployment, status: WorkloadStatus, metadata = deployment.metadata): Deployment => {
    const before = conditionOf(deployment.status, 'Progressing');
    const after = conditionOf(status, 'Progressing');
    const uid = deployment.metadata.uid ?? '';
    if (!isDeepStrictEqual(before, after)) progressedAt.set(uid, clock.now());
    if (after && after.status === 'True' && after.reason !== 'NewReplicaSetAvailable')
      queue.addAfter(`${deployment.metadata.namespace ?? ''}/${deployment.metadata.name}`, deployment.spec.progressDeadlineSeconds + 1);
    return store.update(kind, {...deployment, metadata, status}, {...WRITER, subresource: 'status'}) as Deployment;
  };

  const resize = (deployment: Deployment, set: ReplicaSet, size: number): void => {
    const {replicas} = set.spec;
    const annotations = sizeAnnotations(deployment, set.metadata.annotations ?? {});
    store.update(setKind, {...set, metadata: {...set.metadata, annotations}, spec: {...set.spec, replicas: size}}, WRITER);
    if (size === replicas) return;
    const way = size > replicas ? 'up' : 'down';
    record({
      about: deployment,
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message: `Scaled ${way} replica set ${set.metadata.name} from ${replicas} to ${size}`,
    });
  };

  /** Makes sure that the newest ReplicaSet is there and carries the highest revision. */
  const syncRevision = (deployment: Deployment, create: boolean): {deployment: Deployment; newest: ReplicaSet | undefined} => {
    const all = replicaSetsOf(store, deployment);
    const found = newestOf(deployment, all);
    const old = all.filter((one) => one !== found);
    const revision = Math.max(0, ...old.map(revisionOf)) + 1;
    const conditions = deployment.status?.conditions ?? [];
    const tell = (set: ReplicaSet, reason: string, message: string): Deployment => {
      const metadata = {...deployment.metadata, annotations: {...deployment.metadata.annotations, [REVISION]: String(revisionOf(set))}};
      const next = withCondition(conditions, {type: 'Progressing', status: 'True', reason, message}, timestamp(clock.now()));
      return setStatus(deployment, {...deployment.status, conditions: next}, metadata);
    };
    if (found) {
      const own = Math.max(revisionOf(found), revision);
      const annotations = sizeAnnotations(deployment, {...found.metadata.annotations, ...annotationsFor(deployment), [REVISION]: String(own)});
      const minReadySeconds = deployment.spec.minReadySeconds === undefined ? {} : {minReadySeconds: deployment.spec.minReadySeconds};
      const newest = store.update(setKind, {...found, metadata: {...found.metadata, annotations}, spec: {...found.spec, ...minReadySeconds}}, WRITER) as ReplicaSet;
      if (deployment.metadata.annotations?.[REVISION] === String(own) && conditionOf(deployment.status, 'Progressing')) return {deployment, newest};
      return {deployment: conditionOf(deployment.status, 'Progressing') ? setStatus(deployment, deployment.status ?? {}, {...deployment.metadata, annotations: {...deployment.metadata.annotations, [REVISION]: String(own)}}) : tell(newest, 'FoundNewReplicaSet', `Found new replica set "${newest.metadata.name}"`), newest};
    }
    if (!create) return {deployment, newest: undefined};
    const planned = makeReplicaSet(deployment, revision, 0);
    planned.spec.replicas = newSize(deployment, all, planned);
    const newest = store.create(setKind, planned, WRITER) as ReplicaSet;
    if (newest.spec.replicas > 0)
      record({about: deployment, type: 'Normal', reason: 'ScalingReplicaSet', message: `Scaled up replica set ${newest.metadata.name} from 0 to ${newest.spec.replicas}`});
    return {deployment: tell(newest, 'NewReplicaSetCreated', `Created new replica set "${newest.metadata.name}"`), newest};
  };

  const finishRollout = (deployment: Deployment): void => {
    const all = replicaSetsOf(store, deployment);
    const newest = newestOf(deployment, all);
    setStatus(deployment, rolloutStatus({deployment, all, newest, nowMs: clock.now(), elapsed: elapsed(deployment)}));
  };

  /** Takes away old, empty ReplicaSets beyond the history limit, the oldest first. */
  const cleanUp = (deployment: Deployment, old: readonly ReplicaSet[]): void => {
    const empty = old.filter((one) => one.spec.replicas === 0 && (one.status?.replicas ?? 0) === 0).sort((a, b) => revisionOf(a) - revisionOf(b));
    for (const one of empty.slice(0, Math.max(0, empty.length - deployment.spec.revisionHistoryLimit)))
      store.remove(setKind, one.metadata.namespace, one.metadata.name);
  };

  const rollOut = (given: Deployment): void => {
    const recreate = given.spec.strategy.type === 'Recreate';
    let {deployment, newest} = syncRevision(given, !recreate);
    const old = replicaSetsOf(store, deployment).filter((one) => one.metadata.uid !== newest?.metadata.uid);
    if (recreate) {
      const running = old.filter((one) => one.spec.replicas > 0);
      for (const one of running) resize(deployment, one, 0);
      const leftOvers = old.some((one) => podsOf(store, one).some((pod) => pod.status.phase !== 'Failed' && pod.status.phase !== 'Succeeded'));
      if (running.length > 0 || leftOvers) return finishRollout(deployment);
      if (!newest) ({deployment, newest} = syncRevision(deployment, true));
    }
    if (!newest) return finishRollout(deployment);
    const size = newest.spec.replicas > deployment.spec.replicas ? deployment.spec.replicas : newSize(deployment, [...old, newest], newest);
    if (size !== newest.spec.replicas) {
      resize(deployment, newest, size);
      return finishRollout(deployment);
    }
    for (const change of recreate ? [] : shrinkOld(deployment, old, newest)) resize(deployment, change.set, change.size);
    const done = (deployment.status?.conditions ?? []).some(({reason}) => reason === 'NewReplicaSetAvailable');
    if (done) cleanUp(deployment, old);
    finishRollout(deployment);
  };

  const syncPaused = (deployment: Deployment): Deployment => {
    const current = conditionOf(deployment.status, 'Progressing');
    const paused = deployment.spec.paused === true;
    if (current?.reason === 'ProgressDeadlineExceeded' || paused === (current?.reason === 'DeploymentPaused')) return deployment;
    const [reason, message] = paused ? ['DeploymentPaused', 'Deployment is paused'] : ['DeploymentResumed', 'Deployment is resumed'];
    const conditions = withCondition(deployment.status?.conditions ?? [], {type: 'Progressing', status: 'Unknown', reason, message}, timestamp(clock.now()));
    return setStatus(deployment, {...deployment.status, conditions});
  };

  /** A size that changed while nothing else did: the serving ReplicaSet follows. */
  const scaleServing = (deployment: Deployment): boolean => {
    const active = replicaSetsOf(store, deployment).filter((one) => one.spec.replicas > 0);
    const [only] = active;
    const desired = String(deployment.spec.replicas);
    if (!active.some((one) => one.metadata.annotations?.['deployment.kubernetes.io/desired-replicas'] !== desired)) return false;
    if (active.length !== 1 || !only || only.spec.replicas === deployment.spec.replicas) return false;
    if (only !== newestOf(deployment, active) && deployment.spec.paused !== true) return false;
    resize(deployment, only, deployment.spec.replicas);
    return true;
  };

  const sync = (key: string): 'ok' => {
    const [namespace, name = ''] = key.split('/');
    const found = store.get('deployments.apps', namespace, name) as Deployment | undefined;
    if (!found || found.metadata.deletionTimestamp !== undefined) return 'ok';
    const deployment = syncPaused(found);
    if (deployment.spec.paused !== true) {
      if (scaleServing(deployment)) finishRollout(deployment);
      else rollOut(deployment);
      return 'ok';
    }
    scaleServing(deployment);
    const synced = syncRevision(deployment, false);
    const all = replicaSetsOf(store, deployment);
    setStatus(synced.deployment, countStatus({deployment: synced.deployment, all, newest: synced.newest, now: timestamp(clock.now())}));
    return 'ok';
  };

  const queue = createWorkQueue(clock, sync);
  store.subscribe(({resource, object}) => {
    const {namespace = '', name} = object.metadata;
    if (resource === 'deployments.apps') queue.add(`${namespace}/${name}`);
    const owner = object.metadata.ownerReferences?.find((one) => one.controller === true);
    if (resource === 'replicasets.apps' && owner?.kind === 'Deployment') queue.add(`${namespace}/${owner.name}`);
    if (resource === 'pods' && owner?.kind === 'ReplicaSet') {
      const set = store.get('replicasets.apps', namespace, owner.name);
      const top = set?.metadata.ownerReferences?.[0];
      const deployment = top && (store.get('deployments.apps', namespace, top.name) as Deployment | undefined);
      if (deployment?.spec.strategy.type === 'Recreate') queue.add(`${namespace}/${deployment.metadata.name}`);
    }
  });
}
