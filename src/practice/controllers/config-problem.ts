import type {Cluster} from '../cluster.ts';
import {listAt, textAt, valueAt} from '../objects.ts';
import type {PodOnNode} from './pod-on-node.ts';
import type {Container} from './workloads.ts';

/** What is missing to start the container, in the kubelet's words. */
export function configProblem(cluster: Cluster, runner: PodOnNode, container: Container): string | undefined {
  const {namespace} = runner.pod().metadata;
  for (const source of listAt(container, 'envFrom'))
    for (const [reference, resource, word] of [
      ['secretRef', 'secrets', 'secret'],
      ['configMapRef', 'configmaps', 'configmap'],
    ] as const) {
      const name = textAt(source, reference, 'name');
      if (name === '' || valueAt(source, reference, 'optional') === true) continue;
      if (!cluster.store.get(resource, namespace, name)) return `${word} "${name}" not found`;
    }
  for (const variable of listAt(container, 'env'))
    for (const [reference, resource, word] of [
      ['secretKeyRef', 'secrets', 'Secret'],
      ['configMapKeyRef', 'configmaps', 'ConfigMap'],
    ] as const) {
      const source = valueAt(variable, 'valueFrom', reference);
      const name = textAt(source, 'name');
      if (name === '' || valueAt(source, 'optional') === true) continue;
      const found = cluster.store.get(resource, namespace, name);
      if (!found) return `${word.toLowerCase()} "${name}" not found`;
      const key = textAt(source, 'key');
      if (valueAt(found, 'data', key) === undefined)
        return `couldn't find key ${key} in ${word} ${namespace ?? ''}/${name}`;
    }
  return undefined;
}
