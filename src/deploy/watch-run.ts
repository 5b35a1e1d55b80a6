import {at, isObject, numberAt, textAt, type JsonObject} from '../domain/deploy/json.ts';
import type {DeployEvent, DeployOutcome} from '../domain/deploy/events.ts';
import {labelSelector} from '../domain/deploy/label-selector.ts';
import type {ObjectRef} from '../domain/deploy/object-ref.ts';
import type {ManifestObject} from '../domain/deploy/read-manifest.ts';
import type {WatchOptions} from '../domain/deploy/watch-options.ts';
import {sanitiseLine} from '../domain/text.ts';
import type {AppliedObject, RolloutInput} from '../domain/rollout/types.ts';
import {readOne} from '../services/kubectl/read-objects.ts';
import type {RunRecord} from '../services/run-record.ts';
import type {DeployControls} from './controls.ts';
import type {RunPlace} from './deploy-types.ts';
import {endEvent} from './end-event.ts';
import {targetEvent} from './target-event.ts';
import {containerOf, imageOf} from './image-of.ts';
import {journalOf} from './journal.ts';
import {isLoginFailure, loginNeed} from './login-desk.ts';
import {watchApplied, type WatchedRun} from './watch-applied.ts';

export interface WatchRunRequest extends RunPlace {
  /** Of the Deployment. */
  readonly name: string;
  /** The run that is come back to; without it the Deployment is watched as it is found. */
  readonly record?: RunRecord;
  readonly options: WatchOptions;
  /** Look once, and do not wait. */
  readonly once?: boolean;
}

/** Comes back to a rollout, or to any Deployment. The last event is `end`. Throws only what is a bug. */
export async function* watchRun(
  request: WatchRunRequest,
  controls: DeployControls,
): AsyncGenerator<DeployEvent, void, undefined> {
  const {connection, name, record} = request;
  const end = (outcome: DeployOutcome, reason: string, next: readonly string[] = []): DeployEvent =>
    endEvent({place: request, outcome, afterMs: 0, name, reason, next});
  yield targetEvent(request, name);
  const {namespace} = connection.target;
  const ref: ObjectRef = {group: 'apps', version: 'v1', kind: 'Deployment', name, namespace};
  for (;;) {
    const {leave, login} = controls;
    const {state, failure} = await readOne({
      connection,
      ref,
      ...(leave === undefined ? {} : {signal: leave}),
    });
    if (leave?.aborted === true)
      return yield endEvent({place: request, outcome: 'detached', afterMs: 0, name});
    if (failure !== undefined && isLoginFailure(failure) && login !== undefined) {
      const need = loginNeed(connection, failure);
      yield {type: 'login-needed', ...need};
      if (await login(need)) continue;
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
    if (request.once) {
      const image = imageOf(state) ?? 'none';
      yield {type: 'notice', level: 'info', text: sanitiseLine(`The image is ${image}.`)};
    }
    return yield* watchApplied(watchedRun(request, ref, state), controls);
  }
}

function watchedRun(request: WatchRunRequest, ref: ObjectRef, deployment: JsonObject): WatchedRun {
  const {name, record, runs, options, once = false} = request;
  const container = containerOf(deployment);
  const image = record?.deployment.image ?? imageOf(deployment);
  return {
    place: request,
    name,
    selector: labelSelector(at(deployment, 'spec', 'selector')),
    known: knownOf(request, deployment),
    after: afterObjects(ref, deployment, record?.deployment.image),
    options,
    once,
    ...(container === undefined ? {} : {container}),
    ...(image === undefined ? {} : {image}),
    ...(record === undefined || runs === undefined || once ? {} : {journal: journalOf(runs, record)}),
  };
}

/** What was applied: as it was written down, or as the Deployment is now. */
function knownOf({name, record}: WatchRunRequest, deployment: JsonObject): RolloutInput[] {
  const uid = record?.deployment.uid ?? textAt(deployment, 'metadata', 'uid');
  const generation = record?.deployment.generation ?? numberAt(deployment, 'metadata', 'generation');
  const applied: AppliedObject = {
    kind: 'Deployment',
    name,
    ...(uid === undefined ? {} : {uid}),
    ...(generation === undefined ? {} : {generation}),
  };
  const others = (record?.undo ?? []).map(({ref}): AppliedObject => ({kind: ref.kind, name: ref.name}));
  return [
    ...(record === undefined ? [] : [{type: 'baseline' as const, deployment: record.baseline}]),
    {
      type: 'applied',
      objects: [applied, ...others.filter(({kind}) => kind !== 'Deployment')],
      ...(record?.serverTime === undefined ? {} : {serverTime: record.serverTime}),
    },
  ];
}

/** The Deployment with the image that it should have, and the upgrader that belongs to it. */
function afterObjects(ref: ObjectRef, deployment: JsonObject, image: string | undefined): ManifestObject[] {
  const upgrader: ObjectRef = {...ref, group: 'batch', kind: 'CronJob', name: `${ref.name}-upgrader-job`};
  return [
    ...(image === undefined ? [] : [{ref, value: withImage(deployment, image)}]),
    {ref: upgrader, value: {}},
  ];
}

function withImage(deployment: JsonObject, image: string): JsonObject {
  const containers = at(deployment, 'spec', 'template', 'spec', 'containers');
  const [first, ...others] = Array.isArray(containers) ? (containers as unknown[]) : [];
  if (!isObject(first)) return deployment;
  return {spec: {template: {spec: {containers: [{...first, image}, ...others]}}}};
}
