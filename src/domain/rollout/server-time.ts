import type {RolloutState} from './create-rollout.ts';

/**
 * Learns the server's clock from a moment that it stamped: it is at least that late there now. Only
 * stamps of the API server itself count, as nodes may have clocks of their own.
 */
export function noteServerTime(state: RolloutState, stampedMs: number | undefined): RolloutState {
  if (stampedMs === undefined) return state;
  const offset = stampedMs - state.nowMs;
  return state.serverOffsetMs !== undefined && offset <= state.serverOffsetMs
    ? state
    : {...state, serverOffsetMs: offset};
}

/** Now by the server's clock, as far as it is known. */
export const serverNow = ({nowMs, serverOffsetMs}: RolloutState): number | undefined =>
  serverOffsetMs === undefined ? undefined : nowMs + serverOffsetMs;
