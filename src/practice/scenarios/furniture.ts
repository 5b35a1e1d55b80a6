import {kindNamed, type Cluster} from '../cluster.ts';
import {timestamp, type KubeObject} from '../objects.ts';
import {WEBHOOK} from './admission.ts';

const WRITER = {manager: 'kubeadm'};
const DAY_MS = 86_400_000;

/** Namespaces in which people deploy; the others are the cluster's own. */
export const isOurNamespace = (name: string): boolean =>
  name !== 'default' && !/^(kube|openshift)-/.test(name);

export const WEBHOOK_OBJECT: KubeObject = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: {name: WEBHOOK},
  webhooks: [
    {
      name: 'gate.example.com',
      clientConfig: {service: {name: 'image-gate', namespace: 'policy', path: '/validate', port: 443}},
      rules: [
        {
          apiGroups: [''],
          apiVersions: ['v1'],
          operations: ['CREATE'],
          resources: ['pods'],
          scope: 'Namespaced',
        },
      ],
      failurePolicy: 'Fail',
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
      timeoutSeconds: 10,
    },
  ],
};

const node = (name: string, memory: string, created: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name,
    creationTimestamp: created,
    labels: {'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64'},
  },
  spec: {},
  status: {
    allocatable: {cpu: '4', memory, pods: '110'},
    capacity: {cpu: '4', memory, pods: '110'},
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'KubeletReady',
        message: 'kubelet is posting ready status',
        lastTransitionTime: created,
      },
    ],
    nodeInfo: {
      kubeletVersion: 'v1.36.2',
      architecture: 'amd64',
      operatingSystem: 'linux',
      osImage: 'Practice',
    },
  },
});

/** What is in every cluster: system namespaces, two nodes, the role that delegates are bound to. */
export function furnish(
  cluster: Cluster,
  {nodeMemory, openshift}: {nodeMemory: string; openshift: boolean},
): void {
  const {store, clock} = cluster;
  const created = timestamp(clock.now() - 40 * DAY_MS);
  const put = (object: KubeObject): KubeObject =>
    store.create(
      kindNamed(cluster, object.kind),
      {...object, metadata: {creationTimestamp: created, ...object.metadata}},
      WRITER,
    );
  const system = openshift ? ['openshift-config', 'openshift-monitoring'] : ['kube-node-lease'];
  for (const name of ['default', 'kube-public', 'kube-system', ...system])
    put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {name, labels: {'kubernetes.io/metadata.name': name}},
      spec: {finalizers: ['kubernetes']},
      status: {phase: 'Active'},
    });
  for (const name of ['node-1', 'node-2']) put(node(name, nodeMemory, created));
  put({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: {name: 'cluster-admin'},
    rules: [
      {apiGroups: ['*'], resources: ['*'], verbs: ['*']},
      {nonResourceURLs: ['*'], verbs: ['*']},
    ],
  });
  if (!openshift) return;
  for (const name of ['anyuid', 'nonroot-v2', 'privileged', 'restricted-v2'])
    put({apiVersion: 'security.openshift.io/v1', kind: 'SecurityContextConstraints', metadata: {name}});
}
