import {pauseFor} from './pause-for.ts';

/** A process group that we started. */
export interface Group {
  /** Process id of its leader, which is the id of the group too. */
  readonly pid: number;
  /** Changes a cluster: stopped only when somebody asks for that, never because we leave. */
  readonly sheltered: boolean;
  /** Ends it, and says to whoever waits for it that it was us. */
  stop(): Promise<void>;
}

/** How long a group may take to end by itself after it was asked to, in ms. */
const GRACE_MS = 2000;
const REST_MS = 200;
const POLL_MS = 20;

const groups = new Set<Group>();
let watchesExit = false;

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
  for (const {pid, sheltered} of groups) if (!sheltered) signalGroup(pid, 'SIGKILL');
}

/** Remembers a group until the returned function is called. */
export function registerGroup(group: Group): () => void {
  if (!watchesExit) process.once('exit', killOnExit);
  watchesExit = true;
  groups.add(group);
  return () => groups.delete(group);
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
