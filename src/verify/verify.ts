import {shownTarget} from '../deploy/target-event.ts';
import {workloadNamed, type FoundDelegate} from '../domain/live-delegate/find-delegates.ts';
import {readDelegate} from '../domain/live-delegate/read-delegate.ts';
import {clearTokens} from '../domain/live-delegate/read-token-source.ts';
import type {LiveDelegate} from '../domain/live-delegate/types.ts';
import {sanitiseLine} from '../domain/text.ts';
import type {KubectlFailure} from '../services/kubectl/classify-error.ts';
import {readLive} from '../services/kubectl/read-live.ts';
import {readOne} from '../services/kubectl/read-objects.ts';
import {findPod} from './find-pod.ts';
import {beginNotes, endOf} from './verify-end.ts';
import {verifyRegistration} from './verify-registration.ts';
import {verifyTools} from './verify-tools.ts';
import type {VerifyEvent} from './verify-events.ts';
import type {Verified, VerifyRequest} from './verify-types.ts';

/**
 * Proves that a running delegate can do its work: its tools inside the newest ready pod, its registration in the
 * log, and what Harness says. The last event is `end`. Throws only what is a bug.
 */
export async function* verify(given: VerifyRequest): AsyncGenerator<VerifyEvent, void, undefined> {
  const {apiKey} = given;
  const request = apiKey === undefined ? given : withSecrets(given, [apiKey]);
  const {connection, practice} = request;
  const name = sanitiseLine(request.name);
  const notes = beginNotes();
  const end = () => endOf(request, notes);
  yield {
    type: 'target',
    target: shownTarget(connection.target),
    ...(practice === undefined ? {} : {practice}),
    name,
  };
  const looked = await lookUp(request);
  if (isLeft(request)) {
    notes.end('left');
    return yield end();
  }
  if ('failure' in looked) {
    const {message, next, kind} = looked.failure;
    notes.end(kind === 'forbidden' ? 'refused' : 'lost', message, next);
    return yield end();
  }
  if ('gone' in looked) {
    notes.end('gone', looked.gone, 'Check the name and the namespace, or apply it.');
    return yield end();
  }
  yield* verifyFound({...looked, request: looked.request, notes});
  if (isLeft(request)) notes.end('left');
  yield end();
}

async function* verifyFound(verified: Verified): AsyncGenerator<VerifyEvent, void, undefined> {
  const {request, found, delegate, notes} = verified;
  const {connection, signal} = request;
  const search = await findPod({connection, found, ...(signal === undefined ? {} : {signal})});
  if (isLeft(request)) return;
  if ('failure' in search) {
    const {message, next, kind} = search.failure;
    notes.add(message, kind === 'forbidden' ? 'refused' : 'not-proven');
    yield {type: 'notice', level: 'warning', text: message, next};
  } else if ('none' in search) {
    notes.add(search.none);
    yield {
      type: 'notice',
      level: 'warning',
      text: search.none,
      next: 'Look at its rollout with npx delegate-tui status, then verify again.',
    };
  } else {
    const {pod} = search;
    yield {type: 'pod', pod: pod.name, container: delegate.container, image: pod.image};
    if (!pod.isCurrent) {
      notes.add(`pod ${pod.name} does not run the image of the workload yet`);
      yield {
        type: 'notice',
        level: 'warning',
        text: `No ready pod runs ${delegate.image.ref} yet; this one runs ${pod.image}.`,
        next: 'Wait until the rollout is complete, then verify again.',
      };
    }
    yield* verifyTools(verified, pod.name);
  }
  if (isLeft(request)) return;
  yield* verifyRegistration(verified, 'pod' in search ? search.pod.name : undefined);
}

/** These are not shown, wherever they come back. */
const withSecrets = (request: VerifyRequest, secrets: readonly string[]): VerifyRequest => ({
  ...request,
  connection: {...request.connection, secrets: [...(request.connection.secrets ?? []), ...secrets]},
});

/** Read anew each time: it changes while we wait. */
const isLeft = ({signal}: VerifyRequest): boolean => signal?.aborted === true;

type LookedUp =
  | {readonly request: VerifyRequest; readonly found: FoundDelegate; readonly delegate: LiveDelegate}
  | {readonly failure: KubectlFailure}
  | {readonly gone: string};

async function lookUp(request: VerifyRequest): Promise<LookedUp> {
  const {connection, name, signal} = request;
  const {namespace} = connection.target;
  const {objects, failure} = await readLive(connection, signal === undefined ? {} : {signal});
  if (failure !== undefined && failure.kind !== 'forbidden') return {failure};
  const ref = {group: 'apps', version: 'v1', kind: 'Deployment', name, namespace};
  // Who may not list Deployments may still be allowed to get one.
  const one = failure === undefined ? undefined : await readOne({connection, ref, signal});
  const seen = typeof one?.state === 'object' ? {...objects, deployments: {items: [one.state]}} : objects;
  const found = workloadNamed(seen, name);
  if (found === undefined)
    return failure !== undefined && one?.state !== undefined
      ? {failure}
      : {gone: `There is no Deployment ${sanitiseLine(name)} in namespace ${sanitiseLine(namespace)}.`};
  // A token that stands in the open must not come back in a log.
  const safe = withSecrets(request, clearTokens(found.variables));
  return {request: safe, found, delegate: readDelegate(found, seen)};
}
