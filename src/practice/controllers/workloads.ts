import type {Condition, KubeObject, Metadata} from '../objects.ts';
import {listAt} from '../objects.ts';
import type {Store} from '../store.ts';

export type PodTemplate = {metadata: Partial<Metadata>; spec: Record<string, unknown>};
type Selector = {matchLabels?: Record<string, string>};

export type WorkloadStatus = {
  observedGeneration?: number;
  replicas?: number;
  updatedReplicas?: number;
  fullyLabeledReplicas?: number;
  readyReplicas?: number;
  availableReplicas?: number;
  unavailableReplicas?: number;
  terminatingReplicas?: number;
  conditions?: Condition[];
};

export type Deployment = KubeObject & {
  spec: {
    replicas: number;
    selector: Selector;
    template: PodTemplate;
    strategy: {type: string; rollingUpdate?: {maxSurge?: number | string; maxUnavailable?: number | string}};
    minReadySeconds?: number;
    progressDeadlineSeconds: number;
    revisionHistoryLimit: number;
    paused?: boolean;
  };
  status?: WorkloadStatus;
};

export type ReplicaSet = KubeObject & {
  spec: {replicas: number; selector: Selector; template: PodTemplate; minReadySeconds?: number};
  status?: WorkloadStatus;
};

export type Container = {name: string; image: string; imagePullPolicy?: string; [field: string]: unknown};
export type ContainerState = Record<string, unknown>;
export type ContainerStatus = {
  name: string;
  state: ContainerState;
  lastState: ContainerState;
  ready: boolean;
  restartCount: number;
  image: string;
  imageID: string;
  containerID?: string;
  started: boolean;
};

export type Pod = KubeObject & {
  spec: {
    containers: Container[];
    nodeName?: string;
    terminationGracePeriodSeconds?: number;
    [field: string]: unknown;
  };
  status: {
    phase: string;
    conditions?: Condition[];
    containerStatuses?: ContainerStatus[];
    [field: string]: unknown;
  };
};

export const conditionOf = (status: unknown, type: string): Condition | undefined =>
  (listAt(status, 'conditions') as Condition[]).find((one) => one.type === type);

/** True when the object belongs to the controller with this uid. */
const isOwnedBy = ({metadata}: KubeObject, uid: string | undefined): boolean =>
  (metadata.ownerReferences ?? []).some((owner) => owner.controller === true && owner.uid === uid);

export const ownerReference = ({
  apiVersion,
  kind,
  metadata,
}: KubeObject): NonNullable<Metadata['ownerReferences']>[number] => ({
  apiVersion,
  kind,
  name: metadata.name,
  uid: metadata.uid ?? '',
  controller: true,
  blockOwnerDeletion: true,
});

/** ReplicaSets of a deployment, oldest first. */
export const replicaSetsOf = (store: Store, deployment: KubeObject): ReplicaSet[] =>
  (store.list('replicasets.apps', deployment.metadata.namespace) as ReplicaSet[])
    .filter((one) => isOwnedBy(one, deployment.metadata.uid))
    .sort(
      (a, b) =>
        (a.metadata.creationTimestamp ?? '').localeCompare(b.metadata.creationTimestamp ?? '') ||
        revisionOf(a) - revisionOf(b),
    );

export const podsOf = (store: Store, replicaSet: KubeObject): Pod[] =>
  (store.list('pods', replicaSet.metadata.namespace) as Pod[]).filter((pod) =>
    isOwnedBy(pod, replicaSet.metadata.uid),
  );

export const REVISION = 'deployment.kubernetes.io/revision';
export const revisionOf = ({metadata}: KubeObject): number => Number(metadata.annotations?.[REVISION] ?? 0);

export const isPodActive = ({metadata, status}: Pod): boolean =>
  metadata.deletionTimestamp === undefined && status.phase !== 'Succeeded' && status.phase !== 'Failed';

export const isPodReady = (pod: Pod): boolean => conditionOf(pod.status, 'Ready')?.status === 'True';

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
