import type {DeployEvent, DeployOutcome, ObjectCounts} from '../domain/deploy/events.ts';
import type {ManifestObject} from '../domain/deploy/read-manifest.ts';
import type {RolloutInput, RolloutView} from '../domain/rollout/types.ts';
import type {WatchOptions} from '../domain/deploy/watch-options.ts';
import {afterChecks, type AfterFacts} from './after-checks.ts';
import type {DeployControls} from './controls.ts';
import type {DeploySession, RunPlace} from './deploy-types.ts';
import {endEvent} from './end-event.ts';
import {follow, type FollowRequest} from './follow.ts';
import type {Journal} from './journal.ts';
import {unwritten} from './unwritten.ts';

export interface WatchedRun {
  readonly place: RunPlace;
  /** Of the Deployment. */
  readonly name: string;
  readonly selector: string;
  readonly container?: string;
  readonly image?: string;
  readonly known: readonly RolloutInput[];
  /** What is looked at when it is complete. */
  readonly after: readonly ManifestObject[];
  readonly options: WatchOptions;
  readonly journal?: Journal;
  readonly counts?: ObjectCounts;
  /** Told how to go on with the watch when it is left. */
  readonly session?: DeploySession;
  /** The watch that was left, and goes on. */
  readonly left?: FollowRequest['left'];
}

/** Of a rollout that was complete when the cluster was last heard. */
const lastWord = ({verdict: {word, sentence}}: RolloutView): string =>
  word === 'complete' ? sentence : 'Complete when last heard of.';

/** Nobody has to come back to these. */
const OVER: readonly DeployOutcome[] = [
  'complete',
  'doomed',
  'failed',
  'paused',
  'deleted',
  'replaced',
  'superseded',
];

/** Follows a rollout, looks around when it is complete, and ends the run. */
export async function* watchApplied(
  run: WatchedRun,
  controls: DeployControls,
): AsyncGenerator<DeployEvent, void, undefined> {
  const {place, name, journal, counts, image, session} = run;
  const {leave} = controls;
  delete session?.watch;
  const {outcome, view, afterMs, wasComplete, left} = yield* follow({...place, ...run}, controls);
  if (outcome === 'detached' && session !== undefined) session.watch = {run, left};
  let after: AfterFacts = {};
  if (outcome === 'complete') {
    const {connection} = place;
    after = yield* afterChecks({
      connection,
      objects: run.after,
      view,
      ...(leave === undefined ? {} : {leave}),
    });
  }
  // Whoever leaves while restarts are looked for has seen the end.
  const isCutShort = outcome === 'detached' && wasComplete;
  const isOver = OVER.includes(outcome) || isCutShort;
  const isRemembered = journal?.saved().run !== undefined;
  const untold = isOver ? await journal?.write({phase: 'finished'}) : undefined;
  if (isRemembered) yield* unwritten('finished', untold);
  const {overtaken, ...facts} = after;
  yield endEvent({
    place,
    outcome,
    name,
    view,
    afterMs,
    ...facts,
    ...(isCutShort ? {reason: `${lastWord(view)} Nobody looks for restarts any more.`} : {}),
    ...(outcome === 'complete' && overtaken !== undefined ? {...overtaken, outcome: 'superseded'} : {}),
    ...(image === undefined ? {} : {image}),
    ...(counts === undefined ? {} : {objects: counts}),
    ...journal?.saved(),
  });
}
