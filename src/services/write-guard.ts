import {rmSync, rmdirSync} from 'node:fs';
import {END_SIGNALS, type EndSignal} from '../domain/end-signals.ts';
import {EndedBySignal} from '../domain/ended-by-signal.ts';

/** Sees to it that a signal in the middle of a write leaves either everything or nothing. */
export interface WriteGuard {
  /** A hidden file, or a directory with one, that goes when we end before it has its place. To be told before it is made. */
  readonly staged: (path: string) => void;
  /** Directories that go too, as far as they are empty. */
  readonly made: (directories: readonly string[]) => void;
  /** Aborted by a signal that the program outlives, with `EndedBySignal` as its reason; not once it is too late. */
  readonly signal: AbortSignal;
  /** The last step: from its beginning on, a signal waits until the write is over. */
  readonly finish: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** The write is over; a signal that waited takes effect. */
  readonly close: () => void;
}

/**
 * Listens for the signals that end a program, until it is closed. Where others listen too, they have heard it, and
 * decide what becomes of the program: the write alone ends. Where nobody does, the system hears it again, and ends us.
 */
export function guardWrite(): WriteGuard {
  const files: string[] = [];
  const directories: string[] = [];
  const ended = new AbortController();
  let isTooLate = false;
  /** Heard by nobody but us. */
  let waiting: EndSignal | undefined;
  const stop = (): void => {
    for (const name of END_SIGNALS) process.off(name, onSignal);
  };
  const passOn = (name: EndSignal): void => {
    stop();
    process.kill(process.pid, name);
  };
  function onSignal(name: EndSignal): void {
    const isOursAlone = process.listenerCount(name) === 1;
    if (isTooLate) {
      if (isOursAlone) waiting = name;
      return;
    }
    // First: what fails for want of the files that go now fails because of this.
    ended.abort(new EndedBySignal(name));
    for (const path of files) rmSync(path, {force: true, recursive: true});
    for (const path of directories.toSorted((a, b) => b.length - a.length)) removeEmpty(path);
    if (isOursAlone) passOn(name);
  }
  for (const name of END_SIGNALS) process.on(name, onSignal);
  return {
    staged: (path) => void files.push(path),
    made: (paths) => void directories.push(...paths),
    signal: ended.signal,
    finish: async (work) => {
      isTooLate = true;
      return await work();
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
