import {assessAll} from './assess.ts';
import {lookUp} from './buckets.ts';
import type {RolloutState} from './create-rollout.ts';
import {firstFatal} from './doom.ts';
import {dropObject} from './drop-object.ts';
import {followDeployment} from './follow-deployment.ts';
import {putObject} from './put-object.ts';
import {parseTime, textAt} from './read.ts';
import {readScene} from './read-scene.ts';
import {noteServerTime} from './server-time.ts';
import {takeApplied, takeBaseline} from './take-applied.ts';
import {takeLogs} from './take-logs.ts';
import {takeReset} from './take-reset.ts';
import {takeTick} from './take-tick.ts';
import type {RolloutInput, StreamKind} from './types.ts';

/** The server's clock is known better by that much: what counted as old may be older. */
const CLOCK_JUMP_MS = 2000;

/** After objects have changed: follow our Deployment, and sort events again if the clock turned out wrong. */
function settle(before: RolloutState, state: RolloutState, kind: StreamKind): RolloutState {
  const followed = kind === 'deployments' ? followDeployment(state) : state;
  if (state.applied === undefined || state.applied.serverMs !== undefined) return followed;
  const jump = (state.serverOffsetMs ?? 0) - (before.serverOffsetMs ?? 0);
  return jump > CLOCK_JUMP_MS ? assessAll(followed) : followed;
}

/** One pod of the new revision that may still come up ends the hold at once, not at the next tick. */
function loosenDoom(state: RolloutState, kind: StreamKind, object: unknown): RolloutState {
  if (state.doomedSinceMs === undefined || kind !== 'pods') return state;
  const record = lookUp(state.pods, textAt(object, 'metadata', 'uid'));
  const {current, context} = readScene(state);
  if (record === undefined || record.facts.owner !== current?.facts.uid) return state;
  return firstFatal(record.findings, context) <= state.evidenceMs
    ? state
    : {...state, doomedSinceMs: undefined};
}

function takeEvent(state: RolloutState, input: Extract<RolloutInput, {type: 'event'}>): RolloutState {
  const {kind, change, object} = input;
  switch (change) {
    case 'ADDED':
    case 'MODIFIED':
      return loosenDoom(settle(state, putObject(state, kind, object), kind), kind, object);
    case 'DELETED':
      return settle(state, dropObject(state, kind, object), kind);
    default:
      return state;
  }
}

function takeList(state: RolloutState, input: Extract<RolloutInput, {type: 'reset'}>): RolloutState {
  const {kind, items, serverTime, narrowed = false} = input;
  const known = state.streams.get(kind);
  const stream = known?.state === 'live' ? known : {state: 'live' as const, sinceMs: state.nowMs, reason: ''};
  const timed = noteServerTime(state, parseTime(serverTime ?? ''));
  const live: RolloutState = {
    ...timed,
    listed: state.listed || kind === 'deployments',
    streams: new Map(state.streams).set(kind, stream),
  };
  return settle(state, takeReset(live, {kind, items, narrowed}), kind);
}

function takeStream(
  state: RolloutState,
  {kind, state: how, sinceMs, reason = ''}: Extract<RolloutInput, {type: 'stream'}>,
): RolloutState {
  const streams = new Map(state.streams).set(kind, {state: how, sinceMs, reason});
  const next: RolloutState = {...state, streams};
  return kind === 'deployments' ? followDeployment(next) : next;
}

/**
 * The state after one input. Pure: the state given stays as it is, nothing else is read or changed. Send a
 * `tick` before anything else, so that what follows has a time. Resource versions are never compared: the
 * order of inputs is the order of things.
 */
export function reduce(state: RolloutState, input: RolloutInput): RolloutState {
  switch (input.type) {
    case 'tick':
      return takeTick(state, input.nowMs);
    case 'event':
      return takeEvent(state, input);
    case 'reset':
      return takeList(state, input);
    case 'stream':
      return takeStream(state, input);
    case 'baseline':
      return takeBaseline(state, input.deployment);
    case 'applied':
      return takeApplied(state, input);
    case 'logs':
      return takeLogs(state, input);
  }
}
