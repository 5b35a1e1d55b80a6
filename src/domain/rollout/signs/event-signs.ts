import {describeMs} from '../describe-ms.ts';
import type {ContainerFacts} from '../facts/container-facts.ts';
import type {EventFacts} from '../facts/event-facts.ts';
import type {PodFacts} from '../facts/pod-facts.ts';
import type {Sign} from '../finding-row.ts';
import {latestEvent} from './relevant-events.ts';

const SETUP_TROUBLE = ['FailedMount', 'FailedAttachVolume', 'FailedCreatePodSandBox', 'NetworkNotReady'];
const PULL_SECRET = 'FailedToRetrieveImagePullSecret';
/** What happens to a container when all goes well. */
const PROGRESS = ['Pulling', 'Pulled', 'Created', 'Started'];
/** Told by another signal, each with more to say. */
const TOLD_ELSEWHERE = [...SETUP_TROUBLE, PULL_SECRET, 'FailedScheduling', 'Unhealthy', 'FailedCreate'];
const STARTING = ['', 'ContainerCreating', 'PodInitializing'];

const eventSign = (signal: Sign['signal'], event: EventFacts, restarts: number): Sign => ({
  signal,
  reason: event.reason,
  text: event.message || event.reason,
  count: event.count,
  restarts,
  container: event.container || undefined,
  words: {reason: event.reason},
});

/** Volumes, network and sandbox, while no container has come further than that. */
export function volumeSign(pod: PodFacts, events: readonly EventFacts[]): Sign | undefined {
  const starting = ({state, reason}: ContainerFacts) =>
    state === 'none' || (state === 'waiting' && STARTING.includes(reason));
  if (pod.unscheduled !== undefined || !pod.containers.every(starting)) return undefined;
  const trouble = latestEvent(events, ({reason}) => SETUP_TROUBLE.includes(reason));
  const progress = latestEvent(events, ({reason}) => PROGRESS.includes(reason));
  if (trouble === undefined || (progress?.lastMs ?? -1) >= (trouble.lastMs ?? 0)) return undefined;
  return eventSign('volume', trouble, pod.restarts);
}

const PROBE = /^(Startup|Readiness|Liveness) probe/;

/** A probe that fails in the run that goes on now. */
export function probeSign(container: ContainerFacts, events: readonly EventFacts[]): Sign | undefined {
  if (container.state !== 'running' || container.ready) return undefined;
  const started = container.startedMs ?? 0;
  const failing = latestEvent(
    events,
    (event) =>
      event.reason === 'Unhealthy' &&
      event.container === container.name &&
      (event.lastMs ?? started) >= started,
  );
  if (failing === undefined) return undefined;
  const {initialDelaySeconds = 0, failureThreshold = 3, periodSeconds = 10} = container.startupProbe ?? {};
  return {
    ...eventSign('probe', failing, container.restarts),
    reason: PROBE.exec(failing.message)?.[1]?.toLowerCase() ?? 'readiness',
    init: container.init,
    words: {deadline: describeMs((initialDelaySeconds + failureThreshold * periodSeconds) * 1000)},
  };
}

/** A pull secret that is not there; it may be the reason for what comes. */
export function pullSecretSign(pod: PodFacts, events: readonly EventFacts[]): Sign | undefined {
  const event = latestEvent(events, ({reason}) => reason === PULL_SECRET);
  const running = pod.containers.some(({init, state}) => !init && state !== 'none' && state !== 'waiting');
  return event === undefined || running ? undefined : eventSign('event', event, pod.restarts);
}

/** Any other warning about a pod that is not ready, as long as nothing has gone on since. */
export function warningSign(pod: PodFacts, events: readonly EventFacts[]): Sign | undefined {
  if (pod.ready) return undefined;
  const newest = latestEvent(
    events,
    ({warning, reason}) => PROGRESS.includes(reason) || (warning && !TOLD_ELSEWHERE.includes(reason)),
  );
  return newest?.warning ? eventSign('event', newest, pod.restarts) : undefined;
}
