import {podSpecDefaults} from '../fields/pod-defaults.ts';
import {ownerReference, type Pod, type ReplicaSet} from './workloads.ts';

/** A pod from a template, as it is before anybody looked at it. */
export function podFrom(set: ReplicaSet, suffix: string): Pod {
  const {template} = set.spec;
  const spec = podSpecDefaults({
    ...template.spec,
    serviceAccountName: template.spec['serviceAccountName'] ?? 'default',
  });
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${set.metadata.name}-${suffix}`,
      generateName: `${set.metadata.name}-`,
      ...(set.metadata.namespace === undefined ? {} : {namespace: set.metadata.namespace}),
      generation: 1,
      labels: template.metadata.labels ?? {},
      ...(template.metadata.annotations ? {annotations: template.metadata.annotations} : {}),
      ownerReferences: [ownerReference(set)],
    },
    spec: {
      ...(spec as Pod['spec']),
      tolerations: ['not-ready', 'unreachable'].map((taint) => ({
        key: `node.kubernetes.io/${taint}`,
        operator: 'Exists',
        effect: 'NoExecute',
        tolerationSeconds: 300,
      })),
      priority: 0,
      enableServiceLinks: true,
      preemptionPolicy: 'PreemptLowerPriority',
    },
    status: {phase: 'Pending', qosClass: 'Burstable'},
  };
}
