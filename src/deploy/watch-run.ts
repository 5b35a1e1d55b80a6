import {at, isObject, type JsonObject} from '../domain/deploy/json.ts';
import type {DeployEvent, DeployOutcome} from '../domain/deploy/events.ts';
import {labelSelector} from '../domain/deploy/label-selector.ts';
import type {ObjectRef} from '../domain/deploy/object-ref.ts';
import type {WatchOptions} from '../domain/deploy/watch-options.ts';
import {secretValues} from '../domain/deploy/secret-values.ts';
import type {FailureKind} from '../services/kubectl/classify-error.ts';
import {readOne} from '../services/kubectl/read-objects.ts';
import {pauseFor} from '../services/run/pause-for.ts';
import type {RunRecord} from '../services/run-record.ts';
import type {DeployControls} from './controls.ts';
import type {DeploySession, RunPlace} from './deploy-types.ts';
import {endEvent} from './end-event.ts';
import {targetEvent} from './target-event.ts';
import {containerOf, imageOf} from './image-of.ts';
import {journalOf} from './journal.ts';
import {knownOf} from './known-of.ts';
import {isLoginFailure, loginNeed} from './login-desk.ts';
import {watchApplied, type WatchedRun} from './watch-applied.ts';

export interface WatchRunRequest extends RunPlace {
  /** Of the Deployment. */
  readonly name: string;
  /** The run that is come back to; without it the Deployment is watched as it is found. */
  readonly record?: RunRecord;
  readonly options: WatchOptions;
  /** Told how to go on with the watch when it is left. */
  readonly session?: DeploySession;
  /** Before each further try to read the Deployment, in ms. */
  readonly waitsMs?: readonly number[];
}

/** What may be otherwise in a moment: a server that restarts, or has too much to do, or a line that was cut. */
const PASSING: readonly FailureKind[] = [
  'refused',
  'timeout',
  'connection-lost',
  'too-many-requests',
  'server-error',
];
const WAITS_MS = [1000, 2000, 4000];

/** Comes back to a rollout, or to any Deployment. The last event is `end`. Throws only what is a bug. */
export async function* watchRun(
  request: WatchRunRequest,
  controls: DeployControls,
): AsyncGenerator<DeployEvent, void, undefined> {
  const {connection, name, record} = request;
  const run = record === undefined ? {} : {run: record.id};
  const end = (outcome: DeployOutcome, reason: string, next: readonly string[] = []): DeployEvent =>
    endEvent({place: request, outcome, afterMs: 0, name, reason, next, ...run});
  yield targetEvent(request, name);
  const {namespace} = connection.target;
  const ref: ObjectRef = {group: 'apps', version: 'v1', kind: 'Deployment', name, namespace};
  const waits = [...(request.waitsMs ?? WAITS_MS)];
  const {leave, login} = controls;
  for (;;) {
    const {state, failure} = await readOne({
      connection,
      ref,
      ...(leave === undefined ? {} : {signal: leave}),
    });
    if (leave?.aborted === true)
      return yield endEvent({place: request, outcome: 'detached', afterMs: 0, name, ...run});
    if (failure !== undefined && isLoginFailure(failure) && login !== undefined) {
      const need = loginNeed(connection, failure);
      yield {type: 'login-needed', ...need};
      if (await login(need)) continue;
    }
    if (failure !== undefined && PASSING.includes(failure.kind)) {
      const wait = waits.shift();
      if (wait !== undefined) {
        const next = `It is read again in ${wait / 1000} s.`;
        yield {type: 'notice', level: 'warning', text: failure.message, next};
        await pauseFor(wait, leave);
        continue;
      }
    }
    if (state === 'unknown')
      return yield end(
        'lost',
        failure?.message ?? 'The Deployment could not be read.',
        failure && [failure.next],
      );
    if (state === undefined)
      return yield end('deleted', `There is no Deployment ${name} in namespace ${namespace}.`, [
        'Check the name and the namespace, or apply it.',
      ]);
    if (record?.phase === 'applying') {
      yield {
        type: 'notice',
        level: 'info',
        text: 'The apply of this run was not seen to its end; the Deployment is watched as it is now.',
      };
    }
    return yield* watchApplied(watchedRun(withoutSecretsOf(request, state), ref, state), controls);
  }
}

/** What stands in the open in the Deployment must not come back in a log. */
const withoutSecretsOf = (request: WatchRunRequest, deployment: JsonObject): WatchRunRequest => {
  const {connection} = request;
  const secrets = [...new Set([...(connection.secrets ?? []), ...secretValues([deployment])])];
  return {...request, connection: {...connection, secrets}};
};

function watchedRun(request: WatchRunRequest, ref: ObjectRef, deployment: JsonObject): WatchedRun {
  const {name, record, runs, options, session} = request;
  const container = containerOf(deployment);
  const image = record?.deployment.image ?? imageOf(deployment);
  return {
    place: request,
    name,
    selector: labelSelector(at(deployment, 'spec', 'selector')),
    known: knownOf({name, deployment, ...(record === undefined ? {} : {record})}),
    after: [{ref, value: appliedOf(deployment, record?.deployment.image)}],
    options,
    ...(container === undefined ? {} : {container}),
    ...(image === undefined ? {} : {image}),
    ...(session === undefined ? {} : {session}),
    ...(record === undefined || runs === undefined ? {} : {journal: journalOf(runs, record)}),
  };
}

/** The Deployment with the image that it should have; without one nothing is said about images. */
function appliedOf(deployment: JsonObject, image: string | undefined): JsonObject {
  if (image === undefined) return {};
  const containers = at(deployment, 'spec', 'template', 'spec', 'containers');
  const [first, ...others] = Array.isArray(containers) ? (containers as unknown[]) : [];
  if (!isObject(first)) return deployment;
  return {spec: {template: {spec: {containers: [{...first, image}, ...others]}}}};
}
