import type {Cluster} from '../cluster.ts';
import {deleteStored} from '../api/remove.ts';
import {resourceOf} from '../kinds.ts';

const SECONDS_UNTIL_SEEN = 0.02;

/** Takes away what belonged to a deleted object. Source: Kubernetes docs, "Garbage Collection", background. */
export function startGarbageCollector(cluster: Cluster): void {
  const {store, clock, kinds} = cluster;
  store.subscribe(({type, object}) => {
    const {uid, namespace} = object.metadata;
    if (type !== 'DELETED' || uid === undefined) return;
    clock.after(SECONDS_UNTIL_SEEN, () => {
      for (const kind of kinds)
        for (const dependent of store.list(resourceOf(kind), namespace))
          if ((dependent.metadata.ownerReferences ?? []).some((owner) => owner.uid === uid))
            deleteStored(cluster, {kind}, dependent);
    });
  });
}
