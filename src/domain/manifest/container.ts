import type {Answers} from '../answers.ts';
import {CONTAINER_SECURITY, type EffectiveSecurityContext} from '../catalogue/security-contexts.ts';
import {sizeOf} from '../catalogue/sizes.ts';
import {runningImage} from '../image-ref.ts';
import {commented, type Comment} from '../yaml-text.ts';
import {environment} from './environment.ts';
import {CONTAINER_NAME} from './names.ts';
import {effectiveSecurityContext, sccCommand} from './security.ts';

/** The delegate trusts every PEM file in here. Source: Harness docs, delegate with custom certificates. */
const CA_DIRECTORY = '/opt/harness-delegate/ca-bundle/';
const CA_VOLUME = 'ca-bundle';

/** The delegate's own port for health and metrics; the container port 8080 is another one. */
export const HEALTH_PORT = 3460;
const health = {httpGet: {path: '/api/health', port: HEALTH_PORT, scheme: 'HTTP'}};

/**
 * 30 s and 15 tries 10 s apart: a delegate has 180 s to start. Source: harness/delegate-kubernetes-manifest.
 * After that five failed minutes, not seconds, restart it: a restart kills the tasks that it runs.
 */
const PROBES = {
  livenessProbe: commented(
    {...health, initialDelaySeconds: 10, periodSeconds: 60, failureThreshold: 5},
    'Five failed minutes, in place of the seconds of other manifests: a restart kills the tasks that run.',
  ),
  startupProbe: {...health, initialDelaySeconds: 30, periodSeconds: 10, failureThreshold: 15},
};

/** The delegate container: the custom image with its environment. */
export function delegateContainer(answers: Answers): object {
  const {cpu, memory} = sizeOf(answers.delegate);
  const security = CONTAINER_SECURITY[effectiveSecurityContext(answers)];
  const comment = securityComment(answers);
  return {
    name: CONTAINER_NAME,
    image: runningImage(answers),
    imagePullPolicy: 'Always',
    securityContext: comment === undefined ? security : commented(security, comment),
    ports: [{containerPort: 8080}],
    resources: {
      requests: {cpu, memory},
      limits: commented({memory}, 'No CPU limit: it would throttle the start of the JVM.'),
    },
    ...PROBES,
    env: environment(answers),
    volumeMounts:
      answers.delegate.caSecret === undefined
        ? undefined
        : [{name: CA_VOLUME, mountPath: CA_DIRECTORY, readOnly: true}],
  };
}

/** Volumes of the pod; none when nothing is mounted. */
export function delegateVolumes({delegate}: Answers): object[] | undefined {
  if (delegate.caSecret === undefined) return undefined;
  const defaultMode = commented(292, '292 is 0444: everyone may read, whatever uid the container gets.');
  return [{name: CA_VOLUME, secret: {secretName: delegate.caSecret, defaultMode}}];
}

/** Why the context is as it is, where a reader would wonder, and what an OpenShift administrator must run. */
function securityComment(answers: Answers): Comment | undefined {
  const openshift = answers.cluster.type === 'openshift';
  const grant = `Let an administrator run: ${sccCommand(answers)}`;
  const refused = (scc: string) => [
    `OpenShift refuses this uid until the service account may use the SCC ${scc}.`,
    grant,
  ];
  const comments: Record<EffectiveSecurityContext, Comment | undefined> = {
    'cluster-uid':
      'No runAsUser, fsGroup or seccompProfile: the cluster chooses them (OpenShift, SCC restricted-v2).',
    'non-root': openshift ? refused('nonroot-v2') : undefined,
    anyuid: refused('anyuid'),
    root: [
      'Root, so that INIT_SCRIPT can install packages. Tools in the image need no root.',
      ...(openshift ? refused('anyuid') : []),
    ],
  };
  return comments[effectiveSecurityContext(answers)];
}
