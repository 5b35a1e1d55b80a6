import type {RolloutState} from './create-rollout.ts';

/** What the applied generation looks like, as soon as and as far as it is seen. */
function learnOurs(state: RolloutState): RolloutState['ours'] {
  const {applied, deployments, ours} = state;
  if (applied?.overtaken) return ours;
  const facts = applied?.uid === undefined ? undefined : deployments.get(applied.uid)?.facts;
  if (facts === undefined || applied?.generation === undefined) return ours;
  if (facts.generation !== applied.generation) return ours;
  const settled = facts.observedGeneration >= facts.generation && facts.revision !== '';
  return {template: facts.template, revision: settled ? facts.revision : ours.revision};
}

/**
 * After the Deployments, their stream or the apply have changed: is ours there, what is it like, since when is it
 * missed? It is missed only while the cluster is heard and has listed the others: silence is not absence.
 */
export function followDeployment(state: RolloutState): RolloutState {
  const {applied, deployments, nowMs, listed, streams} = state;
  const there = applied?.uid === undefined ? deployments.size > 0 : deployments.has(applied.uid);
  const seen = state.seen || there;
  const isHeard = listed && streams.get('deployments')?.state === 'live';
  const missed = applied !== undefined && !seen && isHeard;
  return {
    ...state,
    seen,
    missingSinceMs: missed ? (state.missingSinceMs ?? nowMs) : undefined,
    ours: learnOurs(state),
  };
}
