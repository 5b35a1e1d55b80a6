import type {Cluster} from '../cluster.ts';
import type {Planner} from './pod-plan.ts';
import {runPod, type Runner} from './pod-runner.ts';
import {createRecorder, type Recorder} from './recorder.ts';
import type {Pod} from './workloads.ts';

export type Kubelets = {
  /** The node stops answering: its pods stay as they are, whatever is asked of them. */
  lose(node: string): void;
};

/** Plays the nodes: every pod that is put on one lives as planned. */
export function startKubelets(cluster: Cluster, planner: Planner): Kubelets {
  const {store} = cluster;
  const runners = new Map<string, {runner: Runner; node: string}>();
  const recorders = new Map<string, Recorder>();
  const lost = new Set<string>();
  const recorderOf = (host: string): Recorder => {
    const found = recorders.get(host) ?? createRecorder(cluster, {component: 'kubelet', host});
    recorders.set(host, found);
    return found;
  };

  const look = (pod: Pod): void => {
    const {uid = '', deletionTimestamp} = pod.metadata;
    const node = pod.spec.nodeName;
    if (node === undefined || lost.has(node)) return;
    const known = runners.get(uid);
    if (pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded') {
      known?.runner.abandon();
      return;
    }
    if (known) {
      if (deletionTimestamp !== undefined) known.runner.stop();
      return;
    }
    const adopt = pod.status.phase === 'Running';
    const runner = runPod({cluster, given: pod, plan: planner(pod), record: recorderOf(node), adopt});
    runners.set(uid, {runner, node});
    if (deletionTimestamp !== undefined) runner.stop();
  };

  store.subscribe(({type, resource, object}) => {
    if (resource !== 'pods') return;
    if (type !== 'DELETED') return look(object as Pod);
    runners.get(object.metadata.uid ?? '')?.runner.abandon();
    runners.delete(object.metadata.uid ?? '');
  });
  return {
    lose(node) {
      lost.add(node);
      for (const {runner, node: own} of runners.values()) if (own === node) runner.abandon();
    },
  };
}
