import type {DeploymentFacts} from '../facts/deployment-facts.ts';
import type {EventFacts} from '../facts/event-facts.ts';
import type {ReplicaSetFacts} from '../facts/replica-set-facts.ts';
import type {Sign} from '../finding-row.ts';
import {latestEvent} from './relevant-events.ts';

const notCreated = (text: string, count: number): Sign => ({
  signal: 'not-created',
  reason: 'FailedCreate',
  text,
  count,
  restarts: 0,
  words: {},
});

/** A ReplicaSet that cannot create its pods: by its condition, else by its newest event. */
export function replicaSetSign(replicaSet: ReplicaSetFacts, events: readonly EventFacts[]): Sign | undefined {
  if (replicaSet.desired === 0) return undefined;
  const count = events
    .filter(({reason}) => reason === 'FailedCreate')
    .reduce((sum, event) => sum + event.count, 0);
  if (replicaSet.failure !== undefined) return notCreated(replicaSet.failure, Math.max(1, count));
  if (replicaSet.replicas >= replicaSet.desired) return undefined;
  const newest = latestEvent(
    events,
    ({reason}) => reason === 'FailedCreate' || reason === 'SuccessfulCreate',
  );
  return newest?.reason === 'FailedCreate' ? notCreated(newest.message, count) : undefined;
}

/** A Deployment that cannot create its ReplicaSet, or whose ReplicaSet cannot create pods. */
export function deploymentSigns(deployment: DeploymentFacts): readonly Sign[] {
  const {progressing, replicaFailure} = deployment;
  const signs = replicaFailure === undefined ? [] : [notCreated(replicaFailure, 1)];
  if (
    progressing?.status === 'False' &&
    /^(?:ReplicaSetCreateError|FailedCreate)$/.test(progressing.reason)
  ) {
    const {reason, message} = progressing;
    signs.push({...notCreated(message || reason, 1), signal: 'not-progressing', reason});
  }
  return signs;
}
