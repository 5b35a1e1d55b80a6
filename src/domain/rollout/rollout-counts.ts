import {evidenceText} from './evidence-text.ts';
import type {Scene} from './read-scene.ts';
import type {OldRevision, RolloutCounts} from './types.ts';

/** Pods of the new and the earlier revisions, by the status of Deployment and ReplicaSet. */
export function rolloutCounts({phase, deployment, current, old}: Scene): RolloutCounts {
  if (deployment === undefined) return {desired: 0, updated: 0, ready: 0, available: 0, old: 0};
  const {desired, replicas, observedGeneration, generation, ...facts} = deployment.facts;
  const observed = phase !== 'waiting-read' && observedGeneration >= generation;
  const updated = observed ? facts.updated : (current?.facts.replicas ?? 0);
  const own = current?.facts ?? (observed ? facts : {ready: 0, available: 0});
  return {
    desired,
    updated,
    ready: Math.min(own.ready, updated),
    available: Math.min(own.available, updated),
    // A status from before the change counts the old pods as updated.
    old: observed
      ? Math.max(0, replicas - updated)
      : old.reduce((sum, {facts: {replicas: left}}) => sum + left, 0),
  };
}

/** The revision that is rolled out; empty while the controller has not said which. */
export function revisionOf({phase, deployment, current}: Scene): string {
  if (current !== undefined) return current.facts.revision;
  return phase === 'waiting-read' || phase === 'unobserved' ? '' : (deployment?.facts.revision ?? '');
}

/** The earlier revision that has most pods available. */
export function oldRevision({old}: Scene): OldRevision | undefined {
  const serving = old
    .filter(({facts}) => facts.available > 0)
    .toSorted(
      (a, b) => b.facts.available - a.facts.available || (b.facts.createdMs ?? 0) - (a.facts.createdMs ?? 0),
    );
  const facts = serving[0]?.facts;
  return (
    facts && {
      revision: evidenceText(facts.revision, 20),
      available: facts.available,
      desired: Math.max(facts.desired, facts.available),
    }
  );
}
