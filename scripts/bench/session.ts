import {spawn} from '@lydell/node-pty';

/** A program in a terminal of its own. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Cells; 80 by 24 without it. */
  readonly size?: readonly [columns: number, rows: number];
}

export interface Session {
  readonly pid: number;
  /** Bytes written so far. */
  readonly bytes: () => number;
  /** Resolves with the milliseconds from the start of the program to this text. Rejects when it ends before. */
  readonly until: (text: string) => Promise<number>;
  /** Resolves when more than so many bytes were written, or after a while, for a key that changes nothing. */
  readonly more: (bytes: number) => Promise<void>;
  /** Resolves when nothing was written for so many milliseconds. */
  readonly quiet: (ms: number) => Promise<void>;
  readonly press: (keys: string) => void;
  /** Milliseconds from start to end. */
  readonly ended: Promise<number>;
  readonly kill: () => Promise<number>;
}

/** What never comes within this time, in ms, never comes. */
const DEADLINE_MS = 60_000;

/** Between two looks, and until a key is taken for one that changes nothing, in ms. */
const LOOK_MS = 10;
const ANSWER_MS = 3000;

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts a program in a real pseudo-terminal and counts what comes out of it. */
export function openSession({command, args, cwd, env, size: [cols, rows] = [80, 24]}: Program): Session {
  const started = performance.now();
  const pty = spawn(command, [...args], {name: 'xterm-256color', cols, rows, cwd, env: {...env}});
  let text = '';
  let bytes = 0;
  let wroteAt = started;
  let hasEnded = false;
  let look = (): void => undefined;
  pty.onData((data) => {
    wroteAt = performance.now();
    bytes += Buffer.byteLength(data);
    text += data;
    look();
  });
  const ended = new Promise<number>((resolve) => {
    pty.onExit(() => {
      hasEnded = true;
      resolve(performance.now() - started);
      look();
    });
  });
  return {
    pid: pty.pid,
    bytes: () => bytes,
    until: (wanted) =>
      new Promise((resolve, reject) => {
        const fail = (why: string) =>
          reject(new Error(`${command} ${args.join(' ')} ${why} before "${wanted}":\n${text.slice(-2000)}`));
        const guard = setTimeout(() => fail('was too slow'), DEADLINE_MS);
        look = () => {
          const isThere = text.includes(wanted);
          if (!isThere && !hasEnded) return;
          clearTimeout(guard);
          look = () => undefined;
          if (isThere) resolve(wroteAt - started);
          else fail('ended');
        };
        look();
      }),
    more: async (count) => {
      const from = performance.now();
      const isWaiting = (): boolean => bytes <= count && performance.now() - from < ANSWER_MS;
      while (isWaiting()) await after(LOOK_MS);
    },
    quiet: async (ms) => {
      const from = performance.now();
      for (;;) {
        const left = Math.max(wroteAt, from) + ms - performance.now();
        if (left <= 0) return;
        await after(left);
      }
    },
    press: (keys) => pty.write(keys),
    ended,
    kill: () => {
      if (!hasEnded) pty.kill('SIGKILL');
      return ended;
    },
  };
}

/** Milliseconds to this text; the program is killed then. */
export async function timeTo(text: string, program: Program): Promise<number> {
  const session = openSession(program);
  try {
    return await session.until(text);
  } finally {
    await session.kill();
  }
}
