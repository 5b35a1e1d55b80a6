import {setMaxListeners} from 'node:events';
import {
  STREAM_KINDS,
  type RolloutInput,
  type StreamKind,
  type StreamState,
} from '../../domain/rollout/types.ts';
import {linkedAbort} from '../run/linked-abort.ts';
import {pauseFor} from '../run/pause-for.ts';
import type {KubectlFailure} from './classify-error.ts';
import type {Connection} from './kubectl-types.ts';
import type {Transport, WatchContext} from './watch/context.ts';
import {oneLogin} from './watch/one-login.ts';
import {watchPulse, type PulseRequest} from './watch/pulse.ts';
import {queue} from '../run/queue.ts';
import {reflector, type Reflector} from './watch/reflector.ts';
import {wokeUp} from './watch/woke-up.ts';
import {watchTiming, type WatchTiming} from './watch/timing.ts';
import type {Watched} from './watch/watched-kinds.ts';

export interface WatchRequest {
  readonly connection: Connection;
  /** The Deployment and the label selector of its pods. */
  readonly watched: Watched;
  /** Ends the watch. */
  readonly signal?: AbortSignal;
  /**
   * Called when the login has run out; nothing new is started until it settles. True: somebody logged in, try
   * again. Without it the login is tried again every few seconds.
   */
  readonly onNeedsLogin?: (failure: KubectlFailure) => Promise<boolean>;
  /** Monotonic clock, in ms. */
  readonly now?: () => number;
  /** The clock on the wall, in ms. */
  readonly wallNow?: () => number;
  readonly random?: () => number;
  readonly timing?: Partial<WatchTiming>;
}

/**
 * Follows a rollout: deployments, replicasets, pods and events as one stream of inputs for the rollout reducer,
 * with ticks. Goes on through every failure, saying which stream is stale and why, until `signal` or the reader
 * ends it; all children are gone then. Each kind of object has its own short-lived kubectl. Never throws.
 */
export async function* watchRollout(request: WatchRequest): AsyncGenerator<RolloutInput, void, undefined> {
  const {connection, watched, now = () => performance.now(), random = Math.random} = request;
  const hasSlept = wokeUp(request.wallNow ?? Date.now);
  const stop = linkedAbort(request.signal);
  const {signal} = stop;
  // Every child and every wait listens.
  setMaxListeners(0, signal);
  const inputs = queue<RolloutInput>();
  const timing = watchTiming(connection.target.server, request.timing);
  const transport: Transport = {mode: 'prefixed', sinceMs: now()};
  const {gate, login} = oneLogin({ask: request.onNeedsLogin, now, timing, signal});
  let lastWord = now();
  const context: WatchContext = {
    connection,
    watched,
    timing,
    signal,
    now,
    random,
    emit: (input) => inputs.put(input),
    setState: streamStates((input) => inputs.put(input), now),
    heard: () => (lastWord = now()),
    gate,
    login,
    pause: (ms) => pauseFor(ms, signal),
    transport,
  };
  signal.addEventListener('abort', () => inputs.end(), {once: true});
  if (signal.aborted) inputs.end();
  const reflectors: Reflector[] = [];
  const onLost = (reason: string, sinceMs?: number) => {
    for (const each of reflectors) each.doubt(reason, sinceMs);
  };
  const tick = () => {
    if (hasSlept()) onLost(SLEPT);
    inputs.put({type: 'tick', nowMs: now()});
  };
  tick();
  const ticks = setInterval(tick, timing.tick);
  const running = follow(context, {reflectors, silentSince: () => lastWord, onLost});
  try {
    yield* inputs.values();
  } finally {
    clearInterval(ticks);
    stop.abort();
    await running;
    stop.release();
  }
}

const SLEPT = 'This machine slept, or its clock jumped; everything is read anew.';

interface Followed extends PulseRequest {
  /** Filled with those that are started. */
  readonly reflectors: Reflector[];
}

/** Starts with one kind alone: if the login has to be renewed, it is asked for once. */
async function follow(context: WatchContext, {reflectors, ...pulse}: Followed): Promise<void> {
  let first: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => (first = resolve));
  const [lead, ...others] = STREAM_KINDS;
  reflectors.push(reflector(context, lead, first));
  await Promise.race([answered, reflectors[0]?.done]);
  if (!context.signal.aborted) {
    reflectors.push(...others.map((kind) => reflector(context, kind, () => undefined)));
  }
  await Promise.all([watchPulse(context, pulse), ...reflectors.map(({done}) => done)]);
}

/** Says only what is news. What is not live has been so since the last time that it was. */
function streamStates(emit: (input: RolloutInput) => void, now: () => number): WatchContext['setState'] {
  const last = new Map<StreamKind, {state: StreamState; reason?: string; sinceMs: number}>();
  return (kind, state, reason, begunMs) => {
    const known = last.get(kind);
    if (known?.state === state && known.reason === reason) return;
    const sinceMs = known === undefined || known.state !== state ? (begunMs ?? now()) : known.sinceMs;
    last.set(kind, {state, sinceMs, ...(reason === undefined ? {} : {reason})});
    emit({type: 'stream', kind, state, sinceMs, ...(reason === undefined ? {} : {reason})});
  };
}
