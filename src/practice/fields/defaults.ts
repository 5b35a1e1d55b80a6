import {isMap, listAt, mapAt, valueAt, type JsonMap, type KubeObject} from '../objects.ts';
import {podSpecDefaults, quantities, withDefaults} from './pod-defaults.ts';

const template = (given: JsonMap): JsonMap => ({
  ...given,
  metadata: mapAt(given, 'metadata'),
  spec: podSpecDefaults(mapAt(given, 'spec')),
});

function deploymentSpec(spec: JsonMap): JsonMap {
  const filled = withDefaults(spec, {
    replicas: 1,
    strategy: {},
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
  });
  const strategy = withDefaults(mapAt(filled, 'strategy'), {type: 'RollingUpdate'});
  if (strategy['type'] === 'RollingUpdate')
    strategy['rollingUpdate'] = withDefaults(mapAt(strategy, 'rollingUpdate'), {
      maxUnavailable: '25%',
      maxSurge: '25%',
    });
  return {...filled, strategy, template: template(mapAt(spec, 'template'))};
}

function serviceSpec(spec: JsonMap): JsonMap {
  const ports = listAt(spec, 'ports').map((port) =>
    isMap(port) ? withDefaults(port, {protocol: 'TCP', targetPort: port['port']}) : port,
  );
  return {
    ...withDefaults(spec, {
      clusterIP: '10.96.0.50',
      clusterIPs: ['10.96.0.50'],
      type: 'ClusterIP',
      sessionAffinity: 'None',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster',
    }),
    ...(ports.length > 0 ? {ports} : {}),
  };
}

const jobTemplate = (spec: JsonMap): JsonMap => ({...spec, template: template(mapAt(spec, 'template'))});

function cronJobSpec(spec: JsonMap): JsonMap {
  const job = mapAt(spec, 'jobTemplate');
  return {
    ...withDefaults(spec, {
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    }),
    jobTemplate: {...job, metadata: mapAt(job, 'metadata'), spec: jobTemplate(mapAt(job, 'spec'))},
  };
}

const SPECS: Readonly<Record<string, (spec: JsonMap) => JsonMap>> = {
  Deployment: deploymentSpec,
  ReplicaSet: (spec) => ({...withDefaults(spec, {replicas: 1}), template: template(mapAt(spec, 'template'))}),
  Pod: podSpecDefaults,
  Service: serviceSpec,
  CronJob: cronJobSpec,
  Job: jobTemplate,
  Namespace: (spec) => withDefaults(spec, {finalizers: ['kubernetes']}),
  ResourceQuota: (spec) => ({...spec, hard: quantities(mapAt(spec, 'hard'))}),
};

/** Takes out nulls, which the API server does not store. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, child]) => child !== null && child !== undefined)
      .map(([name, child]) => [name, withoutNulls(child)]),
  );
}

/** The object as the API server would store it: defaults filled in, quantities in their canonical form. */
export function withServerDefaults(given: KubeObject): KubeObject {
  const object = (given.kind === 'Event' ? given : withoutNulls(given)) as KubeObject;
  const specOf = SPECS[object.kind];
  const filled: KubeObject = specOf ? {...object, spec: specOf(mapAt(object, 'spec'))} : {...object};
  if (object.kind === 'Namespace') {
    const labels = {...object.metadata.labels, 'kubernetes.io/metadata.name': object.metadata.name};
    return {
      ...filled,
      metadata: {...object.metadata, labels},
      status: valueAt(object, 'status') ?? {phase: 'Active'},
    };
  }
  if (object.kind === 'Secret') return secretDefaults(filled);
  if (object.kind === 'RoleBinding' || object.kind === 'ClusterRoleBinding') return bindingDefaults(filled);
  if (object.kind === 'Deployment' || object.kind === 'CronJob' || object.kind === 'Job')
    return {...filled, status: mapAt(object, 'status')};
  if (object.kind === 'Service') return {...filled, status: {loadBalancer: {}}};
  return filled;
}

function secretDefaults(secret: KubeObject): KubeObject {
  const {stringData, ...rest} = secret;
  const plain = isMap(stringData) ? stringData : {};
  const encoded = Object.fromEntries(
    Object.entries(plain).map(([name, value]) => [name, Buffer.from(String(value)).toString('base64')]),
  );
  const data = {...mapAt(secret, 'data'), ...encoded};
  return {
    ...rest,
    ...(Object.keys(data).length > 0 ? {data} : {}),
    type: secret['type'] ?? 'Opaque',
  };
}

function bindingDefaults(binding: KubeObject): KubeObject {
  const subjects = listAt(binding, 'subjects').map((subject) => {
    if (!isMap(subject)) return subject;
    const {apiGroup, ...rest} = subject;
    return subject['kind'] === 'ServiceAccount'
      ? rest
      : {...rest, apiGroup: apiGroup ?? 'rbac.authorization.k8s.io'};
  });
  const roleRef = {...mapAt(binding, 'roleRef'), apiGroup: 'rbac.authorization.k8s.io'};
  return {...binding, roleRef, ...(subjects.length > 0 ? {subjects} : {})};
}
