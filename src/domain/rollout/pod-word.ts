import type {ContainerFacts} from './facts/container-facts.ts';
import type {PodFacts} from './facts/pod-facts.ts';

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

/** The state of a pod in the word that `kubectl get pods` uses. Source: kubectl's pod printer. */
export function podWord(pod: PodFacts): string {
  if (pod.deleteByMs !== undefined) return 'Terminating';
  if (pod.reason !== '') return pod.reason;
  if (pod.phase === 'Failed' || pod.phase === 'Succeeded') return pod.phase;
  const init = initWord(pod.containers);
  if (init !== undefined && pod.phase !== 'Running') return init;
  const main = pod.containers.filter((container) => !container.init);
  const waiting = main.find(({state, reason}) => state === 'waiting' && reason !== '');
  if (waiting !== undefined) return waiting.reason;
  const over = main.find(({state}) => state === 'terminated');
  return over === undefined ? pod.phase || 'Pending' : ended(over);
}
