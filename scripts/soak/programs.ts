import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import type {DeployEvent} from '../../src/domain/deploy/events.ts';
import {startPty} from '../../test/helpers/pty.ts';
import {PROGRAM} from '../bench/workshop.ts';
import {isTainted} from './hostile.ts';
import {parentOf, processesWith} from './processes.ts';
import {shownInView, shownOnScreen, wordOfSentence, type Shown} from './truth.ts';
import {CONTEXT, type Workplace} from './workplace.ts';
import {NAMESPACE} from './world.ts';

/** One of the built programs that watch. */
export interface Watcher {
  readonly name: 'json' | 'lines' | 'screen' | 'short';
  readonly pid: () => number | undefined;
  readonly shown: () => Shown;
  /** Something in its output that must not be there; taken by the call. */
  readonly taint: () => string | undefined;
  readonly hasEnded: () => boolean;
  /** It has ended as it should: what it watched was complete for so long that a screen is done. */
  readonly isThrough: () => boolean;
  /** Last of what it wrote, to tell why it ended. */
  readonly lastWords: () => string;
  /** Ctrl+C, and in the end a signal that cannot be caught. Resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
  readonly exit: Promise<number | null>;
}

const place = (deployment: string): string[] =>
  `watch --context ${CONTEXT} --namespace ${NAMESPACE} --name ${deployment}`.split(' ');
/** A watch that nothing but the end of the Deployment ends. */
const FOR_LONG = ['--fail-on', 'never', '--timeout', '120h', '--settle', '120h'];
const STOP_MS = 15_000;

interface Piped {
  readonly name: Watcher['name'];
  readonly args: readonly string[];
  readonly onLine: (line: string) => void;
  readonly shown: () => Shown;
}

function piped(workplace: Workplace, {name, args, onLine, shown}: Piped): Watcher {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: workplace.envFor(name),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let last: string[] = [];
  let tainted: string | undefined;
  let ended = false;
  for (const stream of [child.stdout, child.stderr])
    createInterface({input: stream, crlfDelay: Infinity}).on('line', (line) => {
      if (isTainted(line)) tainted ??= line;
      last = [...last, line.slice(0, 400)].slice(-4);
      if (stream === child.stdout) onLine(line);
    });
  const exit = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      ended = true;
      resolve(code);
    });
  });
  return {
    name,
    pid: () => (ended ? undefined : child.pid),
    shown,
    taint() {
      const found = tainted;
      tainted = undefined;
      return found;
    },
    hasEnded: () => ended,
    isThrough: () => false,
    lastWords: () => last.join('\n'),
    async stop() {
      child.kill('SIGINT');
      const guard = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      const code = await exit;
      clearTimeout(guard);
      return code;
    },
    exit,
  };
}

/** Reads `watch --json` of a Deployment; `onEvent` sees every event. */
export function watchJson(
  workplace: Workplace,
  {
    name,
    deployment,
    flags = FOR_LONG,
    onEvent = () => undefined,
  }: {
    readonly name: 'json' | 'short';
    readonly deployment: string;
    readonly flags?: readonly string[];
    readonly onEvent?: (event: DeployEvent) => void;
  },
): Watcher {
  let shown: Shown = {word: undefined, counts: undefined};
  return piped(workplace, {
    name,
    args: [...place(deployment), '--json', ...flags],
    shown: () => shown,
    onLine(line) {
      const event = JSON.parse(line) as DeployEvent;
      if (event.type === 'rollout') shown = shownInView(event.view);
      onEvent(event);
    },
  });
}

/** Reads the verdicts in the lines of `watch`. Lines say what is new, so an open verdict may not be there. */
export function watchLines(workplace: Workplace, deployment: string): Watcher {
  let word: Shown['word'];
  return piped(workplace, {
    name: 'lines',
    args: [...place(deployment), ...FOR_LONG],
    shown: () => ({word, counts: undefined}),
    onLine(line) {
      const [, sentence = ''] = /^\d+:\d\d\s+Verdict\s+(.*)$/.exec(line) ?? [];
      word = wordOfSentence(sentence) ?? word;
    },
  });
}

const LOGIN = 'The login to';
/** The foot of a screen whose watch is over: it can be left, but no longer be left to itself. */
const OVER = /\benter done (?!.*detach)/;
const COMPLETE = /^✔ Complete: /;

/** The screen of `watch`, in a terminal of 80 by 24. Whoever sits there logs in again when asked. */
export function watchScreen(workplace: Workplace, deployment: string): Watcher {
  const pty = startPty({
    command: process.execPath,
    args: [PROGRAM, ...place(deployment)],
    cwd: workplace.directory,
    columns: 80,
    rows: 24,
    env: workplace.envFor('screen'),
  });
  const home = `HOME=${workplace.envFor('screen')['HOME']}\u0000`;
  let pid: number | undefined;
  let ended = false;
  const exit = pty.exit.then(({code}) => {
    ended = true;
    return code;
  });
  return {
    name: 'screen',
    pid() {
      if (ended) return undefined;
      // Its children have the same home.
      pid ??= processesWith(home).find((one) => parentOf(one) === process.pid);
      return pid;
    },
    shown() {
      const lines = pty.screen();
      if (lines.some((line) => line.includes(LOGIN))) pty.press('\r');
      return shownOnScreen(lines);
    },
    taint: () => pty.screen().find((line) => isTainted(line) || line.includes('SOAK-TITLE\u0007')),
    hasEnded: () => ended || pty.screen().some((line) => OVER.test(line)),
    isThrough: () => pty.screen().some((line) => COMPLETE.test(line.trim())),
    lastWords: () => pty.screen().filter(Boolean).join('\n'),
    async stop() {
      pty.press('\u0003');
      const guard = setTimeout(() => pty.kill(), STOP_MS);
      const code = await exit;
      clearTimeout(guard);
      return code;
    },
    exit,
  };
}

/** Applies the Deployment as a person would, so that the screen has a run to come back to. Rejects when it fails. */
export async function applyLong(workplace: Workplace): Promise<void> {
  const args = ['apply', '--file', workplace.manifest, '--context', CONTEXT, '--yes', '--timeout', '1s'];
  const program = piped(workplace, {
    name: 'screen',
    args: [...args, '--fail-on', 'never', '--force-conflicts'],
    onLine: () => undefined,
    shown: () => ({word: undefined, counts: undefined}),
  });
  const code = await program.exit;
  // 0: it was complete by then; 7: it was not.
  if (code !== 0 && code !== 7) throw new Error(`The apply ended with ${code}:\n${program.lastWords()}`);
}
