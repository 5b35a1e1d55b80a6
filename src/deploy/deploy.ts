import type {DeployEvent, DeployOutcome} from '../domain/deploy/events.ts';
import {at} from '../domain/deploy/json.ts';
import {labelSelector} from '../domain/deploy/label-selector.ts';
import {undoBeforeApply} from '../domain/deploy/objects-in-run.ts';
import {undoObjects} from '../domain/deploy/undo-plan.ts';
import {objectKey} from '../domain/deploy/object-ref.ts';
import {readManifest} from '../domain/deploy/read-manifest.ts';
import type {WatchOptions} from '../domain/deploy/watch-options.ts';
import {rolledOutDeployment, type PreflightReport} from '../services/kubectl/preflight.ts';
import {appliedFacts} from './applied-facts.ts';
import {applyObjects, type AppliedObjects} from './apply-objects.ts';
import {agree, checkTarget, hasLeft, type Stopped} from './check-target.ts';
import type {Connection} from '../services/kubectl/kubectl-types.ts';
import type {DeployControls} from './controls.ts';
import type {DeploySession, RunPlace} from './deploy-types.ts';
import {endEvent} from './end-event.ts';
import {containerOf, imageOf} from './image-of.ts';
import {openJournal, type Journal} from './journal.ts';
import {leftWords} from './left-words.ts';
import {unwritten} from './unwritten.ts';
import {watchApplied} from './watch-applied.ts';

export interface DeployRequest extends RunPlace {
  /** Texts of the manifests, in the order in which they are applied. */
  readonly manifests: readonly string[];
  readonly options: WatchOptions;
  /** Filled with what an undo in this process needs. */
  readonly session?: DeploySession;
  /** When the run begins. */
  readonly now: Date;
  /** Ends after the checks. */
  readonly checkOnly?: boolean;
}

/**
 * From the checks to the end of the rollout: target, checks, consent, one event per object, the rollout as it
 * goes, what is looked at afterwards. The last event is `end`. Throws only what is a bug.
 */
export async function* deploy(
  request: DeployRequest,
  controls: DeployControls,
): AsyncGenerator<DeployEvent, void, undefined> {
  const {namespace} = request.connection.target;
  const objects = request.manifests.flatMap((text) => readManifest(text, namespace).objects);
  const name = objects.find(({ref}) => ref.kind === 'Deployment')?.ref.name;
  const named = name === undefined ? {} : {name};
  const checked = yield* checkTarget({...request, ...named}, controls);
  const {report} = checked;
  begin(request.session, report.connection);
  const place: RunPlace = {...request, connection: report.connection};
  const stopped = checked.stopped ?? (request.checkOnly ? DRY_RUN : yield* agree(place, report, controls));
  if (stopped !== undefined) return yield endEvent({place, afterMs: 0, ...named, ...stopped});
  yield* applyAndWatch({request, place, report}, controls);
}

/** What an earlier run of this process has applied is no part of this one. */
function begin(session: DeploySession | undefined, connection: Connection): void {
  if (session === undefined) return;
  for (const key of ['undo', 'run', 'name', 'watch', 'undone'] as const) delete session[key];
  session.connection = connection;
}

const DRY_RUN: Stopped = {outcome: 'checked'};

interface Agreed {
  readonly request: DeployRequest;
  readonly place: RunPlace;
  readonly report: PreflightReport;
}

/** How an apply ends the run at once. */
const ENDS: Readonly<Partial<Record<AppliedObjects['state'], DeployOutcome>>> = {
  failed: 'not-applied',
  partial: 'partial',
  unknown: 'lost',
  left: 'detached',
};

async function* applyAndWatch(
  {request, place, report}: Agreed,
  controls: DeployControls,
): AsyncGenerator<DeployEvent, void, undefined> {
  const deployment = rolledOutDeployment(report);
  const named = deployment === undefined ? {} : {name: deployment.object.ref.name};
  const journal = journalFor({request, place, report});
  const nothing = async (): Promise<DeployEvent> => {
    for (const key of ['undo', 'run', 'name'] as const) delete request.session?.[key];
    await journal?.forget();
    return endEvent({place, outcome: 'cancelled', afterMs: 0, ...named});
  };
  const refs = report.objects.map(({ref}) => ref);
  const toUndo = undoBeforeApply(refs, report.before);
  yield* unwritten('run', await journal?.write({undo: toUndo}));
  if (hasLeft(controls.leave)) return yield await nothing();
  const remember = (facts: DeploySession): void => void Object.assign(request.session ?? {}, facts);
  remember({undo: toUndo, ...named, ...journal?.saved()});
  const applied = yield* applyObjects({report, ...journal?.saved()}, controls);
  if (applied.state === 'unbegun') return yield await nothing();
  const undo = undoObjects(applied.objects, report.before, {isOver: applied.state !== 'left'});
  remember({undo});
  const outcome = endOf(applied);
  const isRemembered = journal?.saved().run !== undefined;
  const untold = await journal?.write({
    undo,
    // Of one that goes on it is not the end.
    ...(applied.serverTime === undefined || isUncertain(applied) ? {} : {serverTime: applied.serverTime}),
    ...(deployment === undefined ? {} : {deployment: identityOf(applied, deployment)}),
    ...(isUncertain(applied) ? {} : {phase: outcome === undefined ? 'watching' : 'finished'}),
  });
  // A run that is not remembered at all was told as that before.
  if (isRemembered) yield* unwritten('applied', untold);
  const facts = {objects: applied.counts, ...named, ...journal?.saved()};
  if (outcome !== undefined) {
    const {failure} = applied;
    const reason = reasonOf(applied, place);
    yield endEvent({
      place,
      outcome,
      afterMs: 0,
      ...facts,
      ...(reason === undefined ? {} : {reason}),
      ...(failure === undefined ? {} : {next: [failure.next]}),
    });
    return;
  }
  if (deployment === undefined) return yield endEvent({place, outcome: 'complete', afterMs: 0, ...facts});
  const {value} = deployment.object;
  const image = imageOf(value);
  const container = containerOf(value);
  yield* watchApplied(
    {
      place,
      name: deployment.object.ref.name,
      selector: labelSelector(at(value, 'spec', 'selector')),
      known: [
        {type: 'baseline', deployment: deployment.before === 'unknown' ? undefined : deployment.before},
        {
          type: 'applied',
          objects: applied.objects.map((object) =>
            appliedFacts(object, {deployment, secrets: place.connection.secrets ?? []}),
          ),
          ...(applied.serverTime === undefined ? {} : {serverTime: applied.serverTime}),
        },
      ],
      after: report.objects,
      options: request.options,
      counts: applied.counts,
      ...(image === undefined ? {} : {image}),
      ...(container === undefined ? {} : {container}),
      ...(journal === undefined ? {} : {journal}),
      ...(request.session === undefined ? {} : {session: request.session}),
    },
    controls,
  );
}

function reasonOf({state, held, failure}: AppliedObjects, {practice}: RunPlace): string | undefined {
  if (state === 'left' && practice === undefined) return leftWords(held);
  return failure?.message;
}

/** Nobody has seen the end of the apply, so the record stays as it was before: as one that is applying. */
const isUncertain = ({state}: AppliedObjects): boolean => state === 'left' || state === 'unknown';

/** Where every object was taken and one is gone again, somebody else deleted it: that is for the watch to tell. */
function endOf({state, counts, failure}: AppliedObjects): DeployOutcome | undefined {
  if (state === 'partial' && failure === undefined) return undefined;
  // Other objects may have been applied before a conflict that nobody agreed to take over.
  if (state === 'conflict') return counts.created + counts.changed > 0 ? 'partial' : 'not-applied';
  return ENDS[state];
}

function journalFor({request, place, report}: Agreed): Journal | undefined {
  const deployment = rolledOutDeployment(report);
  if (deployment === undefined || place.runs === undefined || place.practice !== undefined) return undefined;
  const {target} = place.connection;
  return openJournal({directory: place.runs, target, deployment, now: request.now});
}

function identityOf(
  {objects}: AppliedObjects,
  {object}: NonNullable<ReturnType<typeof rolledOutDeployment>>,
): {uid?: string; generation?: number} {
  const found = objects.find(({ref}) => objectKey(ref) === objectKey(object.ref));
  return {
    ...(found?.uid === undefined ? {} : {uid: found.uid}),
    ...(found?.generation === undefined ? {} : {generation: found.generation}),
  };
}
