import {forbidden, internal} from '../api/api-error.ts';
import type {AdmissionRule} from '../cluster.ts';
import {canonicalQuantity, quantityValue} from '../fields/quantity.ts';
import {listAt, mapAt, textAt, valueAt, type KubeObject} from '../objects.ts';
import {sum} from '../controllers/workloads.ts';
import {podSecurityViolations} from './pod-security.ts';

const refuse = (pod: KubeObject, why: string): Error =>
  forbidden(`pods "${pod.metadata.name}" is forbidden: ${why}`);
const quantityText = (resource: string, value: number): string =>
  canonicalQuantity(resource.endsWith('memory') ? `${value / 1024}Ki` : String(value));

/** How much of a quota's resource a pod takes; undefined when it does not say. */
function usage(pod: KubeObject, resource: string): number | undefined {
  if (resource === 'pods' || resource === 'count/pods') return 1;
  const [kind, name] = resource.includes('.') ? resource.split('.') : ['requests', resource];
  const asked = listAt(pod, 'spec', 'containers').map((one) =>
    valueAt(one, 'resources', kind ?? '', name ?? ''),
  );
  return asked.every((one) => one !== undefined) ? sum(asked.map(quantityValue)) : undefined;
}

/** Holds pods to the ResourceQuotas of their namespace, always. Source: Kubernetes docs, "Resource Quotas". */
export const resourceQuota: AdmissionRule = (pod, store) => {
  const namespace = pod.metadata.namespace ?? '';
  const others = store
    .list('pods', namespace)
    .filter((one) => !['Failed', 'Succeeded'].includes(textAt(one, 'status', 'phase')));
  for (const quota of store.list('resourcequotas', namespace)) {
    const over = Object.entries(mapAt(quota, 'spec', 'hard')).flatMap(([resource, hard]) => {
      const requested = usage(pod, resource);
      if (requested === undefined)
        throw refuse(
          pod,
          `failed quota: ${quota.metadata.name}: must specify ${resource} for: ${listAt(
            pod,
            'spec',
            'containers',
          )
            .map((one) => textAt(one, 'name'))
            .join(',')}`,
        );
      const used = sum(others.map((one) => usage(one, resource) ?? 0));
      return used + requested > quantityValue(hard) ? [{resource, requested, used, hard: String(hard)}] : [];
    });
    const say = (pick: (row: (typeof over)[number]) => string): string =>
      over.map((row) => `${row.resource}=${pick(row)}`).join(',');
    if (over.length > 0)
      throw refuse(
        pod,
        `exceeded quota: ${quota.metadata.name}, requested: ${say((row) => quantityText(row.resource, row.requested))}, used: ${say((row) => quantityText(row.resource, row.used))}, limited: ${say((row) => row.hard)}`,
      );
  }
  return pod;
};

const USUAL_VIOLATIONS = (name: string): string[] => [
  `unrestricted capabilities (container "${name}" must set securityContext.capabilities.drop=["ALL"])`,
  `runAsNonRoot != true (pod or container "${name}" must set securityContext.runAsNonRoot=true)`,
  `runAsUser=0 (container "${name}" must not set runAsUser=0)`,
  `seccompProfile (pod or container "${name}" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")`,
];

/**
 * Pod Security at the level "restricted". A pod that would pass is refused all the same, with the usual reasons:
 * the scenario is there to be seen.
 */
export const podSecurity: AdmissionRule = (pod, store) => {
  const labels = store.get('namespaces', undefined, pod.metadata.namespace ?? '')?.metadata.labels ?? {};
  if (labels['pod-security.kubernetes.io/enforce'] !== 'restricted') return pod;
  const found = podSecurityViolations(mapAt(pod, 'spec'));
  const reasons = found.length > 0 ? found : USUAL_VIOLATIONS(textAt(pod, 'spec', 'containers', 0, 'name'));
  throw refuse(pod, `violates PodSecurity "restricted:latest": ${reasons.join(', ')}`);
};

/** The webhook configuration that both webhook scenarios are played with; deleted, nothing is refused any more. */
export const WEBHOOK = 'image-gate';
const isConfigured: (...given: Parameters<AdmissionRule>) => boolean = (_, store) =>
  store.get('validatingwebhookconfigurations.admissionregistration.k8s.io', undefined, WEBHOOK) !== undefined;

export const webhookDenies: AdmissionRule = (pod, store) => {
  if (!isConfigured(pod, store)) return pod;
  const image = textAt(pod, 'spec', 'containers', 0, 'image');
  throw forbidden(`admission webhook "gate.example.com" denied the request: image ${image} is not signed`);
};

export const webhookUnreachable: AdmissionRule = (pod, store) => {
  if (!isConfigured(pod, store)) return pod;
  throw internal(
    'Internal error occurred: failed calling webhook "gate.example.com": failed to call webhook: Post "https://image-gate.policy.svc:443/validate?timeout=10s": dial tcp 10.96.14.3:443: connect: connection refused',
  );
};
