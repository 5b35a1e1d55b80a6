import type {RolloutView, VerdictWord} from '../rollout/types.ts';
import type {DeployOutcome} from './events.ts';
import type {WatchOptions} from './watch-options.ts';

/** What has to be remembered between two looks at a rollout to know when to stop. */
export interface WatchMemory {
  readonly startedMs: number;
  /** The verdict that stands, and since when. */
  readonly word?: VerdictWord;
  readonly sinceMs: number;
  /** How often containers of each new pod had restarted when it was complete. */
  readonly restarts?: ReadonlyMap<string, number>;
}

export interface WatchStep {
  readonly memory: WatchMemory;
  readonly outcome?: DeployOutcome;
  /** It has just become complete: the settle window begins. */
  readonly settling?: boolean;
}

/** Contact is given up after so long without a word. */
const LOST_AFTER_MS = 3 * 60_000;
/** Somebody who pauses or applies in between may be about to go on. */
const STEADY_MS = 3000;

export const beginWatch = (nowMs: number): WatchMemory => ({startedMs: nowMs, sinceMs: nowMs});

/** Looks at a rollout once more: is this the end of the watch, and which? Times are of one monotonic clock. */
export function watchStep(
  memory: WatchMemory,
  {
    view,
    nowMs,
    options,
  }: {readonly view: RolloutView; readonly nowMs: number; readonly options: WatchOptions},
): WatchStep {
  const {word} = view.verdict;
  const restarts = restartsOf(view);
  const becomesComplete = word === 'complete' && memory.word !== 'complete';
  const shaken =
    word === 'complete' && memory.restarts !== undefined && hasRestarted(memory.restarts, restarts);
  const next: WatchMemory = {
    startedMs: memory.startedMs,
    word,
    sinceMs: isSame(word, memory.word) && !shaken ? memory.sinceMs : nowMs,
    ...(word === 'complete' ? {restarts} : {}),
  };
  const outcome = outcomeOf(next, {view, nowMs, options});
  return {
    memory: next,
    ...(outcome === undefined ? {} : {outcome}),
    ...(becomesComplete && outcome === undefined ? {settling: true} : {}),
  };
}

/** A rollout that cannot succeed and then runs into its deadline is in the same trouble as before. */
const isSame = (word: VerdictWord, before: VerdictWord | undefined): boolean =>
  word === before || (word === 'failed' && before === 'doomed');

function outcomeOf(
  {startedMs, sinceMs}: WatchMemory,
  {view, nowMs, options}: {view: RolloutView; nowMs: number; options: WatchOptions},
): DeployOutcome | undefined {
  const {word} = view.verdict;
  const steadyMs = nowMs - sinceMs;
  const {attended, failOn, tolerateMs, timeoutMs, settleMs} = options;
  switch (word) {
    case 'complete':
      if (steadyMs >= settleMs) return 'complete';
      break;
    case 'deleted':
    case 'replaced':
      return word;
    case 'superseded':
    case 'paused':
      if (!attended && steadyMs >= STEADY_MS) return word;
      break;
    case 'doomed':
      if (!attended && failOn === 'doomed' && steadyMs >= tolerateMs) return word;
      break;
    case 'failed':
      if (!attended && failOn !== 'never' && steadyMs >= tolerateMs) return word;
      break;
    case 'unknown':
      if (!attended && steadyMs >= LOST_AFTER_MS) return 'lost';
      break;
    case 'progressing':
    case 'at-risk':
      break;
  }
  if (timeoutMs === undefined || nowMs - startedMs < timeoutMs) return undefined;
  // Complete for less than the settle window: that is what it is.
  return word === 'complete' ? 'complete' : word === 'unknown' ? 'lost' : 'timeout';
}

const restartsOf = ({rows}: RolloutView): ReadonlyMap<string, number> =>
  new Map(rows.filter(({revision}) => revision === 'new').map(({uid, restarts}) => [uid, restarts]));

/** A container that ran when it was complete has started again since. */
const hasRestarted = (before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): boolean =>
  [...after].some(([uid, restarts]) => restarts > (before.get(uid) ?? restarts));
