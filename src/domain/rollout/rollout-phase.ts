import type {AppliedRecord, RolloutState} from './create-rollout.ts';
import type {DeploymentFacts} from './facts/deployment-facts.ts';
import {kubectlStatus} from './kubectl-status.ts';
import {DEADLINE_EXCEEDED} from './take-applied.ts';
import type {RolloutPhase} from './types.ts';

interface PhaseOf {
  readonly phase: RolloutPhase;
  readonly sentence: string;
}

const UNREAD: PhaseOf = {
  phase: 'waiting-read',
  sentence: 'Waiting for deployment spec update to be observed...',
};
/** A Deployment that was just applied may be missing from a list that was on its way. Counts while it is heard. */
const LOST_AFTER_MS = 5000;
/** Every run of this program writes under this name. */
export const OUR_MANAGER = 'delegate-tui';

function lostPhase(state: RolloutState): PhaseOf {
  const {applied, seen, missingSinceMs, nowMs} = state;
  const lost = seen || (missingSinceMs !== undefined && nowMs - missingSinceMs >= LOST_AFTER_MS);
  if (!lost) return UNREAD;
  return applied !== undefined && state.deployments.size > 0
    ? {phase: 'replaced', sentence: 'object has been deleted'}
    : {phase: 'deleted', sentence: 'object has been deleted'};
}

/** Whether the last to write the template was this very run, as far as that is known: all have the same name. */
export const isOurWriting = (
  applied: AppliedRecord | undefined,
  {manager, managerMs = 0}: DeploymentFacts,
): boolean =>
  manager === OUR_MANAGER &&
  applied?.serverMs !== undefined &&
  !applied.overtaken &&
  managerMs <= applied.serverMs;

/** Whether another run of ours has written after this one, and another image. */
const isOfLaterRun = (applied: AppliedRecord, facts: DeploymentFacts): boolean =>
  applied.image !== undefined &&
  applied.serverMs !== undefined &&
  !isOurWriting(applied, facts) &&
  !facts.images.includes(applied.image);

/** Whether somebody else has changed the pod template after us. */
function isSuperseded({applied, ours}: RolloutState, facts: DeploymentFacts): boolean {
  if (applied?.generation === undefined) return false;
  if (applied.overtaken) return true;
  if (facts.generation <= applied.generation) return false;
  if (ours.revision !== undefined && facts.revision !== ours.revision) return true;
  if (ours.template !== undefined) return facts.template !== ours.template;
  // What our own generation was like is not known: only who wrote last, and when, can tell.
  if (ours.revision !== undefined || facts.manager === '') return false;
  return facts.manager !== OUR_MANAGER || isOfLaterRun(applied, facts);
}

/** A deadline that had passed before the apply, until the controller says it again. */
const isStaleDeadline = ({baseline}: RolloutState, facts: DeploymentFacts): boolean =>
  baseline?.deadlineAt !== undefined && baseline.deadlineAt === facts.progressing?.lastUpdateTime;

/**
 * Where the Deployment stands, in the order of `kubectl rollout status` but for one thing: what is complete
 * is complete, even if a deadline passed before.
 */
export function rolloutPhase(state: RolloutState, facts: DeploymentFacts | undefined): PhaseOf {
  const {applied, baseline} = state;
  if (baseline !== undefined && applied === undefined) return UNREAD;
  if (facts === undefined) return lostPhase(state);
  if (applied?.generation !== undefined && facts.generation < applied.generation) return UNREAD;
  const {done, sentence} = kubectlStatus(facts);
  if (isSuperseded(state, facts)) return {phase: 'superseded', sentence};
  if (facts.observedGeneration < facts.generation) return {phase: 'unobserved', sentence};
  if (facts.paused) return {phase: 'paused', sentence};
  if (done) return {phase: 'complete', sentence};
  if (facts.progressing?.reason === DEADLINE_EXCEEDED && !isStaleDeadline(state, facts)) {
    return {phase: 'failed', sentence: `deployment "${facts.name}" exceeded its progress deadline`};
  }
  return {phase: 'progressing', sentence};
}
