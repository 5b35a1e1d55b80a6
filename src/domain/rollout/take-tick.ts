import type {AppliedRecord, RolloutState} from './create-rollout.ts';
import {doomAt} from './doom.ts';
import {readScene} from './read-scene.ts';
import {isLive} from './streams.ts';

/** After a longer gap the machine was asleep: what happened meanwhile is not evidence. */
const MAX_GAP_MS = 30_000;
/** By then the server has stamped something after the apply. */
const CLOCK_KNOWN_MS = 10_000;

function fixServerTime({applied, serverOffsetMs}: RolloutState, nowMs: number): AppliedRecord | undefined {
  if (applied === undefined || applied.serverMs !== undefined || serverOffsetMs === undefined) return applied;
  return nowMs - applied.atMs < CLOCK_KNOWN_MS
    ? applied
    : {...applied, serverMs: applied.atMs + serverOffsetMs};
}

/** Before the first tick our clock stood at 0. */
const start = (state: RolloutState, nowMs: number): RolloutState => ({
  ...state,
  nowMs,
  startedMs: nowMs,
  serverOffsetMs: state.serverOffsetMs === undefined ? undefined : state.serverOffsetMs - nowMs,
  applied: state.applied && {...state.applied, atMs: nowMs},
  missingSinceMs: state.missingSinceMs === undefined ? undefined : nowMs,
});

/** Time goes on. Costs the same however many pods there are, as long as they do not change. */
export function takeTick(before: RolloutState, tickMs: number): RolloutState {
  if (!Number.isFinite(tickMs)) return before;
  if (before.startedMs === undefined) return start(before, tickMs);
  const nowMs = Math.max(before.nowMs, tickMs);
  const gap = nowMs - before.nowMs;
  const evidenceMs = before.evidenceMs + (isLive(before) && gap <= MAX_GAP_MS ? gap : 0);
  const state: RolloutState = {...before, nowMs, evidenceMs, applied: fixServerTime(before, nowMs)};
  const scene = readScene(state);
  const doomMemo = doomAt(state, scene);
  const lost = doomMemo.atMs <= evidenceMs && isLive(state) && scene.phase === 'progressing';
  return {...state, doomMemo, doomedSinceMs: lost ? (before.doomedSinceMs ?? nowMs) : undefined};
}
