import type {Cluster} from '../cluster.ts';
import {mapAt, valueAt, type KubeObject} from '../objects.ts';
import {podSecurityViolations} from '../scenarios/pod-security.ts';

/** What the namespace's Pod Security labels have to say about a Deployment's template. */
export function podWarnings({store}: Cluster, object: KubeObject): string[] {
  if (object.kind !== 'Deployment') return [];
  const labels = store.get('namespaces', undefined, object.metadata.namespace ?? '')?.metadata.labels ?? {};
  const level = labels['pod-security.kubernetes.io/warn'] ?? labels['pod-security.kubernetes.io/enforce'];
  if (level !== 'restricted') return [];
  const violations = podSecurityViolations(mapAt(valueAt(object, 'spec', 'template'), 'spec'));
  return violations.length === 0
    ? []
    : [`would violate PodSecurity "restricted:latest": ${violations.join(', ')}`];
}
