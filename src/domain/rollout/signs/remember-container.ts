import type {ContainerMemory} from '../create-rollout.ts';
import type {ContainerFacts} from '../facts/container-facts.ts';
import type {EventFacts} from '../facts/event-facts.ts';
import {isClearer, pullCause} from '../pull-cause.ts';

export const PULL_REASONS: readonly string[] = ['ErrImagePull', 'ImagePullBackOff', 'ErrImagePullBackOff'];

type PullMemory = NonNullable<ContainerMemory['pull']>;

/** The clearest thing said about the pull so far: a back-off says only that there is one. */
function rememberPull(
  container: ContainerFacts,
  events: readonly EventFacts[],
  before: PullMemory | undefined,
): PullMemory | undefined {
  if (container.state === 'running' || container.state === 'terminated') return undefined;
  const messages = events
    .filter(({reason, container: name}) => reason === 'Failed' && name === container.name)
    .filter(({message}) => /pull/i.test(message) && message.includes(container.image))
    .map(({message}) => message);
  if (PULL_REASONS.includes(container.reason)) messages.unshift(container.message);
  let memory = before;
  for (const text of messages) {
    const cause = pullCause(text, container.image);
    if (cause !== undefined && isClearer(cause, memory?.cause)) memory = {cause, text};
  }
  return memory;
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

/** What to keep of a container after its pod or its events have changed. */
export function rememberContainer(
  container: ContainerFacts,
  events: readonly EventFacts[],
  before: ContainerMemory | undefined,
): ContainerMemory {
  const same = before?.image === container.image ? before : undefined;
  const well = container.done || (container.ready && !container.init);
  const backingOff = container.state === 'waiting' && container.reason === 'CrashLoopBackOff';
  return {
    image: container.image,
    pull: rememberPull(container, events, same?.pull),
    looping: !well && (backingOff || (same?.looping === true && container.restarts > 0)),
    exit: rememberExit(container, same?.exit),
  };
}
