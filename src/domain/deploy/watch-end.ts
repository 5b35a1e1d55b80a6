import type {RolloutView, VerdictWord} from '../rollout/types.ts';
import type {DeployOutcome} from './events.ts';
import type {WatchOptions} from './watch-options.ts';

/** What has to be remembered between two looks at a rollout to know when to stop. */
export interface WatchMemory {
  readonly startedMs: number;
  /** The last verdict that was one, and since when it stands. */
  readonly word?: VerdictWord;
  readonly sinceMs: number;
  /** Since when nothing is known, while that is so. */
  readonly unknownSinceMs?: number;
  /** How often the containers of each new pod had restarted when it was complete. */
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

interface Look {
  readonly view: RolloutView;
  readonly nowMs: number;
  readonly options: WatchOptions;
}

/** Looks at a rollout once more: is this the end of the watch, and which? Times are of one monotonic clock. */
export function watchStep(memory: WatchMemory, look: Look): WatchStep {
  const next = remember(memory, look);
  const outcome = outcomeOf(next, look);
  const settling = next.word === 'complete' && memory.word !== 'complete' && outcome === undefined;
  return {memory: next, ...(outcome === undefined ? {} : {outcome}), ...(settling ? {settling} : {})};
}

/** Silence takes nothing back: a verdict that is the same after it has stood all the time. */
function remember(memory: WatchMemory, {view, nowMs}: Look): WatchMemory {
  const {word} = view.verdict;
  const {unknownSinceMs = nowMs, ...known} = memory;
  if (word === 'unknown') return {...known, unknownSinceMs};
  const restarts = restartsOf(view);
  const isShaken = known.restarts !== undefined && hasRestarted(known.restarts, restarts);
  return {
    startedMs: known.startedMs,
    word,
    sinceMs: isSame(word, known.word) && !isShaken ? known.sinceMs : nowMs,
    ...(word === 'complete' ? {restarts} : {}),
  };
}

/** A rollout that cannot succeed and then runs into its deadline is in the same trouble as before. */
const isSame = (word: VerdictWord, before: VerdictWord | undefined): boolean =>
  word === before || (word === 'failed' && before === 'doomed');

function outcomeOf(memory: WatchMemory, {view, nowMs, options}: Look): DeployOutcome | undefined {
  const {word} = view.verdict;
  const {timeoutMs} = options;
  if (isOver(memory, {view, nowMs, options})) return ENDS[word];
  if (timeoutMs === undefined || nowMs - memory.startedMs < timeoutMs) return undefined;
  // Complete for less than the settle window: that is what it is.
  return word === 'complete' || word === 'unknown' ? ENDS[word] : 'timeout';
}

/** How a verdict is called when it ends the watch. */
const ENDS: Readonly<Partial<Record<VerdictWord, DeployOutcome>>> = {
  complete: 'complete',
  deleted: 'deleted',
  replaced: 'replaced',
  superseded: 'superseded',
  paused: 'paused',
  doomed: 'doomed',
  failed: 'failed',
  unknown: 'lost',
};

function isOver({sinceMs, unknownSinceMs = 0}: WatchMemory, {view, nowMs, options}: Look): boolean {
  const {attended, failOn, tolerateMs, settleMs} = options;
  const steadyMs = nowMs - sinceMs;
  switch (view.verdict.word) {
    case 'complete':
      return steadyMs >= settleMs;
    case 'deleted':
    case 'replaced':
      return true;
    case 'superseded':
    case 'paused':
      return !attended && steadyMs >= STEADY_MS;
    case 'doomed':
      return !attended && failOn === 'doomed' && steadyMs >= tolerateMs;
    case 'failed':
      return !attended && failOn !== 'never' && steadyMs >= tolerateMs;
    case 'unknown':
      return !attended && nowMs - unknownSinceMs >= LOST_AFTER_MS;
    case 'progressing':
    case 'at-risk':
      return false;
  }
}

const restartsOf = ({rows}: RolloutView): ReadonlyMap<string, number> =>
  new Map(rows.filter(({revision}) => revision === 'new').map(({uid, restarts}) => [uid, restarts]));

/** A container that ran when it was complete has started again since. */
const hasRestarted = (before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): boolean =>
  [...after].some(([uid, restarts]) => restarts > (before.get(uid) ?? restarts));
