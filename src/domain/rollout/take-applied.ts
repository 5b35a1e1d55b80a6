import {assessAll} from './assess.ts';
import type {AppliedRecord, RolloutState} from './create-rollout.ts';
import {progressingFacts} from './facts/deployment-facts.ts';
import type {ProgressingFacts} from './facts/deployment-facts.ts';
import {followDeployment} from './follow-deployment.ts';
import {parseTime} from './read.ts';
import type {AppliedObject} from './types.ts';

export const DEADLINE_EXCEEDED = 'ProgressDeadlineExceeded';

const deadlineAt = (progressing: ProgressingFacts | undefined): string | undefined =>
  progressing?.reason === DEADLINE_EXCEEDED ? progressing.lastUpdateTime : undefined;

/** Remembers what was so before the apply: a deadline that had passed then says nothing about ours. */
export const takeBaseline = (state: RolloutState, deployment: unknown): RolloutState => ({
  ...state,
  baseline: {deadlineAt: deadlineAt(progressingFacts(deployment))},
  applied: undefined,
});

/** Without a baseline, what is on record of the generation before is one. */
function baselineOf(state: RolloutState, applied: AppliedRecord): RolloutState['baseline'] {
  if (state.applied === undefined) return state.baseline;
  const known = applied.uid === undefined ? undefined : state.deployments.get(applied.uid)?.facts;
  if (known === undefined || known.generation >= (applied.generation ?? 0)) return state.baseline;
  return {deadlineAt: deadlineAt(known.progressing)};
}

/** The apply has ended, and a rollout of ours begins; also for the second time, as after an undo. */
export function takeApplied(
  state: RolloutState,
  {objects, serverTime}: {readonly objects: readonly AppliedObject[]; readonly serverTime?: string},
): RolloutState {
  const ours = objects.find(({kind, name}) => kind === 'Deployment' && name === state.target.name);
  const applied: AppliedRecord = {
    uid: ours?.uid,
    generation: ours?.generation,
    image: ours?.image,
    overtaken: ours?.overtaken ?? false,
    atMs: state.nowMs,
    serverMs: parseTime(serverTime ?? ''),
    owned: new Set(objects.map(({kind, name}) => `${kind.toLowerCase()}/${name}`)),
  };
  const fresh = ours?.uid === undefined || ours.uid !== state.applied?.uid;
  return assessAll(
    followDeployment({
      ...state,
      baseline: baselineOf(state, applied),
      applied,
      ours: {template: ours?.template},
      seen: fresh ? false : state.seen,
      missingSinceMs: undefined,
      doomedSinceMs: undefined,
    }),
  );
}
