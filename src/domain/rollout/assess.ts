import {bucketsOf, lookUp, valuesOf, withEntry} from './buckets.ts';
import type {RolloutState} from './create-rollout.ts';
import {evaluatePod} from './evaluate-pod.ts';
import {keepFindings} from './keep-findings.ts';
import {replicaSetSign} from './signs/create-signs.ts';
import {relevantEvents} from './signs/relevant-events.ts';

/** Looks again at a ReplicaSet after it or its events have changed. */
export function assessReplicaSet(
  state: RolloutState,
  uid: string,
  facts = state.replicaSets.get(uid)?.facts,
): RolloutState {
  if (facts === undefined) return state;
  const sign = replicaSetSign(facts, relevantEvents(state, uid));
  const before = state.replicaSets.get(uid)?.findings;
  const findings = keepFindings({owner: uid, signs: sign === undefined ? [] : [sign], before, state});
  return {...state, replicaSets: new Map(state.replicaSets).set(uid, {facts, findings})};
}

/** Looks again at a pod after it, its events or its logs have changed. */
export function assessPod(
  state: RolloutState,
  uid: string,
  facts = lookUp(state.pods, uid)?.facts,
): RolloutState {
  if (facts === undefined) return state;
  const record = evaluatePod(state, facts, lookUp(state.pods, uid));
  return {...state, pods: withEntry(state.pods, uid, record)};
}

/** Looks again at whatever has that uid. */
export const assess = (state: RolloutState, uid: string): RolloutState =>
  assessReplicaSet(assessPod(state, uid), uid);

/** Looks at every pod and ReplicaSet again, after something that concerns all of them. */
export function assessAll(state: RolloutState): RolloutState {
  const records = Array.from(valuesOf(state.pods), (pod) => evaluatePod(state, pod.facts, pod));
  const pods = bucketsOf(records.map((record) => [record.facts.uid, record] as const));
  let next: RolloutState = {...state, pods};
  for (const uid of state.replicaSets.keys()) next = assessReplicaSet(next, uid);
  return next;
}
