import type {RolloutState} from './create-rollout.ts';
import type {PodFacts} from './facts/pod-facts.ts';
import {isGivenUp} from './signs/pod-signs.ts';

/** Beyond that the number says no more. */
const MOST = 1000;

/** Remembers pods that a node or the cluster gave up: most are deleted at once, and nothing else tells of them. */
export function noteGivenUp(state: RolloutState, pods: readonly PodFacts[]): RolloutState {
  const fresh = pods.filter((pod) => isGivenUp(pod) && !state.givenUp.has(pod.uid));
  if (fresh.length === 0 || state.givenUp.size >= MOST) return state;
  return {
    ...state,
    givenUp: new Map([...state.givenUp, ...fresh.map(({uid, owner}) => [uid, owner] as const)]),
  };
}

/** How many pods of the revision were given up, in a sentence; `undefined` where none was. */
export function givenUpNote({givenUp}: RolloutState, replicaSet: string | undefined): string | undefined {
  let count = 0;
  for (const owner of givenUp.values()) if (owner === replicaSet) count += 1;
  if (count === 0) return undefined;
  return count === 1
    ? '1 pod was taken off its node so far; another takes its place.'
    : `${count} pods were taken off their nodes so far; others take their places.`;
}
