import type {StreamKind} from '../../../domain/rollout/types.ts';
import {linkedAbort, type LinkedAbort} from '../../run/linked-abort.ts';
import type {KubectlFailure} from '../classify-error.ts';
import {isLoginFailure} from '../is-login-failure.ts';
import {askVersion} from './ask-version.ts';
import {backoffOf} from './backoff.ts';
import type {WatchContext} from './context.ts';
import {findTransport} from './find-transport.ts';
import {listKind} from './list-kind.ts';
import {readItem} from './read-item.ts';
import {silentSince} from './silent-since.ts';
import {watchOnce} from './watch-once.ts';

const POLLED = 'It cannot be watched, so it is read every few seconds.';

export interface Reflector {
  /** Ends the running watch and reads everything anew: the connection is doubtful. */
  doubt(reason: string, sinceMs?: number): void;
  /** Settles when the watch of all kinds ends. Never rejects. */
  readonly done: Promise<void>;
}

/**
 * Keeps the reader of one kind exactly as the server has it: list, watch, go on where the watch ended, list
 * again when that place is forgotten. `onFirst` is called once it is known how the server answers.
 */
export function reflector(context: WatchContext, kind: StreamKind, onFirst: () => void): Reflector {
  const {signal, emit, setState, timing} = context;
  const backoff = backoffOf(context);
  /** Where the watch goes on; `undefined`: everything has to be read first. */
  let resourceVersion: string | undefined;
  /** The last watch broke; nobody knows whether the server is there. */
  let doubtful = false;
  /** How often the connection was doubted: an answer from before says nothing. A list does: a watch goes on from it. */
  let doubts = 0;
  let polls = false;
  /** When the call began whose end is looked at. */
  let sinceMs = 0;
  let watching: LinkedAbort | undefined;

  const isPolled = (): boolean => polls || context.transport.mode === 'get';
  const sayLive = (): void => setState(kind, 'live', isPolled() ? POLLED : undefined);

  async function list(): Promise<void> {
    const result = await listKind(context, kind);
    if (signal.aborted) return;
    if ('failure' in result) return await onFailure(result.failure, 'list');
    const {listed} = result;
    context.heard();
    ({resourceVersion} = listed);
    doubtful = false;
    const {items, narrowed} = listed;
    emit({type: 'reset', kind, resourceVersion, items, ...(narrowed === undefined ? {} : {narrowed})});
    sayLive();
    onFirst();
  }

  /** Before a broken watch goes on: is somebody there? A quiet watch would not tell. */
  async function ask(): Promise<void> {
    const before = doubts;
    const failure = await askVersion(context);
    if (signal.aborted) return;
    if (failure !== undefined) return await onFailure(failure, 'ask');
    context.heard();
    if (doubts !== before) return;
    doubtful = false;
    sayLive();
  }

  async function watch(from: string): Promise<void> {
    const current = linkedAbort(signal);
    watching = current;
    const end = await watchOnce(context, {
      kind,
      resourceVersion: from,
      signal: current.signal,
      onVersion: (version) => {
        resourceVersion = version;
        backoff.reset();
      },
      onChange: (change, object) => {
        const item = readItem(context, kind, object);
        if (item !== undefined) emit({type: 'event', kind, change, object: item});
      },
    });
    current.release();
    if (current.signal.aborted) return;
    backoff.lived(context.now() - sinceMs);
    if (!end.heard) resourceVersion = undefined;
    if (end.type === 'failed') return await onFailure(end.failure, 'watch');
    if (end.heard) await context.pause(timing.backoff / 5);
    else await backoff.wait();
  }

  async function onFailure(failure: KubectlFailure, during: 'list' | 'ask' | 'watch'): Promise<void> {
    doubtful = true;
    if (isLoginFailure(failure)) return await onLoginNeeded(failure);
    // A list goes on from nowhere: there is nothing that the server could have forgotten.
    if (failure.kind === 'expired' && during !== 'list') {
      resourceVersion = undefined;
      return await context.pause(timing.backoff / 5);
    }
    onFirst();
    if (failure.kind === 'forbidden') return await onForbidden(failure, during === 'watch');
    setState(
      kind,
      'stale',
      failure.message,
      silentSince(failure, {during, askedMs: sinceMs, nowMs: context.now()}),
    );
    if (failure.kind === 'not-found' && during === 'list') await findTransport(context);
    await backoff.wait(failure.kind === 'too-many-requests' ? timing.busy : 0);
  }

  /** A list that is allowed takes the place of a watch that is not. */
  async function onForbidden(failure: KubectlFailure, watched: boolean): Promise<void> {
    polls ||= watched;
    resourceVersion = undefined;
    if (watched) return;
    setState(kind, 'forbidden', failure.message);
    await context.pause(timing.forbidden);
  }

  async function onLoginNeeded(failure: KubectlFailure): Promise<void> {
    setState(kind, 'auth', failure.message);
    if (!(await context.login(failure, sinceMs))) await context.pause(timing.busy);
  }

  async function loop(): Promise<void> {
    while (!signal.aborted) {
      await context.gate();
      if (signal.aborted) return;
      sinceMs = context.now();
      if (resourceVersion === undefined) await list();
      else if (doubtful) await ask();
      else if (isPolled()) {
        await context.pause(timing.poll);
        resourceVersion = undefined;
        const {transport} = context;
        const isDue = context.now() - transport.sinceMs >= timing.findAgain;
        if (transport.mode === 'get' && isDue) await findTransport(context);
      } else await watch(resourceVersion);
    }
  }

  return {
    doubt(reason, since) {
      doubts++;
      setState(kind, 'stale', reason, since);
      resourceVersion = undefined;
      watching?.abort();
    },
    done: loop(),
  };
}
