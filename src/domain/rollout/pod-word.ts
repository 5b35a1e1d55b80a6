import type {ContainerFacts} from './facts/container-facts.ts';
import type {PodFacts} from './facts/pod-facts.ts';

const GATED = 'SchedulingGated';

const ended = ({reason, exitCode}: ContainerFacts): string => reason || `ExitCode:${exitCode ?? 0}`;

function initWord(containers: readonly ContainerFacts[]): string | undefined {
  const inits = containers.filter(({init}) => init);
  const current = inits.find(({done}) => !done);
  if (current === undefined) return undefined;
  if (current.state === 'terminated') return `Init:${ended(current)}`;
  if (current.state === 'waiting' && current.reason !== '' && current.reason !== 'PodInitializing') {
    return `Init:${current.reason}`;
  }
  return `Init:${inits.filter(({done}) => done).length}/${inits.length}`;
}

/** The first container that waits or has ended. */
function mainWord(containers: readonly ContainerFacts[], isReady: boolean): string | undefined {
  const telling = containers.find(
    ({state, reason}) => state === 'terminated' || (state === 'waiting' && reason !== ''),
  );
  if (telling === undefined) return undefined;
  const word = telling.state === 'waiting' ? telling.reason : ended(telling);
  const isServed = containers.some(({state, ready}) => state === 'running' && ready);
  if (word !== 'Completed' || !isServed) return word;
  return isReady ? 'Running' : 'NotReady';
}

/**
 * The state of a pod in the word that `kubectl get pods` uses, but for a pod with a reason of its own, such as
 * `Evicted`: that says more than how its containers ended. Source: kubectl's pod printer.
 */
export function podWord(pod: PodFacts): string {
  const isOver = pod.phase === 'Failed' || pod.phase === 'Succeeded';
  if (pod.deleteByMs !== undefined && !isOver) return 'Terminating';
  if (pod.reason !== '') return pod.reason;
  const init = initWord(pod.containers);
  if (init !== undefined && pod.phase !== 'Running') return init;
  const main = mainWord(
    pod.containers.filter(({init: isInit}) => !isInit),
    pod.ready,
  );
  if (main !== undefined) return main;
  return pod.unscheduled?.reason === GATED ? GATED : pod.phase || 'Pending';
}
