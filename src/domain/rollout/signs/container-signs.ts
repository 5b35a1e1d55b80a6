import type {ContainerMemory, LogRecord} from '../create-rollout.ts';
import type {ContainerFacts} from '../facts/container-facts.ts';
import type {EventFacts} from '../facts/event-facts.ts';
import type {Sign} from '../finding-row.ts';
import {PULL_REASONS, pullTrouble} from './remember-container.ts';
import {latestEvent} from './relevant-events.ts';

export interface ContainerScene {
  readonly container: ContainerFacts;
  readonly memory: ContainerMemory;
  readonly events: readonly EventFacts[];
  readonly logs: readonly LogRecord[];
}

const TIMES = ['not restarted yet', 'restarted once', 'restarted twice'];
const WAITS_IN_ORDER: readonly string[] = ['', 'ContainerCreating', 'PodInitializing'];

function baseSign({
  container,
  logs,
}: ContainerScene): Pick<Sign, 'container' | 'init' | 'count' | 'restarts' | 'words' | 'log'> {
  const {name, init, restarts, image, memoryLimit} = container;
  return {
    container: name,
    init,
    restarts,
    count: 1,
    words: {
      image: image || 'the image',
      container: name,
      limit: memoryLimit === '' ? 'the node can give' : `its limit of ${memoryLimit}`,
      times: TIMES[restarts] ?? `restarted ${restarts} times`,
    },
    log: logs.flatMap(({lines}) => lines).join('\n'),
  };
}

function failures({container, events}: ContainerScene): number {
  const start = container.message.slice(0, 80);
  return events
    .filter(
      ({reason, container: name, message}) =>
        reason === 'Failed' && name === container.name && message.includes(start),
    )
    .reduce((most, {count}) => Math.max(most, count), 1);
}

const KILLED = /failed (liveness|startup) probe/i;

/** Which probe ended it: killed from outside, not for its memory, and an event says why. */
function killedBy({container, events}: ContainerScene, exitCode: number, reason: string): string | undefined {
  if ((exitCode !== 137 && exitCode !== 143) || reason === 'OOMKilled') return undefined;
  const killing = latestEvent(
    events,
    (event) => event.reason === 'Killing' && event.container === container.name,
  );
  return KILLED.exec(killing?.message ?? '')?.[1]?.toLowerCase();
}

/** A run that ended: the one that is reported now, or the one before. */
function stoppedSign(scene: ContainerScene): Sign | undefined {
  const {container, memory} = scene;
  const {state, last, restarts} = container;
  const ended =
    state === 'terminated'
      ? {reason: container.reason, message: container.message, exitCode: container.exitCode ?? 0}
      : last;
  const looping = memory.looping;
  if (ended === undefined) return undefined;
  if (ended.exitCode === 0 && ended.reason !== 'OOMKilled' && !looping) return undefined;
  if (state !== 'terminated' && restarts === 0 && !looping) return undefined;
  const base = baseSign(scene);
  const probe = killedBy(scene, ended.exitCode, ended.reason);
  return {
    ...base,
    signal: 'stopped',
    reason: ended.reason,
    text: [ended.reason, ended.message, `exit code ${ended.exitCode}`].filter(Boolean).join(': '),
    count: restarts + (state === 'running' ? 0 : 1),
    looping,
    running: state === 'running',
    ready: container.ready && !container.init,
    exitCode: ended.exitCode,
    sameExit: memory.exit !== undefined && restarts - memory.exit.sinceRun >= 2,
    killedBy: probe,
    words: {...base.words, exit: String(ended.exitCode), probe: probe ?? ''},
  };
}

/** What keeps one container from running. At most one sign. */
export function containerSign(scene: ContainerScene): Sign | undefined {
  const {container, memory, events} = scene;
  if (container.done) return undefined;
  if (container.state !== 'waiting' || container.reason === 'CrashLoopBackOff') return stoppedSign(scene);
  if (PULL_REASONS.includes(container.reason)) {
    const {cause, text} = pullTrouble(container, memory, events) ?? {cause: '', text: container.message};
    return {...baseSign(scene), signal: 'pull', reason: cause, text: text || container.reason};
  }
  if (WAITS_IN_ORDER.includes(container.reason))
    return container.restarts > 0 ? stoppedSign(scene) : undefined;
  return {
    ...baseSign(scene),
    signal: 'waiting',
    reason: container.reason,
    text: container.message || container.reason,
    count: failures(scene),
  };
}

/** What the log says about the delegate and Harness, when it says that it failed. */
export function logSign(scene: ContainerScene): Sign | undefined {
  const newest = scene.logs.toSorted((a, b) => Number(b.previous) - Number(a.previous)).at(-1);
  if (newest?.registration.state !== 'failed') return undefined;
  const {reason = '', next = '', line = ''} = newest.registration;
  const base = baseSign(scene);
  return {
    ...base,
    signal: 'log',
    reason: 'log',
    text: line,
    words: {...base.words, reason, next},
  };
}
