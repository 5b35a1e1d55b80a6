import {randomUUID} from 'node:crypto';
import {readFileSync, readdirSync} from 'node:fs';
import type {TestContext} from 'node:test';
import {shellQuote} from '../../src/console/shell-quote.ts';
import {PROGRAM} from './built-program.ts';
import {kubectlEnv} from './kubectl-env.ts';
import {startPty, type Pty} from './pty.ts';
import {temporaryDirectory} from './temporary-directory.ts';
import {refuseFindings, watchSecrets} from './watch-secrets.ts';

/** How a terminal was left. */
export interface LeftTerminal {
  /** As a shell sees it: 128 and the number of the signal where one ended it. */
  readonly code: number;
  /** What is not as it was before: nothing, where all is well. */
  readonly unrestored: readonly string[];
}

/** The built program in a pseudo-terminal, started by a shell that looks at the terminal afterwards. */
export interface Session extends Pick<
  Pty,
  'press' | 'screen' | 'history' | 'until' | 'untilText' | 'written' | 'resize'
> {
  readonly directory: string;
  readonly signal: (name: NodeJS.Signals) => void;
  /** Rejects when the run has left a secret anywhere. */
  readonly left: () => Promise<LeftTerminal>;
  /** Command lines of what it has started and what still runs, itself left out. */
  readonly children: () => readonly string[];
  /** The shell has its terminal back. */
  readonly hasLeft: () => boolean;
  readonly isStopped: () => boolean;
  readonly isRaw: Pty['isRaw'];
}

const MARK = 'FAULT_SESSION_MARK';
/** It stays until it is told to go: what a terminal holds when its last program ends may be lost. */
const SHELL =
  'trap : INT TERM HUP; TERM="${FAULT_TERM:-$TERM}"; export TERM; [ -z "$FAULT_NO_TERM" ] || unset TERM; "$@"; printf "\\nLEFT WITH %s\\n" "$?"; stty -a; printf "THAT IS ALL\\n"; read -r _';

const read = (path: string): string => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
};

/** Source: proc(5); the name before it may hold anything. */
const parentOf = (pid: number): number =>
  Number(/^.*\) \S (\d+)/s.exec(read(`/proc/${pid}/stat`))?.[1] ?? Number.NaN);

/** Has a shell with job control tell how the program was left; the typed line itself holds no mark. */
export const TELL = 'echo "LEFT" WITH $?; stty -a; echo "THAT IS" ALL; read -r _\n';

/** By mark in the environment. Source: proc(5). */
const marked = (mark: string): {pid: number; line: string}[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && read(`/proc/${name}/environ`).includes(mark))
    .map((pid) => ({pid: Number(pid), line: read(`/proc/${pid}/cmdline`).replaceAll('\u0000', ' ').trim()}))
    .filter(({line}) => line !== '');

/** What the shell’s `stty -a` and the bytes that were written say. */
function unrestored(written: string): string[] {
  const [before = '', modes = ''] = written.split('LEFT WITH');
  const wrong = [];
  for (const mode of ['icanon', 'echo', 'isig', 'icrnl', 'opost'])
    if (!new RegExp(`(?<![-\\w])${mode}(?!\\w)`).test(modes)) wrong.push(`no ${mode}`);
  const isOff = (on: string, off: string) => before.lastIndexOf(off) >= before.lastIndexOf(on);
  if (!isOff('\u001b[?25l', '\u001b[?25h')) wrong.push('no cursor');
  if (!isOff('\u001b[?2004h', '\u001b[?2004l')) wrong.push('pastes are marked');
  if (!isOff('\u001b[?1049h', '\u001b[?1049l')) wrong.push('the other screen');
  return wrong;
}

/** Starts the program as a person does, from a shell in a terminal; it is ended with the test. */
export function startSession(
  context: TestContext,
  {
    args,
    env = {},
    directory = temporaryDirectory(context),
    hasJobs = false,
  }: {
    readonly args: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    readonly directory?: string;
    /** The shell is one that a person types into: what it has started can be stopped, and called back with `fg`. */
    readonly hasJobs?: boolean;
  },
): Session {
  const mark = `${MARK}=${randomUUID()}`;
  const secrets = watchSecrets();
  const settings = temporaryDirectory(context);
  const command = [process.execPath, ...secrets.nodeArgs, PROGRAM, ...args];
  const pty = startPty({
    ...(hasJobs
      ? // Its own editing of lines would make the terminal raw.
        {command: 'bash', args: ['--norc', '--noprofile', '--noediting', '-i']}
      : {command: '/bin/sh', args: ['-c', SHELL, 'sh', ...command]}),
    cwd: directory,
    columns: 100,
    rows: 30,
    env: {
      ...secrets.env,
      PS1: '',
      HOME: settings,
      XDG_STATE_HOME: settings,
      ...kubectlEnv(settings),
      DELEGATE_TUI_CONFIG_DIR: settings,
      DELEGATE_TUI_TODAY: '2026-11',
      [MARK]: mark.slice(MARK.length + 1),
      ...env,
    },
  });
  if (hasJobs) pty.press(`${command.map(shellQuote).join(' ')}\n`);
  const isUs = ({line}: {line: string}) => line.includes(PROGRAM);
  const program = (): number => {
    const ours = marked(mark).filter((each) => isUs(each) && !each.line.startsWith('/bin/sh'));
    // A child that is just being started looks like its parent for a moment.
    const found = ours.find(({pid}) => !ours.some((each) => each.pid === parentOf(pid)));
    // Process 0 would be our own group.
    if (found === undefined) throw new Error(`The program has ended:\n${pty.history().join('\n')}`);
    return found.pid;
  };
  context.after(() => {
    for (const {pid} of marked(mark)) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended meanwhile.
      }
    }
    pty.kill();
  });
  return {
    ...pty,
    directory,
    signal: (name) => {
      process.kill(program(), name);
    },
    hasLeft: () => pty.written().includes('LEFT WITH'),
    isStopped: () => / T /.test(read(`/proc/${program()}/stat`).replace(/^.*\)/, '')),
    left: async () => {
      await pty.until('the end of the program', () => pty.written().includes('THAT IS ALL'));
      pty.press('\n');
      const code = Number(/LEFT WITH (\d+)/.exec(pty.written())?.[1]);
      const directories = [directory, settings, env['XDG_STATE_HOME'] ?? settings];
      refuseFindings(secrets.findings({texts: {args: args.join('\n')}, written: pty.written(), directories}));
      return {code, unrestored: unrestored(pty.written())};
    },
    children: () =>
      marked(mark)
        .filter((each) => !isUs(each))
        .map(({line}) => line),
  };
}
