import type {DeploymentRecord, ReplicaSetRecord, RolloutState} from './create-rollout.ts';
import type {DeploymentFacts} from './facts/deployment-facts.ts';
import type {RowContext} from './finding-row.ts';
import {rolloutPhase} from './rollout-phase.ts';
import type {RolloutPhase} from './types.ts';

/** What belongs to what at this moment. */
export interface Scene {
  readonly phase: RolloutPhase;
  /** As kubectl says it. */
  readonly sentence: string;
  readonly deployment?: DeploymentRecord;
  /** The ReplicaSet of the revision that is rolled out. */
  readonly current?: ReplicaSetRecord;
  /** The other ReplicaSets of the Deployment. */
  readonly old: readonly ReplicaSetRecord[];
  readonly context: RowContext;
}

/** The Deployment that was applied; without an apply, the newest of that name. */
function findDeployment({applied, deployments}: RolloutState): DeploymentRecord | undefined {
  if (applied?.uid !== undefined) return deployments.get(applied.uid);
  let newest: DeploymentRecord | undefined;
  for (const record of deployments.values()) {
    if ((record.facts.createdMs ?? 0) >= (newest?.facts.createdMs ?? 0)) newest = record;
  }
  return newest;
}

const sameImages = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((image, index) => image === b[index]);

/** Of two ReplicaSets with one revision, the one with the Deployment's images, then the newer. */
function findCurrent(
  deployment: DeploymentFacts,
  sets: readonly ReplicaSetRecord[],
): ReplicaSetRecord | undefined {
  const {revision, images, observedGeneration, generation, paused, updated} = deployment;
  // Until the controller has taken up a change, the revision is that of the pods before it.
  const settled = observedGeneration >= generation && !(paused && updated === 0);
  const candidates = sets
    .filter(({facts}) => revision !== '' && facts.revision === revision)
    .map((record) => ({record, alike: sameImages(record.facts.images, images)}))
    .filter(({alike}) => settled || alike)
    .toSorted(
      (a, b) =>
        Number(b.alike) - Number(a.alike) ||
        (b.record.facts.createdMs ?? 0) - (a.record.facts.createdMs ?? 0) ||
        (a.record.facts.name < b.record.facts.name ? -1 : 1),
    );
  return candidates[0]?.record;
}

/** Reads who owns whom, by uids and the revision annotation. Costs what the ReplicaSets are, not the pods. */
export function readScene(state: RolloutState): Scene {
  const deployment = findDeployment(state);
  const uid = deployment?.facts.uid;
  const sets = Array.from(state.replicaSets.values()).filter(
    ({facts}) => uid !== undefined && facts.owner === uid,
  );
  const {phase, sentence} = rolloutPhase(state, deployment?.facts);
  // Before the applied generation is seen, everything there is of before.
  const current = phase === 'waiting-read' ? undefined : deployment && findCurrent(deployment.facts, sets);
  const old = sets.filter((record) => record !== current);
  return {
    phase,
    sentence,
    deployment,
    current,
    old,
    context: {
      owns: (kind, name) => state.applied?.owned.has(`${kind.toLowerCase()}/${name}`) ?? false,
      oldPods: old.some(({facts}) => facts.replicas > 0),
    },
  };
}
