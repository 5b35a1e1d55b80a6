import {kindNamed, type Cluster} from '../cluster.ts';
import {quantityValue} from '../fields/quantity.ts';
import {fitsLabels} from '../api/selectors.ts';
import {listAt, mapAt, textAt, timestamp, valueAt, type KubeObject} from '../objects.ts';
import {createSchedulerRecorder} from './recorder.ts';
import {createWorkQueue} from './work-queue.ts';
import {sum, type Pod} from './workloads.ts';

const WRITER = {manager: 'kube-scheduler'};
const RETRY_SECONDS = 60;
const RESOURCES = ['cpu', 'memory'];

/** What the containers of a pod ask for together. */
const podRequest = (pod: KubeObject, resource: string): number =>
  sum(
    listAt(pod, 'spec', 'containers').map((one) =>
      quantityValue(valueAt(one, 'resources', 'requests', resource) ?? '0'),
    ),
  );

const isReady = (node: KubeObject): boolean =>
  listAt(node, 'status', 'conditions').some(
    (one) => textAt(one, 'type') === 'Ready' && textAt(one, 'status') === 'True',
  );

/** Puts pods on nodes that have room, and says why not. Source: Kubernetes docs, "Kubernetes Scheduler". */
export function startScheduler(cluster: Cluster): void {
  const {store, clock} = cluster;
  const kind = kindNamed(cluster, 'Pod');
  const record = createSchedulerRecorder(cluster);

  /** Why a pod cannot run on a node; undefined when it can. */
  const obstacle = (pod: Pod, node: KubeObject): string | undefined => {
    if (!isReady(node)) return 'node(s) had untolerated taint(s)';
    if (!fitsLabels(mapAt(pod, 'spec', 'nodeSelector'), node.metadata.labels))
      return "node(s) didn't match Pod's node affinity/selector";
    const others = (store.list('pods') as Pod[]).filter((one) => one.spec.nodeName === node.metadata.name);
    const short = RESOURCES.find((resource) => {
      const free =
        quantityValue(valueAt(node, 'status', 'allocatable', resource)) -
        sum(others.map((one) => podRequest(one, resource)));
      return podRequest(pod, resource) > free;
    });
    return short === undefined ? undefined : `Insufficient ${short}`;
  };

  const sync = (key: string): 'ok' => {
    const [namespace, name = ''] = key.split('/');
    const pod = store.get('pods', namespace, name) as Pod | undefined;
    if (!pod || pod.spec.nodeName !== undefined || pod.metadata.deletionTimestamp !== undefined) return 'ok';
    const nodes = store.list('nodes').map((node) => ({node, why: obstacle(pod, node)}));
    const load = (node: KubeObject): number =>
      (store.list('pods') as Pod[]).filter((one) => one.spec.nodeName === node.metadata.name).length;
    const [chosen] = nodes.filter(({why}) => why === undefined).sort((a, b) => load(a.node) - load(b.node));
    const lastTransitionTime = timestamp(clock.now());
    if (chosen) {
      const scheduled = {type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime};
      store.update(
        kind,
        {
          ...pod,
          spec: {...pod.spec, nodeName: chosen.node.metadata.name},
          status: {...pod.status, conditions: [scheduled]},
          metadata: {...pod.metadata},
        },
        WRITER,
      );
      record({
        about: pod,
        type: 'Normal',
        reason: 'Scheduled',
        action: 'Binding',
        message: `Successfully assigned ${namespace ?? ''}/${name} to ${chosen.node.metadata.name}`,
      });
      return 'ok';
    }
    const message = unschedulable(nodes.map(({why = ''}) => why));
    const condition = {
      type: 'PodScheduled',
      status: 'False',
      lastProbeTime: null,
      lastTransitionTime,
      reason: 'Unschedulable',
      message,
    };
    const known = valueAt(pod, 'status', 'conditions', 0);
    if (textAt(known, 'message') !== message)
      store.update(kind, {...pod, status: {...pod.status, conditions: [condition]}}, WRITER);
    record({about: pod, type: 'Warning', reason: 'FailedScheduling', action: 'Scheduling', message});
    queue.addAfter(key, RETRY_SECONDS);
    return 'ok';
  };

  const queue = createWorkQueue(clock, sync);
  store.subscribe(({type, resource, object}) => {
    if (resource === 'pods' && type === 'ADDED')
      queue.add(`${object.metadata.namespace ?? ''}/${object.metadata.name}`);
    if (resource === 'nodes' || (resource === 'pods' && type === 'DELETED'))
      for (const pod of store.list('pods') as Pod[])
        if (pod.spec.nodeName === undefined)
          queue.add(`${pod.metadata.namespace ?? ''}/${pod.metadata.name}`);
  });
}

/** The scheduler's sentence: how many nodes are out for which reason, and that preemption does not help. */
function unschedulable(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const said = [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ');
  const helpless = reasons.some((reason) => reason.startsWith('Insufficient'))
    ? 'No preemption victims found for incoming pod'
    : 'Preemption is not helpful for scheduling';
  const all = reasons.length;
  return `0/${all} nodes are available: ${said}. no new claims to deallocate, preemption: 0/${all} nodes are available: ${all} ${helpless}.`;
}
