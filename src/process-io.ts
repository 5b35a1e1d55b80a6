import type {Io} from './io.ts';

/**
 * Standard streams of this process. A reader that leaves early, such as `head`, ends the output silently;
 * the work itself goes on.
 */
export function processIo(): Io {
  let readerLeft = false;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // EIO: the terminal itself is gone.
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
      if (stream === process.stdout) readerLeft = true;
    });
  }
  return {
    out: (text) => {
      if (!readerLeft) process.stdout.write(text);
    },
    err: (text) => {
      process.stderr.write(text);
    },
    input: process.stdin,
    env: process.env,
    platform: process.platform,
    isTerminal: process.stdin.isTTY === true && process.stdout.isTTY === true,
    outIsTerminal: process.stdout.isTTY === true,
    columns: process.stdout.columns ?? 80,
  };
}
