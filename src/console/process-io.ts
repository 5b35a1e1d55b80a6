import {fstatSync, writeSync} from 'node:fs';
import type {Io} from './io.ts';

type StreamName = 'stdout' | 'stderr';

const DESCRIPTORS: Readonly<Record<StreamName, number>> = {stdout: 1, stderr: 2};

/**
 * Standard streams of this process. A reader that leaves early, such as `head`, ends the output silently;
 * the work itself goes on.
 *
 * Node's own streams take some 3 ms to load, so they are opened when something but text is asked of them.
 *
 * @param isBrief ends by itself, so that it may wait for a slow reader of a pipe
 */
export function processIo({isBrief = false}: {readonly isBrief?: boolean} = {}): Io {
  const opened = new Set<StreamName>();
  let readerLeft = false;
  const open = (name: StreamName): NodeJS.WriteStream => {
    const stream = process[name];
    if (opened.has(name)) return stream;
    opened.add(name);
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // EIO: the terminal itself is gone.
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
      if (name === 'stdout') readerLeft = true;
    });
    return stream;
  };
  const print = (name: StreamName, text: string): void => {
    if (!opened.has(name) && isWrittenAtOnce(DESCRIPTORS[name], isBrief)) {
      const rest = writtenUpTo(DESCRIPTORS[name], text);
      if (rest.length > 0) open(name).write(rest);
    } else open(name).write(text);
  };
  return {
    out: (text) => {
      if (!readerLeft) print('stdout', text);
    },
    err: (text) => print('stderr', text),
    get input() {
      return process.stdin;
    },
    env: process.env,
    platform: process.platform,
    get isTerminal() {
      // Screens draw on the streams themselves: whoever may open one gets streams that are listened to.
      open('stderr');
      return open('stdout').isTTY === true && process.stdin.isTTY === true;
    },
    get outIsTerminal() {
      return mayBeTerminal(1) && open('stdout').isTTY === true;
    },
    get columns() {
      return (mayBeTerminal(1) ? open('stdout').columns : undefined) ?? 80;
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
