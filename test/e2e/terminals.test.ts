/**
 * What stands between the program and the person: real tmux and GNU screen, whose drawing xterm.js reads, and the
 * console of Linux. The screen must be that of a plain terminal in which the same keys were pressed.
 */
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {test} from 'node:test';
import type {TestContext} from 'node:test';
import {needs} from '../helpers/needs.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';
import {nextLook} from '../helpers/until.ts';
import {startWizard} from '../helpers/wizard-run.ts';
import type {WizardOptions, WizardRun} from '../helpers/wizard-run.ts';

const NAME = 'delegate-tui';
const SMALL = {columns: 80, rows: 24};
/** Looks at a screen that never comes right, before the difference is told. */
const MOST_LOOKS = 1000;

/** A program in which the wizard is started, with no settings and a server of its own. */
interface Between {
  readonly options: WizardOptions;
  /** What it holds the screen to be, when it can be asked. */
  readonly holds?: () => string;
}

/** What is told first to be done after a test is done first: a server ends before its directory goes. */
function afterwards(context: TestContext, end: (directory: string) => unknown): string {
  let directory = '';
  context.after(() => end(directory));
  directory = temporaryDirectory(context);
  return directory;
}

function tmux(context: TestContext): Between {
  const server = ['-L', NAME, '-f', '/dev/null'];
  const ask = (directory: string, ...args: string[]): string =>
    execFileSync('tmux', [...server, ...args], {
      env: {...process.env, TMUX_TMPDIR: directory},
      encoding: 'utf8',
    });
  const directory = afterwards(context, (made) => ask(made, 'kill-server'));
  return {
    options: {
      within: ['tmux', ...server, 'start-server', ';', 'set', '-g', 'status', 'off', ';', 'new-session'],
      env: {TMUX_TMPDIR: directory},
    },
    holds: () => ask(directory, 'capture-pane', '-p'),
  };
}

function gnuScreen(context: TestContext): Between {
  const env = (directory: string) => ({SCREENDIR: join(directory, 'sockets')});
  const directory = afterwards(context, (made) =>
    execFileSync('screen', ['-S', NAME, '-X', 'quit'], {env: {...process.env, ...env(made)}}),
  );
  return {options: {within: ['screen', '-U', '-c', '/dev/null', '-S', NAME], env: env(directory)}};
}

/** Lines above the frame are the shell's: where the frame begins may differ. */
const frame = (lines: readonly string[]): string =>
  lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();

interface Two {
  readonly seen: WizardRun;
  readonly intended: WizardRun;
  readonly holds?: (() => string) | undefined;
}

/** Both may still be drawing. */
async function showTheSame({seen, intended, holds}: Two): Promise<void> {
  const isSame = (): boolean => frame(seen.screen()) === frame(intended.screen());
  for (let looks = 0; looks < MOST_LOOKS && !isSame(); looks++) await nextLook();
  assert.equal(frame(seen.screen()), frame(intended.screen()));
  if (holds === undefined) return;
  let held = frame(holds().split('\n'));
  for (let looks = 0; looks < MOST_LOOKS && held !== frame(intended.screen()); looks++) {
    await nextLook();
    held = frame(holds().split('\n'));
  }
  assert.equal(held, frame(intended.screen()));
}

/** Rules and the step's number reach to the last columns. */
async function resized(wizard: WizardRun, columns: number, rows: number): Promise<void> {
  wizard.resize(columns, rows);
  await wizard.until(`a frame of ${columns} columns`, (lines) => {
    const widest = Math.max(...lines.map(({length}) => length));
    return widest === columns || widest === columns - 1;
  });
}

/** The same keys in both, and after each of them the same screen. */
async function walk(two: Two): Promise<void> {
  const both = async (go: (wizard: WizardRun) => Promise<void> | void): Promise<void> => {
    for (const wizard of [two.intended, two.seen]) await go(wizard);
    await showTheSame(two);
  };
  await both((wizard) => wizard.untilStep(1));
  await both((wizard) => wizard.pointTo('kubernetes'));
  await both((wizard) => wizard.next(2));
  await both((wizard) => wizard.pointTo('Terraform'));
  const unticked = two.seen.pointed();
  await both(async (wizard) => {
    wizard.press(' ');
    await wizard.until('the tick', () => wizard.pointed() !== unticked && wizard.pointed() !== '');
  });
  await both(async (wizard) => {
    wizard.press('?');
    await wizard.untilText('Keys');
  });
  await both((wizard) => resized(wizard, 100, 30));
  await both((wizard) => resized(wizard, 60, 18));
  await both(async (wizard) => {
    wizard.press('?');
    await wizard.until('the rows again', (lines) => !lines.some((line) => line.startsWith(' Keys')));
  });
  await both((wizard) => resized(wizard, SMALL.columns, SMALL.rows));
  await both(async (wizard) => {
    wizard.press('\u000c');
    await wizard.pointTo('OpenTofu');
  });
  await both((wizard) => wizard.next(3));
  await both((wizard) => wizard.fill('Repository', 'acme/delegate'));
}

for (const {program, start} of [
  {program: 'tmux', start: tmux},
  {program: 'screen', start: gnuScreen},
] as const)
  test(
    `inside ${program} the screen is that of a plain terminal, after every key and size`,
    needs(program),
    async (t) => {
      const {options, holds} = start(t);
      const seen = startWizard(t, {...SMALL, ...options});
      await walk({seen, intended: startWizard(t, SMALL), holds});
    },
  );

test('the console of Linux shows what a terminal without UTF-8 shows', async (t) => {
  const seen = startWizard(t, {...SMALL, env: {TERM: 'linux'}});
  const intended = startWizard(t, {...SMALL, env: {LANG: 'C'}});
  await walk({seen, intended});
  assert.match(seen.written(), /^[\0-\x7f]*$/);
});
