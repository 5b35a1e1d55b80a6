import type {ContainerMemory} from '../create-rollout.ts';
import type {ContainerFacts} from '../facts/container-facts.ts';
import type {EventFacts} from '../facts/event-facts.ts';
import {isClearer, pullCause} from '../pull-cause.ts';

export const PULL_REASONS: readonly string[] = ['ErrImagePull', 'ImagePullBackOff', 'ErrImagePullBackOff'];

type PullMemory = NonNullable<ContainerMemory['pull']>;

/** The clearest thing said about a pull: a back-off says only that there is one. */
function clearest(
  texts: readonly string[],
  container: ContainerFacts,
  before: PullMemory | undefined,
): PullMemory | undefined {
  let memory = before;
  for (const text of texts) {
    const cause = pullCause(text, container.image);
    if (cause !== undefined && isClearer(cause, memory?.cause)) memory = {cause, text};
  }
  return memory;
}

/** Why the image of a container cannot be pulled, by what its status said so far and by its events. */
export function pullTrouble(
  container: ContainerFacts,
  memory: ContainerMemory,
  events: readonly EventFacts[],
): PullMemory | undefined {
  const texts = events
    .filter(({reason, container: name}) => reason === 'Failed' && name === container.name)
    .filter(({message}) => message.startsWith('Failed to pull') && message.includes(container.image))
    .toSorted((a, b) => (a.lastMs ?? 0) - (b.lastMs ?? 0) || (a.uid < b.uid ? -1 : 1))
    .map(({message}) => message);
  return clearest(texts, container, memory.pull);
}

/** How the last run that ended did so. In waiting, the last run is the one that is counted as restart. */
function rememberExit(container: ContainerFacts, before: ContainerMemory['exit']): ContainerMemory['exit'] {
  const {state, restarts, last} = container;
  const code = state === 'terminated' ? container.exitCode : last?.exitCode;
  if (code === undefined) return before;
  if (before !== undefined && before.code === code) return before;
  const run = state === 'running' ? restarts - 1 : restarts;
  return {code, sinceRun: before === undefined ? 0 : Math.max(0, run)};
}

/** What to keep of a container after its pod has changed. */
export function rememberContainer(
  container: ContainerFacts,
  before: ContainerMemory | undefined,
): ContainerMemory {
  const same = before?.image === container.image ? before : undefined;
  const well = container.done || (container.ready && !container.init);
  const ran = container.state === 'running' || container.state === 'terminated';
  const told = PULL_REASONS.includes(container.reason) ? [container.message] : [];
  const backingOff = container.state === 'waiting' && container.reason === 'CrashLoopBackOff';
  return {
    image: container.image,
    pull: ran ? undefined : clearest(told, container, same?.pull),
    looping: !well && (backingOff || (same?.looping === true && container.restarts > 0)),
    exit: rememberExit(container, same?.exit),
  };
}
