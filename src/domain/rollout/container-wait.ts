import {lookUp} from './buckets.ts';
import type {PodRecord, RolloutState} from './create-rollout.ts';
import type {ContainerFacts} from './facts/container-facts.ts';
import type {PodFacts} from './facts/pod-facts.ts';
import type {Scene} from './read-scene.ts';
import {serverNow} from './server-time.ts';
import {latestEvent, relevantEvents} from './signs/relevant-events.ts';
import {PULL_REASONS} from './signs/remember-container.ts';

const PULL_STEPS: readonly string[] = ['Pulling', 'Pulled', 'Failed', 'Created', 'Started'];

/** Whether a pull of the pod has failed: it is tried again then, but nobody can say that it goes on now. */
const hasFailedPull = ({containers}: PodFacts, record: PodRecord | undefined): boolean =>
  containers.some(
    ({name, state, reason}) =>
      state === 'waiting' && (PULL_REASONS.includes(reason) || record?.memory.get(name)?.pull !== undefined),
  );

/** For how long the image of a pod is being pulled, in ms by the server's clock; `undefined` when none is. */
export function pullingForMs(state: RolloutState, pod: PodFacts): number | undefined {
  const now = serverNow(state);
  const waits = pod.containers.some(({state: how, started}) => how === 'waiting' && !started);
  if (hasFailedPull(pod, lookUp(state.pods, pod.uid))) return undefined;
  if (now === undefined || !waits || pod.deleteByMs !== undefined) return undefined;
  const step = latestEvent(relevantEvents(state, pod.uid), ({reason}) => PULL_STEPS.includes(reason));
  return step?.reason === 'Pulling' && step.lastMs !== undefined ? Math.max(0, now - step.lastMs) : undefined;
}

/** The startup probe that is under way: which attempt of how many. Source: kubelet's prober, one try a period. */
export function startupProbe(
  container: ContainerFacts,
  nowMs: number | undefined,
): {readonly attempt: number; readonly of: number} | undefined {
  const {startupProbe: probe, state, started, startedMs} = container;
  if (
    probe === undefined ||
    state !== 'running' ||
    started ||
    nowMs === undefined ||
    startedMs === undefined
  ) {
    return undefined;
  }
  const seconds = (nowMs - startedMs) / 1000 - probe.initialDelaySeconds;
  const attempt = Math.floor(seconds / probe.periodSeconds) + 1;
  return {attempt: Math.min(probe.failureThreshold, Math.max(0, attempt)), of: probe.failureThreshold};
}

/**
 * How long ready pods are waited for. What the Deployment has counted as available is not, whatever our reckoning of
 * the server's clock says.
 */
export const readySecondsOf = ({phase, deployment}: Pick<Scene, 'phase' | 'deployment'>): number =>
  phase === 'complete' ? 0 : (deployment?.facts.minReadySeconds ?? 0);

/**
 * How long a ready pod has to stay so before it counts as available. Never longer than `minReadySeconds`: the node
 * that stamped when it became ready may be ahead of the server.
 */
export function availableInMs(
  pod: PodFacts,
  minReadySeconds: number,
  nowMs: number | undefined,
): number | undefined {
  if (!pod.ready || minReadySeconds === 0 || pod.readySinceMs === undefined || nowMs === undefined) {
    return undefined;
  }
  const left = minReadySeconds * 1000 - Math.max(0, nowMs - pod.readySinceMs);
  return left > 0 ? left : undefined;
}
