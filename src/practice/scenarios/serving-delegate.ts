import {kindNamed, type Cluster} from '../cluster.ts';
import {makeReplicaSet} from '../controllers/new-replica-set.ts';
import {podFrom} from '../controllers/pod-from.ts';
import {REVISION, type Deployment, type Pod, type ReplicaSet} from '../controllers/workloads.ts';
import {withServerDefaults} from '../fields/defaults.ts';
import {timestamp, type Condition, type KubeObject} from '../objects.ts';

/** The image of the delegate that serves before anything is deployed. */
export const OLDER_IMAGE = 'harness/delegate:26.04.88404';
const WRITER = {manager: 'kubectl-client-side-apply'};
const CONTROLLER = {manager: 'kube-controller-manager'};
const AGE_MS = 12 * 86_400_000;

const secret = (name: string, namespace: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {name: `${name}-account-token`, namespace},
  type: 'Opaque',
  data: {DELEGATE_TOKEN: Buffer.from('practice').toString('base64')},
});

/** A Deployment such as Harness's own manifest makes. */
const deploymentOf = (name: string, namespace: string, paused: boolean): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {name, namespace, labels: {'harness.io/name': name}},
  spec: {
    ...(paused ? {paused} : {}),
    replicas: 1,
    minReadySeconds: 120,
    selector: {matchLabels: {'harness.io/name': name}},
    template: {
      metadata: {labels: {'harness.io/name': name}},
      spec: {
        terminationGracePeriodSeconds: 600,
        containers: [
          {
            name: 'delegate',
            image: OLDER_IMAGE,
            imagePullPolicy: 'Always',
            resources: {requests: {cpu: '500m', memory: '1Gi'}, limits: {memory: '1Gi'}},
            env: [
              {name: 'DELEGATE_NAME', value: name},
              {
                name: 'DELEGATE_TOKEN',
                valueFrom: {secretKeyRef: {name: `${name}-account-token`, key: 'DELEGATE_TOKEN'}},
              },
            ],
          },
        ],
      },
    },
  },
});

const condition = (type: string, since: string, reason: string, message: string): Condition => ({
  type,
  status: 'True',
  lastUpdateTime: since,
  lastTransitionTime: since,
  reason,
  message,
});

/** Puts a delegate into the cluster that has been serving for twelve days, applied with kubectl apply. */
export function addServingDelegate(
  cluster: Cluster,
  {name, namespace, paused}: {name: string; namespace: string; paused: boolean},
): void {
  const {store, clock, random} = cluster;
  const since = timestamp(clock.now() - AGE_MS);
  const put = (object: KubeObject, writer = WRITER): KubeObject =>
    store.create(
      kindNamed(cluster, object.kind),
      {...object, metadata: {...object.metadata, creationTimestamp: since}},
      writer,
    );

  put(withServerDefaults({apiVersion: 'v1', kind: 'Namespace', metadata: {name: namespace}}));
  put(secret(name, namespace));
  const given = withServerDefaults(deploymentOf(name, namespace, paused)) as Deployment;
  const planned = {
    ...given,
    metadata: {...given.metadata, annotations: {[REVISION]: '1'}, uid: random.uid()},
  };
  const set = {...makeReplicaSet(planned, 1, 1), status: {}};
  const counts = {
    replicas: 1,
    readyReplicas: 1,
    availableReplicas: 1,
    terminatingReplicas: 0,
    observedGeneration: 1,
  };
  const progress = condition(
    'Progressing',
    since,
    'NewReplicaSetAvailable',
    `ReplicaSet "${set.metadata.name}" has successfully progressed.`,
  );
  const available = condition(
    'Available',
    since,
    'MinimumReplicasAvailable',
    'Deployment has minimum availability.',
  );
  const paused1 = {
    ...condition('Progressing', since, 'DeploymentPaused', 'Deployment is paused'),
    status: 'Unknown' as const,
  };
  put({
    ...planned,
    status: {...counts, updatedReplicas: 1, conditions: [available, paused ? paused1 : progress]},
  });
  const stored = put({...set, status: {...counts, fullyLabeledReplicas: 1}}, CONTROLLER) as ReplicaSet;
  put(servingPod(stored, random.suffix(5), since), CONTROLLER);
}

function servingPod(set: ReplicaSet, suffix: string, since: string): Pod {
  const pod = podFrom(set, suffix);
  const conditions = [
    'PodReadyToStartContainers',
    'Initialized',
    'Ready',
    'ContainersReady',
    'PodScheduled',
  ].map((type): Condition => ({type, status: 'True', lastProbeTime: null, lastTransitionTime: since}));
  const containerStatuses = pod.spec.containers.map(({name, image}) => ({
    name,
    state: {running: {startedAt: since}},
    lastState: {},
    ready: true,
    started: true,
    restartCount: 0,
    image,
    imageID: 'harness/delegate@sha256:' + 'a1'.repeat(32),
    containerID: 'containerd://' + 'c2'.repeat(32),
  }));
  const status = {
    phase: 'Running',
    conditions,
    podIP: '10.244.1.12',
    startTime: since,
    containerStatuses,
    qosClass: 'Burstable',
  };
  return {...pod, spec: {...pod.spec, nodeName: 'node-1'}, status};
}
