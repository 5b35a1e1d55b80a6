import type {DeploymentFacts} from './facts/deployment-facts.ts';

/** The sentence of `kubectl rollout status` about a Deployment whose generation is observed, or about one that is not. */
export function kubectlStatus(facts: DeploymentFacts): {readonly done: boolean; readonly sentence: string} {
  const {name, desired, updated, replicas, available} = facts;
  const waiting = `Waiting for deployment "${name}" rollout to finish: `;
  if (facts.observedGeneration < facts.generation) {
    return {done: false, sentence: 'Waiting for deployment spec update to be observed...'};
  }
  if (updated < desired) {
    return {
      done: false,
      sentence: `${waiting}${updated} out of ${desired} new replicas have been updated...`,
    };
  }
  if (replicas > updated) {
    return {done: false, sentence: `${waiting}${replicas - updated} old replicas are pending termination...`};
  }
  if (available < updated) {
    return {done: false, sentence: `${waiting}${available} of ${updated} updated replicas are available...`};
  }
  return {done: true, sentence: `deployment "${name}" successfully rolled out`};
}
