import type {DeployEvent, DeployOutcome} from '../domain/deploy/events.ts';
import {beginWatch, watchStep} from '../domain/deploy/watch-end.ts';
import type {WatchOptions} from '../domain/deploy/watch-options.ts';
import {createRollout} from '../domain/rollout/create-rollout.ts';
import {reduce} from '../domain/rollout/reduce.ts';
import type {RolloutInput, RolloutView, WantedLog} from '../domain/rollout/types.ts';
import {viewRollout} from '../domain/rollout/view-rollout.ts';
import {smallHeap} from '../services/kubectl/small-heap.ts';
import {watchRollout} from '../services/kubectl/watch.ts';
import type {DeployControls} from './controls.ts';
import type {RunPlace} from './deploy-types.ts';
import {goOn, type LeftWatch} from './go-on.ts';
import {logDesk} from './log-desk.ts';
import {loginDesk} from './login-desk.ts';
import {secondLook} from './look-again.ts';
import {readyLogs} from './ready-logs.ts';
import {watchClock} from './watch-clock.ts';

export interface FollowRequest extends RunPlace {
  /** Of the Deployment. */
  readonly name: string;
  readonly selector: string;
  /** Container whose log tells about Harness. */
  readonly container?: string;
  /** What is known before the watch: baseline and apply. */
  readonly known: readonly RolloutInput[];
  readonly options: WatchOptions;
  /** Ends after the first look at everything. */
  readonly once?: boolean;
  /** The watch that was left, and goes on: what is known comes from there. */
  readonly left?: LeftWatch;
}

export interface FollowEnd {
  readonly outcome: DeployOutcome;
  readonly view: RolloutView;
  /** From the start of the watch, in ms of the watch's clock. */
  readonly afterMs: number;
  /** By the last word that was one it was complete; perhaps the settle window was cut short. */
  readonly wasComplete: boolean;
  /** To go on from here. */
  readonly left: LeftWatch;
}

/** Between two looks at the rollout, in real ms: events that come together are seen together. */
const LOOK_EVERY_MS = 100;
const TICK_MS = 500;
/** On a cluster that plays fast. */
const FAST_TICK_MS = 100;

/** Follows a rollout until it ends, or the reader does. Never throws. */
export async function* follow(
  request: FollowRequest,
  {leave, login}: Pick<DeployControls, 'leave' | 'login'>,
): AsyncGenerator<DeployEvent, FollowEnd, undefined> {
  const {connection, practice, name, selector, options, left} = request;
  const {namespace} = connection.target;
  const speed = practice?.speed ?? 1;
  const clock = left?.clock ?? watchClock();
  const stop = new AbortController();
  const signal = leave === undefined ? stop.signal : AbortSignal.any([leave, stop.signal]);
  const logs = logDesk(connection, signal);
  // At a rollout that is complete, keys are for leaving: a question would take them.
  const logins = loginDesk(connection, {
    ...(login === undefined ? {} : {login}),
    isWorthIt: () => memory.word !== 'complete',
  });
  const again = secondLook({connection, name, uid: appliedUid(request), signal});
  const started = left?.started ?? clock.now();
  let state =
    left?.state ??
    createRollout({
      target: {namespace, name, ...(practice === undefined ? {context: connection.target.context} : {})},
    });
  for (const input of left === undefined ? [{type: 'tick', nowMs: started} as const, ...request.known] : [])
    state = reduce(state, input);
  let memory = left?.memory ?? beginWatch(started);
  let view = viewRollout(state);
  let lookedAt = -LOOK_EVERY_MS;
  const end = (outcome: DeployOutcome): FollowEnd => ({
    outcome,
    view,
    afterMs: clock.now() - started,
    wasComplete: memory.word === 'complete',
    left: {state, memory, clock, started},
  });

  function* takeLogs(): Generator<DeployEvent> {
    for (const {input, shown} of logs.take()) {
      state = reduce(state, input);
      if (shown) yield {...input, type: 'log'};
    }
  }

  const usualHeap = smallHeap();
  try {
    const inputs = watchRollout({
      connection,
      watched: {name, selector},
      signal,
      now: clock.now,
      timing: {tick: speed > 1 ? FAST_TICK_MS : TICK_MS},
      onNeedsLogin: logins.onNeedsLogin,
    });
    const ready = left === undefined ? (input: RolloutInput) => [input] : goOn(left);
    for await (const input of inputs) {
      const taken = ready(input);
      for (const each of taken) state = reduce(state, each);
      yield* logins.take();
      yield* takeLogs();
      if (taken.length === 0) continue;
      const now = performance.now();
      if (now - lookedAt < LOOK_EVERY_MS) continue;
      lookedAt = now;
      view = viewRollout(state);
      let step = watchStep(memory, {view, nowMs: clock.now(), options});
      if (view.verdict.word === 'deleted' || view.verdict.word === 'replaced') {
        const {input: found, outcome: sure} = await again.at(view.verdict.word);
        if (signal.aborted) continue;
        if (found !== undefined) state = reduce(state, found);
        if (sure === undefined) continue;
        step = {...step, outcome: sure};
      }
      // The line to a cluster that plays fast is as slow as any.
      clock.setRate(isHeard(view) ? speed : 1);
      if (!request.once) yield {type: 'rollout', view, afterMs: clock.now() - started};
      logs.want(view.wantsLogs);
      ({memory} = step);
      if (step.settling && !request.once) yield {type: 'settling', forMs: options.settleMs};
      if (view.verdict.word === 'complete' && view.registration.state !== 'registered') {
        logs.want(readyLogs(view, request.container), {search: true});
      }
      const outcome = request.once ? outcomeNow(view) : step.outcome;
      if (outcome === undefined) continue;
      await logs.idle();
      const read = [...takeLogs()];
      view = viewRollout(state);
      const missing = stillWanted(outcome, {view, request});
      if (missing.length > 0) {
        // Read too early, or of a run before: what is looked for may stand in it, so once more before it is told.
        logs.want(missing, {again: true, search: outcome === 'complete'});
        await logs.idle();
        read.push(...takeLogs());
        view = viewRollout(state);
      }
      yield {type: 'rollout', view, afterMs: clock.now() - started};
      yield* read;
      return end(outcome);
    }
    return end('detached');
  } finally {
    stop.abort();
    usualHeap();
  }
}

/** Ends of which the log may hold the cause. */
const EXPLAINED: readonly DeployOutcome[] = ['doomed', 'failed'];

/** Logs that may say more about an end: its cause, or that the delegate is registered. */
function stillWanted(
  outcome: DeployOutcome,
  {view, request}: {readonly view: RolloutView; readonly request: FollowRequest},
): readonly WantedLog[] {
  if (EXPLAINED.includes(outcome)) return view.wantsLogs;
  const isUnseen = outcome === 'complete' && view.registration.state !== 'registered';
  return isUnseen && !request.once ? readyLogs(view, request.container) : [];
}

/** The Deployment that was applied, by the last word about it. */
const appliedUid = ({known, name}: FollowRequest): string | undefined =>
  known
    .flatMap((input) => (input.type === 'applied' ? input.objects : []))
    .find((object) => object.kind === 'Deployment' && object.name === name)?.uid;

/** Every stream is live, or will never be. */
const isHeard = ({streams}: RolloutView): boolean =>
  Object.values(streams).every(({state}) => state === 'live' || state === 'forbidden');

/** How it stands at a single look; `undefined` before everything has answered in some way. */
function outcomeNow({streams, verdict, findings}: RolloutView): DeployOutcome | undefined {
  if (Object.values(streams).some(({state}) => state === 'waiting')) return undefined;
  if (streams.deployments.state !== 'live') return 'lost';
  switch (verdict.word) {
    case 'unknown':
      return 'lost';
    case 'at-risk':
      return findings[0]?.severity === 'F' ? 'doomed' : 'progressing';
    default:
      return verdict.word;
  }
}
