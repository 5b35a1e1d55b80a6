import type {Answers} from '../answers.ts';
import {sizeOf} from '../catalogue/sizes.ts';
import {commented, type YamlDocument} from '../yaml-text.ts';
import {delegateContainer, delegateVolumes, HEALTH_PORT} from './container.ts';
import {COMMON_LABELS, manifestNames, selectorLabels, serviceAccountName} from './names.ts';

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;
const unlessEmpty = <T extends object>(value: T): T | undefined => (isEmpty(value) ? undefined : value);

/** A rollout must fit 180 s of startup probe, 120 s of minReadySeconds and the pull of the image. */
const PROGRESS_DEADLINE_SECONDS = 900;
const MIN_READY_SECONDS = 120;
/** How long a delegate may finish its tasks before it is killed. */
const TERMINATION_GRACE_SECONDS = 600;
/** Per cent of the request at which the autoscaler adds replicas. */
const TARGET_UTILIZATION = 70;

/** The delegate itself. Source: harness/delegate-kubernetes-manifest, with the delegate's name as selector. */
export function deploymentObject(answers: Answers): YamlDocument {
  const {delegate, image} = answers;
  const labels = selectorLabels(answers);
  const metadata = {
    name: delegate.name,
    namespace: delegate.namespace,
    labels: {...labels, ...COMMON_LABELS},
  };
  return {
    comment: delegate.autoscaling.enabled
      ? 'No replicas here: the HorizontalPodAutoscaler sets them.'
      : undefined,
    value: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: delegate.autoscaling.enabled ? undefined : sizeOf(delegate).replicas,
        minReadySeconds: MIN_READY_SECONDS,
        progressDeadlineSeconds: commented(
          PROGRESS_DEADLINE_SECONDS,
          'Room for the image pull, 180 s of startup probe and minReadySeconds.',
        ),
        strategy: commented(
          {type: 'RollingUpdate', rollingUpdate: {maxSurge: 1, maxUnavailable: 0}},
          'The old delegate serves until the new one is ready.',
        ),
        selector: {matchLabels: labels},
        template: {metadata: podMetadata(answers), spec: podSpec({answers, pullSecret: image.pullSecret})},
      },
    },
  };
}

const podMetadata = (answers: Answers) => ({
  labels: {...selectorLabels(answers), ...COMMON_LABELS},
  annotations: {
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': String(HEALTH_PORT),
    'prometheus.io/path': '/api/metrics',
  },
});

const podSpec = ({
  answers,
  pullSecret,
}: {
  readonly answers: Answers;
  readonly pullSecret: string | undefined;
}) => ({
  serviceAccountName: serviceAccountName(answers),
  terminationGracePeriodSeconds: commented(TERMINATION_GRACE_SECONDS, 'Time to finish running tasks.'),
  restartPolicy: 'Always',
  imagePullSecrets: pullSecret === undefined ? undefined : [{name: pullSecret}],
  nodeSelector: unlessEmpty(answers.delegate.nodeSelector),
  tolerations: unlessEmpty(answers.delegate.tolerations),
  containers: [delegateContainer(answers)],
  volumes: delegateVolumes(answers),
});

/** The autoscaler, when replicas follow the load. */
export function autoscalerObjects(answers: Answers): YamlDocument[] {
  const {enabled, min, max} = answers.delegate.autoscaling;
  if (!enabled) return [];
  const {autoscaler, delegate, namespace} = manifestNames(answers);
  const metric = (name: string) => ({
    type: 'Resource',
    resource: {name, target: {type: 'Utilization', averageUtilization: TARGET_UTILIZATION}},
  });
  return [
    {
      value: {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: {name: autoscaler, namespace, labels: COMMON_LABELS},
        spec: {
          scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: delegate},
          minReplicas: min,
          maxReplicas: max,
          metrics: [metric('cpu'), metric('memory')],
        },
      },
    },
  ];
}

/** The Service by which build pods reach the delegate. */
export const serviceObject = (answers: Answers): YamlDocument => ({
  comment: 'Build pods of Harness CI find the delegate by this name.',
  value: {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: answers.delegate.serviceName,
      namespace: answers.delegate.namespace,
      labels: COMMON_LABELS,
    },
    spec: {type: 'ClusterIP', selector: selectorLabels(answers), ports: [{port: 8080}]},
  },
});
