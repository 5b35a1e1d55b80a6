import {textAt} from '../domain/deploy/json.ts';
import {chooseAccess} from '../domain/registration-api/choose-access.ts';
import {readRegistration} from '../domain/rollout/registration.ts';
import type {Registration} from '../domain/rollout/types.ts';
import {readLog} from '../services/kubectl/logs.ts';
import {askAboutDelegate} from './ask-harness.ts';
import {readConnected} from './read-connected.ts';
import type {VerifyEvent} from './verify-events.ts';
import type {Verified} from './verify-types.ts';

/** The line is written at the start; a busy delegate has written many since. */
const SEARCHED_LINES = 1000;

/** Whether the delegate is registered: what its log says, then what Harness says, who knows it best. */
export async function* verifyRegistration(
  verified: Verified,
  pod: string | undefined,
): AsyncGenerator<VerifyEvent, void, undefined> {
  const log: Registration = pod === undefined ? {state: 'unknown'} : await readPodLog(verified, pod);
  if (verified.request.signal?.aborted === true) return;
  if (pod !== undefined) yield {type: 'registered', ...log};
  yield* askedHarness(verified, {log, pod});
}

async function readPodLog({request, found}: Verified, pod: string): Promise<Registration> {
  const {connection, signal} = request;
  const {state, lines, text} = await readLog({
    connection,
    pod,
    container: textAt(found.container, 'name') ?? '',
    tail: SEARCHED_LINES,
    ...(signal === undefined ? {} : {signal}),
  });
  return state === 'read' ? readRegistration(lines) : {state: 'unknown', reason: text};
}

interface SeenInPod {
  readonly log: Registration;
  readonly pod: string | undefined;
}

async function* askedHarness(
  verified: Verified,
  seen: SeenInPod,
): AsyncGenerator<VerifyEvent, void, undefined> {
  const {request, delegate, notes} = verified;
  const {apiKey, said, practice, now, signal} = request;
  const choice = chooseAccess({apiKey, said, live: delegate, practice: practice !== undefined});
  if ('skipped' in choice) {
    yield {type: 'harness', state: 'skipped', text: choice.skipped, next: choice.next};
    return yield* notedWithout(verified, seen);
  }
  const access = {...choice.access, ...(signal === undefined ? {} : {signal})};
  const says = await askAboutDelegate({access, name: delegate.delegateName, now}).catch((error: unknown) => {
    if (signal?.aborted === true) return undefined;
    throw error;
  });
  if (says === undefined) return;
  if ('failure' in says) {
    const {message, next} = says.failure;
    yield {type: 'harness', state: 'failed', text: message, next: next.join(' ')};
    yield* notedWithout(verified, seen);
    notes.add(`Harness could not be asked: ${message}`);
    return;
  }
  const {verdict, delegate: known} = says;
  yield {
    type: 'harness',
    state: verdict.state,
    text: verdict.text,
    ...(verdict.next === undefined ? {} : {next: verdict.next}),
    ...(known === undefined ? {} : {delegate: known}),
  };
  for (const {text, next} of verdict.notes) yield {type: 'notice', level: 'warning', text, next};
  if (verdict.state === 'connected') notes.prove('connected to Harness');
  else notes.add(verdict.text);
}

/** Where Harness says nothing, the log has the word, and where that says nothing, the delegate's metrics. */
async function* notedWithout(
  verified: Verified,
  {log, pod}: SeenInPod,
): AsyncGenerator<VerifyEvent, void, undefined> {
  const {request, found, notes} = verified;
  const {state, reason = ''} = log;
  if (state === 'registered') return notes.prove('registered with Harness');
  if (state === 'failed') return notes.add(`not registered with Harness: ${reason}`);
  const connected =
    pod === undefined
      ? undefined
      : await readConnected({...request, pod, container: textAt(found.container, 'name') ?? ''});
  if (connected === undefined) return notes.leaveOpen('registration');
  yield {type: 'metrics', connected};
  if (connected) notes.prove('connected to Harness by its own metrics');
  else notes.add('by its own metrics it is not connected to Harness');
}
