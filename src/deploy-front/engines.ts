import type {DeployControls} from '../deploy/controls.ts';
import {placeAfter, type DeploySession, type RunPlace} from '../deploy/deploy-types.ts';
import type {DeployEvent} from '../domain/deploy/events.ts';
import {practiceManifests} from '../domain/deploy/practice-manifests.ts';
import {ATTENDED, type WatchOptions} from '../domain/deploy/watch-options.ts';
import {listRuns, type RunRecord} from '../services/run-record.ts';
import type {DeployContext} from './context.ts';

interface EngineInput {
  readonly context: DeployContext;
  readonly session: DeploySession;
  readonly place: RunPlace;
}

/** Begins a run of the engine. */
export type Engine = (
  input: EngineInput,
  controls: DeployControls,
) => Promise<AsyncGenerator<DeployEvent, void, undefined>>;

const optionsOf = ({options}: DeployContext): WatchOptions => ({...ATTENDED, ...options});

/** From the checks to the end of the rollout. */
export const startDeploy: Engine = async ({context, session, place}, controls) => {
  const {deploy} = await import('../deploy/deploy.ts');
  const manifests = place.practice === undefined ? context.manifests : practiceManifests(context.manifests);
  return deploy({...place, manifests, options: optionsOf(context), session, now: new Date()}, controls);
};

/**
 * Back to a rollout: that of this process, else the one that was asked for. Once it was taken back, its record would
 * make our own undo the change of somebody else, so the Deployment is then watched as it is found.
 */
export const startWatch: Engine = async (input, controls) => {
  const {watchRun} = await import('../deploy/watch-run.ts');
  const place = placeAfter(input.place, input.session);
  const {session, context} = input;
  const {name, ...recorded} = await runOf(input);
  const run = session.undone === true ? {name} : {name, ...recorded};
  return watchRun({...place, ...run, options: optionsOf(context), session}, controls);
};

/** On with the watch that was left, as if nobody had; where there is none, back to the rollout. */
export const goOnWatching: Engine = async (input, controls) => {
  const {watch} = input.session;
  if (watch === undefined) return await startWatch(input, controls);
  const {watchApplied} = await import('../deploy/watch-applied.ts');
  return watchApplied({...watch.run, left: watch.left}, controls);
};

/** Takes back what this process has applied, which it knows best, else what was written down. */
export const startUndo: Engine = async (input, controls) => {
  const {undoRun} = await import('../deploy/undo-run.ts');
  const {session} = input;
  const place = placeAfter(input.place, session);
  const run = await runOf(input);
  const objects = session.undo ?? run.record?.undo ?? [];
  const request = {...place, ...run, objects, afterDeploy: session.undo !== undefined, asks: true};
  return noted(undoRun(request, controls), session);
};

/** Afterwards something may be otherwise than it was applied. */
const CHANGED: readonly string[] = ['restored', 'deleted', 'unknown'];

async function* noted(
  events: AsyncGenerator<DeployEvent, void, undefined>,
  session: DeploySession,
): AsyncGenerator<DeployEvent, void, undefined> {
  for await (const event of events) {
    if (event.type === 'undo' && CHANGED.includes(event.outcome)) {
      session.undone = true;
      delete session.watch;
    }
    yield event;
  }
}

async function runOf({
  context,
  session,
  place,
}: EngineInput): Promise<{readonly name: string; readonly record?: RunRecord}> {
  const written =
    session.run === undefined || place.runs === undefined
      ? undefined
      : (await listRuns(place.runs)).runs.find(({id}) => id === session.run);
  const record = written ?? context.record;
  return {
    name: session.name ?? record?.deployment.name ?? context.delegate.name,
    ...(record === undefined ? {} : {record}),
  };
}
