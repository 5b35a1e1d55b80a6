import type {Cluster} from '../../cluster.ts';
import type {Kubelets} from '../../controllers/kubelet.ts';
import type {Pod} from '../../controllers/workloads.ts';
import type {KubeObject} from '../../objects.ts';

/** Somebody else who works on the cluster, or something that happens to it. */
export type Actor = (cluster: Cluster, kubelets: Kubelets) => void;

/** Acts on every object of a resource that is made from now on. */
export const onAdded = (cluster: Cluster, resource: string, act: (object: KubeObject) => void): void => {
  cluster.store.subscribe((change) => {
    if (change.resource === resource && change.type === 'ADDED') act(change.object);
  });
};

/** Acts on the first pod that is made from now on, some played seconds after it began to run on its node. */
export const onFirstRunning = (cluster: Cluster, seconds: number, act: (pod: Pod) => void): void => {
  const old = new Set(cluster.store.list('pods').map(({metadata}) => metadata.uid));
  let done = false;
  cluster.store.subscribe(({resource, object}) => {
    const pod = object as Pod;
    if (done || resource !== 'pods' || old.has(pod.metadata.uid) || pod.status.phase !== 'Running') return;
    done = true;
    cluster.clock.after(seconds, () => {
      const now = cluster.store.get('pods', pod.metadata.namespace, pod.metadata.name) as Pod | undefined;
      if (now && now.metadata.deletionTimestamp === undefined) act(now);
    });
  });
};
