import type {RolloutState} from './create-rollout.ts';
import {evidenceText} from './evidence-text.ts';
import {STREAM_KINDS} from './types.ts';
import type {StreamKind, StreamView} from './types.ts';

/** Without these no verdict is possible; events only add reasons. */
const NEEDED: readonly StreamKind[] = ['deployments', 'replicasets', 'pods'];
/** From here on the data is too old to say anything. */
export const TOO_STALE_MS = 15_000;

/** How a stream is, and for how long. One that was never heard of waits since the first tick. */
function streamView(state: RolloutState, kind: StreamKind): StreamView {
  const stream = state.streams.get(kind);
  const since = stream?.sinceMs ?? state.startedMs ?? state.nowMs;
  return {
    state: stream?.state ?? 'waiting',
    forMs: Math.max(0, state.nowMs - since),
    reason: evidenceText(stream?.reason ?? ''),
  };
}

/** What is needed and allowed: a kind that may not be read is done without, but for the Deployment. */
const neededViews = (state: RolloutState): readonly StreamView[] =>
  NEEDED.map((kind) => ({kind, view: streamView(state, kind)}))
    .filter(({kind, view}) => kind === 'deployments' || view.state !== 'forbidden')
    .map(({view}) => view);

export const isLive = (state: RolloutState): boolean =>
  neededViews(state).every((view) => view.state === 'live');

/** For how long the most silent of the needed streams has not been heard. */
export const silentForMs = (state: RolloutState): number =>
  Math.max(0, ...neededViews(state).map((view) => (view.state === 'live' ? 0 : view.forMs)));

export const isForbidden = (state: RolloutState, kind: StreamKind): boolean =>
  state.streams.get(kind)?.state === 'forbidden';

/** It is heard, but not as it happens: what makes it so is its reason. */
export const isPolled = (state: RolloutState, kind: StreamKind): boolean => {
  const stream = state.streams.get(kind);
  return stream?.state === 'live' && stream.reason !== '';
};

export const streamViews = (state: RolloutState): Readonly<Record<StreamKind, StreamView>> => {
  const views = STREAM_KINDS.map((kind) => [kind, streamView(state, kind)] as const);
  return Object.fromEntries(views) as Record<StreamKind, StreamView>;
};
