import './production.ts';
import './force-color.ts';
import '../../src/polyfill.ts';
import type {TestContext} from 'node:test';
import {
  openDeployFront,
  type DeployFrontInput,
  type DeployFrontResult,
} from '../../src/deploy-front/deploy-front.ts';
import {SCENARIOS} from '../../src/practice/scenarios.ts';
import {kubectlEnv} from './kubectl-env.ts';
import {practiceManifest} from './play-scenario.ts';
import {temporaryDirectory} from './temporary-directory.ts';
import {createFakeTerminal} from './terminal.ts';
import {findingsHere, refuseFindings} from './watch-secrets.ts';

/** Whether words are those that are waited for. */
interface WordTest extends Pick<RegExp, 'test'> {
  readonly source?: string;
}

/** The deploy screens in this process, drawn into a terminal emulator, with the real kubectl behind them. */
export interface FrontRun {
  readonly press: (text: string) => void;
  /** Waits until the words of the screen match all of these; lines are joined by one blank. Rejects when it has ended. */
  readonly until: (...patterns: readonly WordTest[]) => Promise<string>;
  /** Rejects when the run has left a secret anywhere: on the screen, in its files, with its children. */
  readonly result: Promise<DeployFrontResult>;
}

/** Only a guard against hanging for ever. */
const DEADLINE_MS = 120_000;

/** What stands on the screen, without the way it is broken into lines. */
const wordsOf = (lines: readonly string[]): string => lines.join(' ').replaceAll(/\s+/g, ' ');

/** Opens the screens; they are left with the test. */
export function startFront(
  context: TestContext,
  input: Partial<DeployFrontInput> & {readonly columns?: number; readonly rows?: number} = {},
): FrontRun {
  const {columns = 100, rows = 28, ...given} = input;
  const terminal = createFakeTerminal({columns, rows});
  const home = temporaryDirectory(context);
  const waiting = new Set<() => Promise<void>>();
  const write = terminal.stdout.write.bind(terminal.stdout) as (text: string, done?: () => void) => boolean;
  let written = '';
  let isOver = false;
  terminal.stdout.write = ((text: string, done?: () => void) => {
    written += text;
    const isTaken = write(text, done);
    for (const look of waiting) void look();
    return isTaken;
  }) as typeof terminal.stdout.write;
  const result = openDeployFront({
    kind: 'deploy',
    delegate: {name: 'custom-del', namespace: 'harness-delegate-ng'},
    manifests: [practiceManifest()],
    file: 'custom-del/harness-delegate.yaml',
    scenarios: SCENARIOS.map(({name, says}) => ({name, says})),
    io: {
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        XDG_STATE_HOME: home,
        ...kubectlEnv(home),
        LANG: 'C.UTF-8',
        TERM: 'xterm-256color',
      },
    },
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    noColor: true,
    accessible: false,
    ...given,
  }).then((ended) => {
    const {exit} = ended;
    refuseFindings(findingsHere({written, texts: {exit: JSON.stringify(exit)}, directories: [home]}));
    return ended;
  });
  const hasEnded = (): void => {
    isOver = true;
    for (const look of waiting) void look();
  };
  result.then(hasEnded, hasEnded);
  context.after(async () => {
    // One in each read: an apply is left only by the fourth.
    for (let presses = 0; presses < 4; presses++) terminal.press('\u0003');
    await result.catch(() => undefined);
  });
  return {
    press: terminal.press,
    result,
    until: (...patterns) =>
      new Promise((resolve, reject) => {
        const end = (act: () => void): void => {
          waiting.delete(look);
          clearTimeout(guard);
          act();
        };
        const look = async (): Promise<void> => {
          const words = wordsOf(await terminal.screen());
          if (waiting.has(look) && patterns.every((pattern) => pattern.test(words)))
            end(() => resolve(words));
          else if (isOver) end(() => reject(new Error(`The screens have ended: ${words}`)));
        };
        const giveUp = async (): Promise<void> => {
          const lines = await terminal.screen();
          end(() =>
            reject(
              new Error(
                `No ${patterns.map(({source = 'what is new'}) => source).join(' and ')} on:\n${lines.join('\n')}`,
              ),
            ),
          );
        };
        const guard = setTimeout(() => void giveUp(), DEADLINE_MS);
        waiting.add(look);
        void look();
      }),
  };
}
