import {fstatSync, writeSync} from 'node:fs';
import {isForCi, isUtf8Locale} from '../domain/surroundings.ts';
import {systemReason} from '../services/system-reason.ts';
import type {Io, Print} from './io.ts';

type StreamName = 'stdout' | 'stderr';

const DESCRIPTORS: Readonly<Record<StreamName, number>> = {stdout: 1, stderr: 2};

/**
 * Standard streams of this process. A reader that leaves early, such as `head`, ends the output silently;
 * the work itself goes on. So it does when the output cannot be written, but the run has failed then, and says so.
 *
 * Node's own streams take some 3 ms to load, so they are opened when something but text is asked of them.
 *
 * @param isBrief ends by itself, so that it may wait for a slow reader of a pipe
 * @param onLost called once when standard output cannot be written, and that was told; maybe after all else is done
 */
export function processIo({
  isBrief = false,
  onLost = () => undefined,
}: {readonly isBrief?: boolean; readonly onLost?: () => void} = {}): Io {
  const opened = new Set<StreamName>();
  let readerLeft = false;
  const open = (name: StreamName): NodeJS.WriteStream => {
    const stream = process[name];
    if (opened.has(name)) return stream;
    opened.add(name);
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // Where standard error cannot be written, nobody can be told.
      if (name === 'stderr' || readerLeft) return;
      readerLeft = true;
      // EIO: the terminal itself is gone.
      if (error.code === 'EPIPE' || error.code === 'EIO') return;
      print('stderr', `The output could not be written: ${systemReason(error)}.\n`);
      onLost();
    });
    return stream;
  };
  const print = (name: StreamName, text: string): void => {
    if (!opened.has(name) && isWrittenAtOnce(DESCRIPTORS[name], isBrief)) {
      const rest = writtenUpTo(DESCRIPTORS[name], text);
      if (rest.length > 0) open(name).write(rest);
    } else open(name).write(text);
  };
  const printer = (name: StreamName): Print =>
    Object.defineProperties(
      (text: string) => {
        if (name === 'stderr' || !readerLeft) print(name, text);
      },
      {
        // A terminal that does not know its size says 0.
        columns: {get: () => (mayBeTerminal(DESCRIPTORS[name]) && open(name).columns) || undefined},
        isAscii: {value: !isUtf8Locale(process.env)},
      },
    );
  const hasTerminals = (): boolean => {
    // Screens draw on the streams themselves: whoever may open one gets streams that are listened to.
    open('stderr');
    return open('stdout').isTTY === true && process.stdin.isTTY === true;
  };
  return {
    out: printer('stdout'),
    err: printer('stderr'),
    get input() {
      return process.stdin;
    },
    env: process.env,
    platform: process.platform,
    get isTerminal() {
      return !isForCi(process.env) && hasTerminals();
    },
    get isForCi() {
      return isForCi(process.env) && hasTerminals();
    },
    get outIsTerminal() {
      return mayBeTerminal(1) && open('stdout').isTTY === true;
    },
    get columns() {
      return (mayBeTerminal(1) && open('stdout').columns) || 80;
    },
  };
}

/** Where Node's own streams wait for each write as well. On Windows they translate the text for the console. */
function isWrittenAtOnce(descriptor: number, isBrief: boolean): boolean {
  if (process.platform === 'win32') return false;
  const stats = fstatSync(descriptor);
  return isBrief || stats.isFile() || stats.isCharacterDevice();
}

/** A file or a pipe is none. */
const mayBeTerminal = (descriptor: number): boolean =>
  process.platform === 'win32' || fstatSync(descriptor).isCharacterDevice();

/** Writes a text and returns what could not be written: Node's stream then waits, or says why not. */
function writtenUpTo(descriptor: number, text: string): Uint8Array {
  let rest: Uint8Array = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
  } catch {
    // EAGAIN, EPIPE, ENOSPC, …: the stream meets it again.
  }
  return rest;
}
