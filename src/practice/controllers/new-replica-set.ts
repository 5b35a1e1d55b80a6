import {isDeepStrictEqual} from 'node:util';
import {templateHash} from '../random.ts';
import {fenceposts} from './rolling-update.ts';
import {ownerReference, REVISION, type Deployment, type PodTemplate, type ReplicaSet} from './workloads.ts';

const HASH = 'pod-template-hash';
const NOT_COPIED = new Set(['kubectl.kubernetes.io/last-applied-configuration', REVISION]);

/** The annotation that tells the size that a deployment had when its ReplicaSet was last resized. */
export const DESIRED = 'deployment.kubernetes.io/desired-replicas';

/** A deployment's annotations that its ReplicaSets carry too. */
export const copiedAnnotations = ({metadata}: Deployment): Record<string, string> =>
  Object.fromEntries(Object.entries(metadata.annotations ?? {}).filter(([name]) => !NOT_COPIED.has(name)));

/** Annotations with the sizes that the deployment has now. */
export const sizeAnnotations = (
  deployment: Deployment,
  others: Record<string, string>,
): Record<string, string> => ({
  ...others,
  [DESIRED]: String(deployment.spec.replicas),
  'deployment.kubernetes.io/max-replicas': String(deployment.spec.replicas + fenceposts(deployment).maxSurge),
});

/** The ReplicaSet for a deployment's present template, as it is before it is stored. */
export function makeReplicaSet(deployment: Deployment, revision: number, replicas: number): ReplicaSet {
  const {spec, metadata} = deployment;
  const hash = templateHash(JSON.stringify(spec.template));
  const labels = {...spec.template.metadata.labels, [HASH]: hash};
  const annotations = {...copiedAnnotations(deployment), [REVISION]: String(revision)};
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${metadata.name}-${hash}`,
      ...(metadata.namespace === undefined ? {} : {namespace: metadata.namespace}),
      labels,
      annotations: sizeAnnotations(deployment, annotations),
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

/** A template without the label that the controller adds. */
const bareTemplate = ({metadata, spec}: PodTemplate): unknown => {
  const {[HASH]: _hash, ...labels} = metadata.labels ?? {};
  return {metadata: {...metadata, labels}, spec};
};

/** The ReplicaSet that has the deployment's present template, if there is one. */
export const newestOf = (deployment: Deployment, all: readonly ReplicaSet[]): ReplicaSet | undefined => {
  const wanted = bareTemplate(deployment.spec.template);
  return all.find((one) => isDeepStrictEqual(bareTemplate(one.spec.template), wanted));
};
