import {rmSync, rmdirSync} from 'node:fs';

const NAMES = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type EndSignal = (typeof NAMES)[number];

/** Sees to it that a signal in the middle of a write leaves either everything or nothing. */
export interface WriteGuard {
  /** A hidden file that goes when we end before it has its place. To be told before it is made. */
  readonly staged: (path: string) => void;
  /** Directories that go too, as far as they are empty. */
  readonly made: (directories: readonly string[]) => void;
  /** A signal waits until this work is done. */
  readonly finish: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** The write is over; a signal that waited takes effect. */
  readonly close: () => void;
}

/** Listens for the signals that end a program, until it is closed. */
export function guardWrite(): WriteGuard {
  const files: string[] = [];
  const directories: string[] = [];
  let isFinishing = false;
  let waiting: EndSignal | undefined;
  const stop = (): void => {
    for (const name of NAMES) process.off(name, onSignal);
  };
  /** To all who listen besides us, or else to the system, which ends us. */
  const passOn = (name: EndSignal): void => {
    stop();
    process.kill(process.pid, name);
  };
  function onSignal(name: EndSignal): void {
    waiting = name;
    if (isFinishing) return;
    for (const path of files) rmSync(path, {force: true});
    for (const path of directories.toSorted((a, b) => b.length - a.length)) removeEmpty(path);
    passOn(name);
  }
  for (const name of NAMES) process.on(name, onSignal);
  return {
    staged: (path) => void files.push(path),
    made: (paths) => void directories.push(...paths),
    finish: async (work) => {
      isFinishing = true;
      try {
        return await work();
      } finally {
        isFinishing = false;
      }
    },
    close: () => {
      if (waiting === undefined) stop();
      else passOn(waiting);
    },
  };
}

function removeEmpty(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // Somebody else has put something there.
  }
}
