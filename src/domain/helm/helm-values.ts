import type {Answers} from '../answers.ts';
import {sizeOf} from '../catalogue/sizes.ts';
import type {Permission} from '../choices.ts';
import {runningImage} from '../image-ref.ts';
import {noProxyList} from '../manifest/environment.ts';
import {envValue} from '../manifest/env-value.ts';
import {managerUrl} from '../manifest/manager-url.ts';
import {manifestNames, serviceAccountName} from '../manifest/names.ts';
import {effectiveSecurityContext} from '../manifest/security.ts';
import {helmSecurity} from './helm-security.ts';

/** Values of the chart: JSON, with `null` where a default of the chart's shall go. */
export type HelmValues = Readonly<Record<string, unknown>>;

const PERMISSIONS: Readonly<Record<Permission, string>> = {
  'cluster-admin': 'CLUSTER_ADMIN',
  'cluster-viewer': 'CLUSTER_VIEWER',
  'namespace-admin': 'NAMESPACE_ADMIN',
};

/** Per cent of the request at which the autoscaler adds replicas, as in the manifest. */
const TARGET_UTILIZATION = 70;

/**
 * The answers as values of Harness's chart, without what is not answered. Holds no token. What the chart
 * cannot express is told by `chartRule`.
 */
export function helmValues(answers: Answers): HelmValues {
  const {delegate, image} = answers;
  const {cpu, memory} = sizeOf(delegate);
  return answered({
    delegateName: delegate.name,
    accountId: delegate.accountId,
    managerEndpoint: managerUrl(answers),
    existingDelegateToken: tokenSecret(answers),
    delegateDockerImage: runningImage(answers),
    imagePullSecret: image.pullSecret,
    upgrader: {enabled: false},
    description: delegate.description,
    tags: delegate.tags.length === 0 ? undefined : delegate.tags.join(','),
    ...scaling(answers),
    rollingUpdate: {maxSurge: 1, maxUnavailable: 0},
    resources: {requests: {cpu, memory}, limits: {memory}},
    livenessProbe: {initialDelaySeconds: 10, periodSeconds: 60, failureThreshold: 5},
    k8sPermissionsType: PERMISSIONS[delegate.permissions],
    serviceAccount: answered({
      create: delegate.serviceAccount.create,
      name: serviceAccountName(answers),
      annotations: delegate.serviceAccount.create ? filled(delegate.serviceAccount.annotations) : undefined,
    }),
    delegate: helmSecurity(effectiveSecurityContext(answers)),
    ...proxy(answers),
    delegateCustomCa: delegate.caSecret === undefined ? undefined : {secretName: delegate.caSecret},
    destinationCaPath: delegate.caBuildPaths.length === 0 ? undefined : delegate.caBuildPaths.join(','),
    nodeSelector: filled(delegate.nodeSelector),
    tolerations: filled(delegate.tolerations),
    initScript: delegate.initScript,
    custom_envs: filled(customVariables(answers)),
  });
}

const answered = (values: Record<string, unknown>): HelmValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const filled = <T extends object>(value: T): T | undefined =>
  Object.keys(value).length === 0 ? undefined : value;

/** The Secret that the token is read from. None: the token comes beside these values. */
function tokenSecret({delegate}: Answers): string | undefined {
  const isBeside =
    delegate.token.from === 'file' || (delegate.install === 'terraform' && delegate.token.from === 'later');
  return isBeside ? undefined : manifestNames({delegate}).token.name;
}

function scaling({delegate}: Answers): Record<string, unknown> {
  const {enabled, min, max} = delegate.autoscaling;
  if (!enabled) return {replicas: sizeOf(delegate).replicas};
  return {
    autoscaling: {
      enabled,
      minReplicas: min,
      maxReplicas: max,
      targetCPUUtilizationPercentage: TARGET_UTILIZATION,
      targetMemoryUtilizationPercentage: TARGET_UTILIZATION,
    },
  };
}

function proxy({delegate: {proxy}}: Answers): Record<string, unknown> {
  if (proxy.host === undefined) return {};
  return {
    proxyHost: proxy.host,
    proxyPort: proxy.port === undefined ? undefined : String(proxy.port),
    proxyScheme: proxy.scheme,
    noProxy: noProxyList(proxy),
  };
}

/** `env` of the container, which wins over the chart's own variables. */
function customVariables({delegate: {env, proxy}}: Answers): object[] {
  const fromSecret = (name: string) => ({
    name,
    valueFrom: {secretKeyRef: {name: proxy.secretName, key: name}},
  });
  return [
    ...Object.entries(env).map(([name, value]) => ({name, value: envValue(value)})),
    ...(proxy.host === undefined ? [] : [{name: 'PROXY_MANAGER', value: 'true'}]),
    ...(proxy.host === undefined || proxy.secretName === undefined
      ? []
      : ['PROXY_USER', 'PROXY_PASSWORD'].map(fromSecret)),
  ];
}
