/** A large rollout as an API server tells it. */
import {IMAGE, deployment, pod, replicaSet, running, stamp, waiting} from '../domain/rollout/objects.ts';

/** As long as what a real server keeps about who set which field. */
const MANAGED_FIELDS = [
  {
    manager: 'kube-controller-manager',
    operation: 'Update',
    fieldsV1: Object.fromEntries(
      Array.from({length: 60}, (_, index) => [`f:field-${index}`, {'f:value': {}, 'k:{"type":"Ready"}': {}}]),
    ),
  },
];

const STATES = [
  waiting('ContainerCreating'),
  waiting('ImagePullBackOff', 'Back-off pulling image "registry.example/acme/delegate:26.08"'),
  running({started: false}),
  running({started: true, ready: true}),
];

/** What a server tells of a delegate's pod and a rollout does not need: about 5 kB of each. */
const SPEC = {
  containers: [
    {
      name: 'delegate',
      image: IMAGE,
      env: Array.from({length: 40}, (_, index) => ({
        name: `SETTING_${index}`,
        valueFrom: {secretKeyRef: {name: 'delegate-account-token', key: `setting-${index}`}},
      })),
    },
  ],
  volumes: Array.from({length: 6}, (_, index) => ({
    name: `volume-${index}`,
    projected: {sources: [{serviceAccountToken: {path: 'token', expirationSeconds: 3607}}]},
  })),
};

/** Pod `index` after so many changes. `version` is its resourceVersion. */
export function podOfCrowd(index: number, changes: number, version: number): unknown {
  const state = STATES[(index + changes) % STATES.length];
  return pod(`pod-${index}`, {
    metadata: {
      name: `delegate-7d9f8c6b5-${String(index).padStart(5, '0')}`,
      namespace: 'delegates',
      resourceVersion: String(version),
      creationTimestamp: stamp(-(index % 50)),
      labels: {'harness.io/name': 'delegate'},
      managedFields: MANAGED_FIELDS,
    },
    spec: SPEC,
    container: {...state, restartCount: changes},
  });
}

/** The Deployment of a crowd and its ReplicaSet. */
export const crowdOwners = (
  pods: number,
): {readonly deployments: unknown; readonly replicasets: unknown} => ({
  deployments: deployment({
    metadata: {resourceVersion: '1'},
    spec: {replicas: pods, selector: {matchLabels: {'harness.io/name': 'delegate'}}},
    status: {replicas: pods, updatedReplicas: pods, readyReplicas: 1},
  }),
  replicasets: replicaSet('new-set', {spec: {replicas: pods}, status: {replicas: pods}}),
});
