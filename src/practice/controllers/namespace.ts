import {kindNamed, type Cluster} from '../cluster.ts';
import {deleteStored} from '../api/remove.ts';
import {resourceOf} from '../kinds.ts';
import {textAt, type KubeObject} from '../objects.ts';

const WRITER = {manager: 'kube-controller-manager'};
const SECONDS_UNTIL_CLEARED = 5;
const SECONDS_BETWEEN_LOOKS = 0.5;
/** Kinds whose objects go last: they end by themselves, or belong to those that do. */
const LAST = new Set(['Pod', 'Deployment', 'ReplicaSet']);

/** Gives a namespace its service account and root certificate, and empties it when it is deleted. */
export function startNamespaceController(cluster: Cluster): void {
  const {store, clock, kinds} = cluster;
  const namespaces = kindNamed(cluster, 'Namespace');

  const furnish = ({metadata}: KubeObject): void => {
    const account = kindNamed(cluster, 'ServiceAccount');
    const maps = kindNamed(cluster, 'ConfigMap');
    if (!store.get('serviceaccounts', metadata.name, 'default'))
      store.create(
        account,
        {apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name: 'default', namespace: metadata.name}},
        WRITER,
      );
    if (!store.get('configmaps', metadata.name, 'kube-root-ca.crt'))
      store.create(
        maps,
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: {name: 'kube-root-ca.crt', namespace: metadata.name},
          data: {'ca.crt': 'practice'},
        },
        WRITER,
      );
  };

  /** Deletes everything in the namespace, pods first; then the namespace itself. */
  const clear = (name: string): void => {
    const own = store.get('namespaces', undefined, name);
    if (!own || textAt(own, 'status', 'phase') !== 'Terminating') return;
    const pods = store.list('pods', name);
    for (const pod of pods)
      if (pod.metadata.deletionTimestamp === undefined)
        deleteStored(cluster, {kind: kindNamed(cluster, 'Pod')}, pod);
    for (const kind of kinds)
      if (kind.namespaced && (pods.length === 0 || !LAST.has(kind.kind)))
        for (const object of store.list(resourceOf(kind), name))
          if (kind.kind !== 'Pod') store.remove(kind, name, object.metadata.name);
    if (
      pods.length === 0 &&
      kinds.every((kind) => !kind.namespaced || store.list(resourceOf(kind), name).length === 0)
    )
      store.remove(namespaces, undefined, name);
    else clock.after(SECONDS_BETWEEN_LOOKS, () => clear(name));
  };

  store.subscribe(({type, resource, object}) => {
    if (resource !== 'namespaces') return;
    if (type === 'ADDED') furnish(object);
    const terminating = textAt(object, 'status', 'phase') === 'Terminating';
    if (type === 'MODIFIED' && terminating)
      clock.after(SECONDS_UNTIL_CLEARED, () => clear(object.metadata.name));
  });
}
