import {END_SIGNALS, type EndSignal} from '../../domain/end-signals.ts';
import {pauseFor} from './pause-for.ts';

/** A process group that we started. */
export interface Group {
  /** Process id of its leader, which is the id of the group too. */
  readonly pid: number;
  /** Changes a cluster: stopped only when somebody asks for that, never because we leave. */
  readonly sheltered: boolean;
  /** Ends it, and says to whoever waits for it that it was us. */
  stop(): Promise<void>;
  /** Ends it at once, where that takes more than SIGKILL for its group. */
  readonly kill?: () => void;
}

type Started = Omit<Group, 'pid'> & {readonly pid: number | undefined};

/** How long a group may take to end by itself after it was asked to, in ms. */
const GRACE_MS = 2000;
const REST_MS = 200;
const POLL_MS = 20;

const groups = new Set<Group>();
let watchesExit = false;
let watchesSignals = false;

/** Sends a signal to a whole group; false when nobody is left in it. */
export function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    // Windows has no groups: there the leader alone gets it.
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** What must not survive us dies with us, however we end short of SIGKILL. */
function killOnExit(): void {
  for (const {pid, sheltered, kill} of groups) {
    if (sheltered) continue;
    if (kill === undefined) signalGroup(pid, 'SIGKILL');
    else kill();
  }
}

/** Set by signal-exit, which Ink brings along: how many of its listeners each signal has. */
type WithSignalExit = typeof process & {readonly __signal_exit_emitter__?: {readonly count?: number}};

/** Whether somebody listens who decides what becomes of us. signal-exit does not: it waits for all others to go. */
function othersDecide(signal: EndSignal): boolean {
  const {__signal_exit_emitter__: waiting} = process as WithSignalExit;
  return process.listenerCount(signal) > 1 + (waiting?.count ?? 0);
}

/** A signal that nobody else hears ends us without an `exit`: what must not survive us goes first. */
function onSignal(signal: EndSignal): void {
  if (othersDecide(signal)) return;
  killOnExit();
  listen(false);
  process.kill(process.pid, signal);
}

function listen(listens: boolean): void {
  if (listens === watchesSignals) return;
  watchesSignals = listens;
  for (const signal of END_SIGNALS) {
    if (listens) process.on(signal, onSignal);
    else process.off(signal, onSignal);
  }
}

/** Only while there is something to end: others count who listens. */
const listenAsNeeded = (): void => listen([...groups].some(({sheltered}) => !sheltered));

/**
 * To be called right before a group is started, and followed by `registerGroup` in the same turn: a signal that comes
 * between the two is heard after both, and finds it.
 */
export const expectGroup = (): void => listen(true);

/** Remembers a group until the returned function is called. Without `pid` it could not be started. */
export function registerGroup({pid, ...rest}: Started): () => void {
  if (pid === undefined) {
    listenAsNeeded();
    return () => undefined;
  }
  const group: Group = {...rest, pid};
  if (!watchesExit) process.once('exit', killOnExit);
  watchesExit = true;
  groups.add(group);
  listenAsNeeded();
  return () => {
    groups.delete(group);
    listenAsNeeded();
  };
}

/**
 * Ends a group: TERM, and KILL for whoever is still there: after two seconds, or soon after its leader has
 * ended, for what it leaves behind is of no use to anybody.
 */
export async function endGroup({pid, ended}: {pid: number; ended: Promise<unknown>}): Promise<void> {
  signalGroup(pid, 'SIGTERM');
  await Promise.race([ended, pauseFor(GRACE_MS)]);
  const deadline = performance.now() + REST_MS;
  while (performance.now() < deadline && signalGroup(pid, 0)) await pauseFor(POLL_MS);
  signalGroup(pid, 'SIGKILL');
}

/**
 * Ends every process that we started, with its children. What changes a cluster is left to finish, unless
 * `sheltered` says otherwise. Does not throw; resolves within about two seconds.
 */
export async function killAll({sheltered = false}: {sheltered?: boolean} = {}): Promise<void> {
  const chosen = [...groups].filter((group) => sheltered || !group.sheltered);
  await Promise.all(chosen.map((group) => group.stop()));
}
