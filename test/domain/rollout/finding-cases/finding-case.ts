import type {AppliedObject, RolloutInput} from '../../../../src/domain/rollout/types.ts';
import {event, pod, put, replicaSet, waiting} from '../objects.ts';

/** One row of the findings table, tried out. */
export interface FindingCase {
  readonly what: string;
  readonly code: string;
  readonly inputs: readonly RolloutInput[];
  /** `F`, or `L 60 F`: severities with the seconds after which the next one holds. */
  readonly course: string;
  readonly own?: readonly AppliedObject[];
  readonly cause?: RegExp;
  readonly next?: RegExp;
  /** What heals it; a ready pod unless told otherwise. */
  readonly heal?: readonly RolloutInput[];
}

export const container = (status: Readonly<Record<string, unknown>>): readonly RolloutInput[] => [
  put('pods', pod('pod', {container: status})),
];
export const unschedulable = (message: string, reason = 'Unschedulable'): RolloutInput =>
  put('pods', pod('pod', {conditions: [{type: 'PodScheduled', status: 'False', reason, message}]}));
export const refused = (message: string): readonly RolloutInput[] => [
  put(
    'replicasets',
    replicaSet('new-set', {
      status: {
        replicas: 0,
        conditions: [{type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message}],
      },
    }),
  ),
];
export const failed = (reason: string): readonly RolloutInput[] => [
  put('pods', pod('pod', {status: {phase: 'Failed', reason, message: 'gone'}})),
];
export const told = (reason: string, message: string, type = 'Warning'): RolloutInput =>
  put('events', event('pod', reason, message, {type}));
export const creating = put('pods', pod('pod', {container: waiting('ContainerCreating')}));
export const created: readonly RolloutInput[] = [put('replicasets', replicaSet())];
export const pulled = (message: string) => container(waiting('ErrImagePull', message));
