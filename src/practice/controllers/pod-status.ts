import {timestamp, type Condition} from '../objects.ts';
import {conditionOf, type ContainerStatus, type Pod} from './workloads.ts';

const MESSAGES: Readonly<Record<string, (unready: string) => string>> = {
  ContainersNotReady: (unready) => `containers with unready status: [${unready}]`,
};

/** The status of a container that has not been created yet. */
export const freshStatus = ({name, image}: {name: string; image: string}): ContainerStatus => ({
  name,
  state: {waiting: {reason: 'ContainerCreating'}},
  lastState: {},
  ready: false,
  restartCount: 0,
  image,
  imageID: '',
  started: false,
});

/** The five conditions that the kubelet keeps, with the time of their last change. */
export function podConditions({
  pod,
  sandbox,
  containers,
  ended,
  now,
}: {
  pod: Pod;
  sandbox: boolean;
  containers: readonly ContainerStatus[];
  ended?: 'PodFailed' | 'PodCompleted';
  now: number;
}): Condition[] {
  const unready = containers.filter(({ready}) => !ready).map(({name}) => name);
  const reason = ended ?? (unready.length > 0 ? 'ContainersNotReady' : undefined);
  const make = (type: string, isTrue: boolean, why?: string): Condition => {
    const before = conditionOf(pod.status, type);
    const status = isTrue ? 'True' : 'False';
    const message = why === undefined ? undefined : MESSAGES[why]?.(unready.join(' '));
    return {
      type,
      observedGeneration: pod.metadata.generation ?? 1,
      status,
      lastProbeTime: null,
      lastTransitionTime:
        before?.status === status ? (before.lastTransitionTime ?? timestamp(now)) : timestamp(now),
      ...(why === undefined ? {} : {reason: why}),
      ...(message === undefined ? {} : {message}),
    };
  };
  const scheduled = conditionOf(pod.status, 'PodScheduled') ?? {type: 'PodScheduled', status: 'True'};
  return [
    make('PodReadyToStartContainers', sandbox && ended === undefined),
    make('Initialized', true),
    make('Ready', reason === undefined, reason),
    make('ContainersReady', reason === undefined, reason),
    scheduled,
  ];
}
