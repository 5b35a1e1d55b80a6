import {beginDeletion} from '../../api/remove.ts';
import {kindNamed} from '../../cluster.ts';
import {createRecorder} from '../../controllers/recorder.ts';
import {conditionOf, type Pod} from '../../controllers/workloads.ts';
import {mapAt, timestamp} from '../../objects.ts';
import {onFirstRunning, type Actor} from './actor.ts';

/** A node that runs out of memory evicts the first pod. */
export const evicts: Actor = (cluster) => {
  const kind = kindNamed(cluster, 'Pod');
  onFirstRunning(cluster, 6, (pod) => {
    const message =
      'The node was low on resource: memory. Threshold quantity: 100Mi, available: 61Mi. Container delegate was using 1310Mi, request is 1Gi, has larger consumption of memory.';
    createRecorder(cluster, {component: 'kubelet', host: pod.spec.nodeName ?? ''})({
      about: pod,
      type: 'Warning',
      reason: 'Evicted',
      message,
    });
    cluster.store.update(
      kind,
      {...pod, status: {...pod.status, phase: 'Failed', reason: 'Evicted', message}},
      {manager: 'kubelet', subresource: 'status'},
    );
  });
};

const EVICTION_SECONDS = 40;

/** The node of the first pod goes away; after a while its pods are given up and made anew elsewhere. */
export const losesNode: Actor = (cluster, kubelets) => {
  const {store, clock} = cluster;
  onFirstRunning(cluster, 6, ({spec: {nodeName = ''}}) => {
    const node = store.get('nodes', undefined, nodeName);
    if (!node) return;
    kubelets.lose(nodeName);
    const now = timestamp(clock.now());
    const ready = {
      type: 'Ready',
      status: 'Unknown',
      reason: 'NodeStatusUnknown',
      message: 'Kubelet stopped posting node status.',
      lastHeartbeatTime: now,
      lastTransitionTime: now,
    };
    store.update(
      kindNamed(cluster, 'Node'),
      {...node, status: {...mapAt(node, 'status'), conditions: [ready]}},
      {manager: 'kube-controller-manager'},
    );
    const tellNode = createRecorder(cluster, {component: 'node-controller'});
    const tellTaint = createRecorder(cluster, {component: 'taint-eviction-controller'});
    const podKind = kindNamed(cluster, 'Pod');
    const stranded = (): Pod[] =>
      (store.list('pods') as Pod[]).filter((one) => one.spec.nodeName === nodeName);
    for (const pod of stranded()) {
      tellNode({about: pod, type: 'Warning', reason: 'NodeNotReady', message: 'Node is not ready'});
      const conditions = (pod.status.conditions ?? []).map((one) =>
        one.type === 'Ready' && conditionOf(pod.status, 'Ready')?.status === 'True'
          ? {...one, status: 'False' as const, lastTransitionTime: now}
          : one,
      );
      store.update(
        podKind,
        {...pod, status: {...pod.status, conditions}},
        {manager: 'kube-controller-manager', subresource: 'status'},
      );
    }
    clock.after(EVICTION_SECONDS, () => {
      for (const pod of stranded()) {
        tellTaint({
          about: pod,
          type: 'Normal',
          reason: 'TaintManagerEviction',
          message: `Marking for deletion Pod ${pod.metadata.namespace ?? ''}/${pod.metadata.name}`,
        });
        beginDeletion(cluster, pod, pod.spec.terminationGracePeriodSeconds ?? 30);
      }
    });
  });
};
