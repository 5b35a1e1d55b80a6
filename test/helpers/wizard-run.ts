import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import type {TestContext} from 'node:test';
import {PROGRAM} from './built-program.ts';
import {startPty} from './pty.ts';
import type {Pty} from './pty.ts';
import {temporaryDirectory} from './temporary-directory.ts';
import {refuseFindings, watchSecrets} from './watch-secrets.ts';

export const KEY = {
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  enter: '\r',
  escape: '\u001b',
  ctrlC: '\u0003',
};

/** The built wizard in a pseudo-terminal, in an empty directory and with no settings. */
export interface WizardRun extends Pty {
  readonly directory: string;
  /** The line with the pointer. */
  readonly pointed: () => string;
  /** Waits for a step. */
  readonly untilStep: (number: number) => Promise<void>;
  /** Moves down until the pointer is at the row that begins with these words. */
  readonly pointTo: (label: string) => Promise<void>;
  /** Types into the row that begins with these words, and waits until the text is there. */
  readonly fill: (label: string, text: string) => Promise<void>;
  /** Presses Enter and waits for the step. */
  readonly next: (number: number) => Promise<void>;
  readonly back: (number: number) => Promise<void>;
  /** Names of the files written, relative to the directory. */
  readonly files: () => string[];
  readonly file: (name: string) => string;
}

const pointedLine = (lines: readonly string[]): string => lines.find((line) => /^ [❯>] /.test(line)) ?? '';
const isAt = (line: string, label: string): boolean =>
  line
    .slice(3)
    .replace(/^(?:◉|◯|✖|\[.\]|x) /, '')
    .startsWith(label);

export interface WizardOptions {
  readonly args?: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** To run in, instead of a new one. */
  readonly directory?: string;
  /** A command that starts it in a terminal of its own: the command line of the wizard goes behind it. */
  readonly within?: readonly string[];
  /** Names of files into which the test has put a secret. */
  readonly holders?: readonly string[];
}

/** Starts the wizard; it is ended with the test, which fails when a secret was left anywhere. */
export function startWizard(context: TestContext, options: WizardOptions = {}): WizardRun {
  const secrets = watchSecrets();
  // Before the directories are made: what is told first to be done after a test is done first.
  let isOver = false;
  context.after(() => {
    pty.kill();
    if (!isOver) refuseSecrets();
  });
  const directory = options.directory ?? temporaryDirectory(context);
  const settings = temporaryDirectory(context);
  const {args = [], env = {}, holders = [], within = []} = options;
  const line = [...within, process.execPath, ...secrets.nodeArgs, PROGRAM, ...args];
  const pty = startPty({
    command: line[0] ?? '',
    args: line.slice(1),
    cwd: directory,
    columns: options.columns,
    rows: options.rows,
    env: {
      ...secrets.env,
      HOME: settings,
      DELEGATE_TUI_CONFIG_DIR: settings,
      DELEGATE_TUI_TODAY: '2026-11',
      ...env,
    },
  });
  const refuseSecrets = (): void =>
    refuseFindings(
      secrets.findings({
        texts: {args: args.join('\n')},
        written: pty.written(),
        directories: [directory, settings, env['XDG_STATE_HOME'] ?? settings],
        holders,
      }),
    );
  const untilStep = (number: number): Promise<void> =>
    pty.until(`step ${number}`, (lines) => lines.some((line) => line.endsWith(`step ${number} of 6`)));
  const pointed = (): string => pointedLine(pty.screen());
  const pointTo = async (label: string): Promise<void> => {
    await pty.until('the pointer', (lines) => pointedLine(lines) !== '');
    while (!isAt(pointed(), label)) {
      const before = pointed();
      pty.press(KEY.down);
      await pty.until(`the pointer below "${before}", on its way to "${label}"`, (lines) => {
        const now = pointedLine(lines);
        return now !== '' && now !== before;
      });
    }
  };
  const step = async (key: string, number: number): Promise<void> => {
    pty.press(key);
    await untilStep(number);
  };
  return {
    ...pty,
    exit: pty.exit.then((end) => {
      isOver = true;
      refuseSecrets();
      return end;
    }),
    directory,
    pointed,
    untilStep,
    pointTo,
    fill: async (label, text) => {
      await pointTo(label);
      pty.press(text);
      await pty.until(`${label} ${text}`, (lines) => pointedLine(lines).includes(text));
    },
    next: (number) => step(KEY.enter, number),
    back: (number) => step(KEY.escape, number),
    files: () =>
      existsSync(directory) ? readdirSync(directory, {recursive: true, encoding: 'utf8'}).toSorted() : [],
    file: (name) => readFileSync(join(directory, name), 'utf8'),
  };
}
