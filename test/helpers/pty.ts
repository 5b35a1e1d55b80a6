import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';

const run = promisify(execFile);

/** Only a guard against hanging for ever; nothing waits for this time to pass. */
const DEADLINE_MS = 30_000;

export interface PtyOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly columns?: number;
  readonly rows?: number;
  /** Added to a bare environment: `PATH`, `TERM` and a UTF-8 locale. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Pty {
  /** What is visible, line by line, without blanks at the end of lines. */
  readonly screen: () => string[];
  /** What is visible and what was pushed out above it. */
  readonly history: () => string[];
  /** Every byte so far, as text. */
  readonly written: () => string;
  /** Waits until the screen is as it should be. Rejects with the screen as it is when that takes too long. */
  readonly until: (what: string, isTrue: (lines: readonly string[]) => boolean) => Promise<void>;
  /** Waits until the text is on the screen. */
  readonly untilText: (text: string) => Promise<void>;
  /** Whether keys reach the program one by one, unseen. */
  readonly isRaw: () => Promise<boolean>;
  readonly waitRaw: () => Promise<void>;
  /** Sends bytes as one write. */
  readonly press: (text: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  readonly exit: Promise<{readonly code: number; readonly signal: number}>;
  /** Sends a signal to the program alone. */
  readonly signal: (name: 'SIGTERM' | 'SIGHUP') => void;
  /** The terminal goes away, as when a connection is lost. */
  readonly hangUp: () => void;
  readonly kill: () => void;
}

interface Waiting {
  readonly check: () => void;
}

/** Starts a program in a real pseudo-terminal, with xterm.js reading what it writes. */
export function startPty({command, args, cwd, columns = 80, rows = 24, env = {}}: PtyOptions): Pty {
  const emulator = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
  const pty = spawn(command, [...args], {
    // Takes the place of TERM.
    name: env['TERM'] ?? 'xterm-256color',
    cols: columns,
    rows,
    cwd,
    env: {PATH: process.env['PATH'], TERM: 'xterm-256color', LANG: 'C.UTF-8', ...env},
  });
  const terminalName = (pty as unknown as {ptsName: string}).ptsName;
  const waiting = new Set<Waiting>();
  let written = '';
  let ended = false;
  pty.onData((data) => {
    emulator.write(data, () => {
      // Not before: who has found something in what was written looks at the screen next.
      written += data;
      for (const {check} of waiting) check();
    });
  });
  const exit = new Promise<{code: number; signal: number}>((resolve) => {
    pty.onExit(({exitCode, signal = 0}) => {
      ended = true;
      // What it wrote last may not be read by the emulator yet.
      emulator.write('', () => resolve({code: exitCode, signal}));
    });
  });
  const linesFrom = (first: number): string[] => {
    const {active} = emulator.buffer;
    const count = active.baseY + emulator.rows - first;
    return Array.from({length: count}, (_, index) =>
      (active.getLine(first + index)?.translateToString(true) ?? '').trimEnd(),
    );
  };
  const screen = (): string[] => linesFrom(emulator.buffer.active.baseY);
  const until: Pty['until'] = (what, isTrue) =>
    new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        waiting.delete(entry);
        clearTimeout(guard);
        settle();
      };
      const check = (): void => {
        if (isTrue(screen())) finish(resolve);
      };
      const entry = {check};
      const guard = setTimeout(
        () => finish(() => reject(new Error(`Never came: ${what}. On the screen:\n${screen().join('\n')}`))),
        DEADLINE_MS,
      );
      waiting.add(entry);
      check();
    });
  const isRaw = async (): Promise<boolean> => {
    const {stdout} = await run('stty', ['-F', terminalName, '-a']);
    return stdout.includes('-icanon');
  };
  return {
    screen,
    history: () => linesFrom(0),
    written: () => written,
    until,
    untilText: (text) => until(`"${text}"`, (lines) => lines.join('\n').includes(text)),
    isRaw,
    waitRaw: async () => {
      const last = Date.now() + DEADLINE_MS;
      while (!(await isRaw()))
        if (Date.now() > last) throw new Error('The terminal never went into raw mode.');
    },
    press: (text) => pty.write(text),
    resize: (newColumns, newRows) => {
      emulator.resize(newColumns, newRows);
      pty.resize(newColumns, newRows);
    },
    exit,
    signal: (name) => pty.kill(name),
    hangUp: () => (pty as unknown as {destroy: () => void}).destroy(),
    kill: () => {
      if (!ended) pty.kill('SIGKILL');
    },
  };
}
