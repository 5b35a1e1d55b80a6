import {at, listAt, numberAt, textAt} from './json.ts';

/** How long a Deployment may take by its own numbers, in seconds. */
export interface DeploymentTimes {
  /** From the container's start to the first moment at which a pod can count as available. */
  readonly earliest: number;
  /** The same when the startup probe takes all the tries it has. */
  readonly latest: number;
  /** Within this time there must be progress; `undefined` when there is no limit. */
  readonly deadline: number | undefined;
  /** Startup probe's share of `earliest` and `latest`. */
  readonly startup: {readonly first: number; readonly last: number};
  readonly minReady: number;
  /** Time that old pods may take to end before new ones start; 0 when they need not end first. */
  readonly oldPods: number;
}

/** Defaults. Source: Kubernetes API reference. */
const DEFAULT_DEADLINE = 600;
const NO_DEADLINE = 2_147_483_647;
const DEFAULT_GRACE = 30;
const DEFAULT_PERIOD = 10;
const DEFAULT_FAILURES = 3;

/** Reads the times of a Deployment in a manifest. */
export function deploymentTimes(deployment: unknown): DeploymentTimes {
  const pod = at(deployment, 'spec', 'template', 'spec');
  const containers = listAt(pod, 'containers').map(startupOf);
  const startup = {
    first: Math.max(0, ...containers.map(({first}) => first)),
    last: Math.max(0, ...containers.map(({last}) => last)),
  };
  const minReady = numberAt(deployment, 'spec', 'minReadySeconds') ?? 0;
  const deadline = numberAt(deployment, 'spec', 'progressDeadlineSeconds') ?? DEFAULT_DEADLINE;
  const grace = numberAt(pod, 'terminationGracePeriodSeconds') ?? DEFAULT_GRACE;
  const oldPods = oldPodsGoFirst(deployment) ? grace : 0;
  return {
    earliest: startup.first + minReady,
    latest: startup.last + minReady,
    deadline: deadline >= NO_DEADLINE ? undefined : deadline,
    startup,
    minReady,
    oldPods,
  };
}

function startupOf(container: unknown): {first: number; last: number} {
  const probe = (name: string) => {
    const delay = numberAt(container, name, 'initialDelaySeconds') ?? 0;
    const period = numberAt(container, name, 'periodSeconds') ?? DEFAULT_PERIOD;
    const failures = numberAt(container, name, 'failureThreshold') ?? DEFAULT_FAILURES;
    return {first: delay, last: delay + period * failures};
  };
  const startup = at(container, 'startupProbe') === undefined ? {first: 0, last: 0} : probe('startupProbe');
  const readiness = numberAt(container, 'readinessProbe', 'initialDelaySeconds') ?? 0;
  return {first: Math.max(startup.first, readiness), last: Math.max(startup.last, readiness)};
}

function oldPodsGoFirst(deployment: unknown): boolean {
  const strategy = at(deployment, 'spec', 'strategy');
  if (textAt(strategy, 'type') === 'Recreate') return true;
  const surge = at(strategy, 'rollingUpdate', 'maxSurge');
  return surge === 0 || surge === '0' || surge === '0%';
}

/** One sentence on the earliest end, and a warning with what to do when the deadline is too short for it. */
export function deadlineAdvice(
  times: DeploymentTimes,
  {update}: {readonly update: boolean},
): {text: string; next?: string} {
  const parts = [
    ...(times.startup.first > 0 ? [`startup probe ${times.startup.first} s`] : []),
    ...(times.minReady > 0 ? [`minReadySeconds ${times.minReady}`] : []),
  ];
  const text = `Ready after ${times.earliest} s at the earliest${parts.length > 0 ? `: ${parts.join(', ')}` : ''}.`;
  const needed = times.latest + (update ? times.oldPods : 0);
  if (times.deadline === undefined || needed < times.deadline) return {text};
  const old = update && times.oldPods > 0 ? ` after old pods took up to ${times.oldPods} s to end` : '';
  return {
    text: `A slow but healthy start may take ${times.latest} s${old}; progressDeadlineSeconds ${times.deadline} would call that failed.`,
    next: `Set spec.progressDeadlineSeconds to ${roundUp(needed)} or more.`,
  };
}

/** Room for the image pull, in whole minutes. */
const roundUp = (seconds: number): number => Math.ceil((seconds + 120) / 60) * 60;
