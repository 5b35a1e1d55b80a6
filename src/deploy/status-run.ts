import {expectationOf} from '../domain/live-delegate/expected.ts';
import {findDelegates, workloadNamed, type FoundDelegate} from '../domain/live-delegate/find-delegates.ts';
import type {LiveObjects} from '../domain/live-delegate/live-objects.ts';
import {readDelegate} from '../domain/live-delegate/read-delegate.ts';
import {clearTokens} from '../domain/live-delegate/read-token-source.ts';
import type {LiveDelegate} from '../domain/live-delegate/types.ts';
import {upgradeAdvice} from '../domain/live-delegate/upgrade-advice.ts';
import {sanitiseLine} from '../domain/text.ts';
import {readLive, withDeployment} from '../services/kubectl/read-live.ts';
import type {DeployControls} from './controls.ts';
import {endEvent} from './end-event.ts';
import type {StatusEvent} from './status-events.ts';
import type {EndStatus, StatusRequest} from './status-request.ts';
import {statusRollout} from './status-rollout.ts';
import {targetEvent} from './target-event.ts';

/** Looks at a delegate once, however it was installed. The last event is `end`. Throws only what is a bug. */
export async function* statusRun(
  request: StatusRequest,
  controls: Pick<DeployControls, 'leave'>,
): AsyncGenerator<StatusEvent, void, undefined> {
  const {connection, name} = request;
  const {namespace} = connection.target;
  const shownName = name === undefined ? {} : {name: sanitiseLine(name)};
  const end: EndStatus = (outcome, facts = {}) =>
    endEvent({place: request, outcome, afterMs: 0, ...shownName, ...facts});
  yield targetEvent(request, name);
  const {objects, failure} = await readLive(
    connection,
    controls.leave === undefined ? {} : {signal: controls.leave},
  );
  if (controls.leave?.aborted === true)
    return yield end('detached', {reason: 'You left before all was read.'});
  const where = `in namespace ${sanitiseLine(namespace)}`;
  if (failure !== undefined && (name === undefined || failure.kind !== 'forbidden'))
    return yield end('lost', {reason: failure.message, next: [failure.next]});
  const seen =
    failure === undefined
      ? objects
      : await withDeployment(objects, {connection, name: name ?? '', signal: controls.leave});
  const delegates = findDelegates(seen);
  if (name === undefined && delegates.length > 1)
    return yield* listed(delegates, {objects: seen, end, where});
  const found = name === undefined ? delegates[0] : workloadNamed(seen, name);
  if (found === undefined) {
    if (failure !== undefined) return yield end('lost', {reason: failure.message, next: [failure.next]});
    const reason =
      name === undefined
        ? `There is no delegate ${where}.`
        : `There is no Deployment ${sanitiseLine(name)} ${where}.`;
    return yield end('deleted', {reason, next: ['Check the name and the namespace, or apply it.']});
  }
  yield* told(found, {request, objects: seen, end, controls});
}

interface ListContext {
  readonly objects: LiveObjects;
  readonly end: EndStatus;
  readonly where: string;
}

function* listed(
  delegates: readonly FoundDelegate[],
  {objects, end, where}: ListContext,
): Generator<StatusEvent, void, undefined> {
  const rows = delegates
    .map((found) => readDelegate(found, objects))
    .map(({kind, name, image, replicas, install, autoUpgrade}) => ({
      kind,
      name,
      image,
      replicas,
      install,
      autoUpgrade: autoUpgrade.state,
    }));
  yield {type: 'delegates', delegates: rows};
  yield end('progressing', {
    reason: `There are ${rows.length} delegates ${where}.`,
    next: ['Say --name to look at one of them.'],
  });
}

interface TellContext {
  readonly request: StatusRequest;
  readonly objects: LiveObjects;
  readonly end: EndStatus;
  readonly controls: Pick<DeployControls, 'leave'>;
}

async function* told(
  found: FoundDelegate,
  {request, objects, end, controls}: TellContext,
): AsyncGenerator<StatusEvent, void, undefined> {
  const {connection} = request;
  const {findings, ...delegate} = readDelegate(found, objects);
  const {base, expected, findings: others} = expectationOf(delegate, request);
  yield {type: 'delegate', ...delegate, base, ...(expected === undefined ? {} : {expected})};
  for (const finding of [...findings, ...others]) yield {type: 'finding', ...finding};
  const place = {
    context: sanitiseLine(connection.target.context),
    namespace: sanitiseLine(connection.target.namespace),
  };
  const autoUpgrade = AUTO_UPGRADE[delegate.autoUpgrade.state];
  const facts = {
    name: delegate.name,
    image: delegate.image.ref,
    next: upgradeAdvice(delegate, place),
    ...(autoUpgrade === undefined ? {} : {autoUpgrade}),
  };
  // A token that stands in the open must not come back in a log.
  const secrets = [...(connection.secrets ?? []), ...clearTokens(found.variables)];
  const own = {...request, connection: {...connection, secrets}};
  yield* statusRollout({request: own, found, delegate: facts}, {end, controls});
}

const AUTO_UPGRADE: Readonly<Record<LiveDelegate['autoUpgrade']['state'], 'off' | 'on' | undefined>> = {
  on: 'on',
  suspended: 'off',
  absent: 'off',
  unknown: undefined,
};
