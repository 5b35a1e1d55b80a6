import {isDeepStrictEqual} from 'node:util';
import {kindNamed, type Cluster} from '../cluster.ts';
import {timestamp, type Condition} from '../objects.ts';
import {withCondition} from './deployment-status.ts';
import {copiedAnnotations, makeReplicaSet, newestOf, sizeAnnotations} from './new-replica-set.ts';
import {createRecorder} from './recorder.ts';
import {newSize} from './rolling-update.ts';
import {
  conditionOf,
  REVISION,
  replicaSetsOf,
  revisionOf,
  type Deployment,
  type ReplicaSet,
  type WorkloadStatus,
} from './workloads.ts';

const WRITER = {manager: 'kube-controller-manager'};

/** What the deployment controller does to the cluster. */
export type DeploymentActions = {
  /** Seconds of played time since the Progressing condition changed. */
  elapsed(deployment: Deployment, condition: Condition): number;
  setStatus(deployment: Deployment, status: WorkloadStatus, metadata?: Deployment['metadata']): Deployment;
  /** Puts a Progressing condition in. */
  setProgress(
    deployment: Deployment,
    condition: Pick<Condition, 'status' | 'reason' | 'message'>,
    metadata?: Deployment['metadata'],
  ): Deployment;
  /** Changes the size of a ReplicaSet and tells so. */
  resize(deployment: Deployment, set: ReplicaSet, size: number): void;
  /** Makes sure that the newest ReplicaSet carries the highest revision; makes it when asked to. */
  syncRevision(
    deployment: Deployment,
    create: boolean,
  ): {deployment: Deployment; newest: ReplicaSet | undefined};
};

/**
 * The actions of the deployment controller.
 * @param lookAgain asked to look at a deployment again after so many played seconds
 */
export function deploymentActions(
  cluster: Cluster,
  lookAgain: (deployment: Deployment, seconds: number) => void,
): DeploymentActions {
  const {store, clock} = cluster;
  const kind = kindNamed(cluster, 'Deployment');
  const setKind = kindNamed(cluster, 'ReplicaSet');
  const record = createRecorder(cluster, {component: 'deployment-controller'});
  const progressedAt = new Map<string, number>();

  const setStatus: DeploymentActions['setStatus'] = (deployment, status, metadata = deployment.metadata) => {
    const after = conditionOf(status, 'Progressing');
    if (!isDeepStrictEqual(conditionOf(deployment.status, 'Progressing'), after))
      progressedAt.set(deployment.metadata.uid ?? '', clock.now());
    if (after?.status === 'True' && after.reason !== 'NewReplicaSetAvailable')
      lookAgain(deployment, deployment.spec.progressDeadlineSeconds + 0.1);
    const next = {...deployment, metadata, status};
    return store.update(kind, next, {...WRITER, subresource: 'status'}) as Deployment;
  };

  const setProgress: DeploymentActions['setProgress'] = (deployment, condition, metadata) => {
    const known = deployment.status?.conditions ?? [];
    const conditions = withCondition(known, {type: 'Progressing', ...condition}, timestamp(clock.now()));
    return setStatus(deployment, {...deployment.status, conditions}, metadata);
  };

  const tellScaling = (deployment: Deployment, set: ReplicaSet, from: number, size: number): void =>
    record({
      about: deployment,
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message: `Scaled ${size > from ? 'up' : 'down'} replica set ${set.metadata.name} from ${from} to ${size}`,
    });

  const withRevision = ({metadata}: Deployment, revision: number): Deployment['metadata'] => ({
    ...metadata,
    annotations: {...metadata.annotations, [REVISION]: String(revision)},
  });

  /** The newest ReplicaSet is there: it gets the highest revision and what else the deployment says. */
  const adopt = (deployment: Deployment, found: ReplicaSet, revision: number): Deployment => {
    const own = Math.max(revisionOf(found), revision);
    const annotations = sizeAnnotations(deployment, {
      ...found.metadata.annotations,
      ...copiedAnnotations(deployment),
      [REVISION]: String(own),
    });
    const {minReadySeconds} = deployment.spec;
    const spec = {...found.spec, ...(minReadySeconds === undefined ? {} : {minReadySeconds})};
    store.update(setKind, {...found, metadata: {...found.metadata, annotations}, spec}, WRITER);
    const metadata = withRevision(deployment, own);
    if (!conditionOf(deployment.status, 'Progressing')) {
      const message = `Found new replica set "${found.metadata.name}"`;
      return setProgress(deployment, {status: 'True', reason: 'FoundNewReplicaSet', message}, metadata);
    }
    return revisionOf(deployment) === own
      ? deployment
      : setStatus(deployment, deployment.status ?? {}, metadata);
  };

  return {
    elapsed: (deployment, condition) =>
      clock.elapsed(
        progressedAt.get(deployment.metadata.uid ?? '') ?? Date.parse(condition.lastUpdateTime ?? ''),
      ),
    setStatus,
    setProgress,
    resize(deployment, set, size) {
      const annotations = sizeAnnotations(deployment, set.metadata.annotations ?? {});
      const next = {...set, metadata: {...set.metadata, annotations}, spec: {...set.spec, replicas: size}};
      store.update(setKind, next, WRITER);
      if (size !== set.spec.replicas) tellScaling(deployment, set, set.spec.replicas, size);
    },
    syncRevision(deployment, create) {
      const all = replicaSetsOf(store, deployment);
      const found = newestOf(deployment, all);
      const revision = Math.max(0, ...all.filter((one) => one !== found).map(revisionOf)) + 1;
      if (found) {
        const adopted = adopt(deployment, found, revision);
        const newest = store.get('replicasets.apps', found.metadata.namespace, found.metadata.name);
        return {deployment: adopted, newest: newest as ReplicaSet | undefined};
      }
      if (!create) return {deployment, newest: undefined};
      const planned = makeReplicaSet(deployment, revision, 0);
      planned.spec.replicas = newSize(deployment, all, planned);
      const newest = store.create(setKind, planned, WRITER) as ReplicaSet;
      if (newest.spec.replicas > 0) tellScaling(deployment, newest, 0, newest.spec.replicas);
      const message = `Created new replica set "${newest.metadata.name}"`;
      const progress = {status: 'True', reason: 'NewReplicaSetCreated', message} as const;
      return {deployment: setProgress(deployment, progress, withRevision(deployment, revision)), newest};
    },
  };
}
