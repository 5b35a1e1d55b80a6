import {spawn} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {readFileSync, readdirSync} from 'node:fs';
import {PROGRAM} from './built-program.ts';
import {TOKEN} from './fault-secrets.ts';
import {kubectlEnv} from './kubectl-env.ts';
import {refuseFindings, watchSecrets} from './watch-secrets.ts';

export {TOKEN} from './fault-secrets.ts';

/** With a built-in preset these make complete answers, token included. */
export const DEPLOY_FLAGS = [
  '--preset',
  'kubernetes',
  '--image-repository',
  'acme/custom-delegate',
  '--account-id',
  'EXAMPLE_ACCOUNT_ID',
  '--manager-url',
  'https://app.harness.io',
  '--token-from',
  'file',
  '--output',
  'out',
] as const;

export interface StartRequest {
  readonly args: readonly string[];
  /** Working directory; settings and run records are kept in it too. */
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface DeployEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface RunningProgram {
  /** Resolves when the output so far fits; rejects when it ends before. */
  readonly seen: (pattern: RegExp) => Promise<void>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Rejects when the run has left a secret anywhere: in what it printed, in its files, with its children. */
  readonly end: Promise<DeployEnd>;
  /** How many children it has started so far. */
  readonly started: () => number;
  /** Process ids of what it has started and what still runs, itself left out. */
  readonly children: () => readonly number[];
}

const MARK = 'DELEGATE_TUI_TEST_MARK';

/** Processes that were started with this mark in their environment, so by the program or its children. */
function processesWith(mark: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`${MARK}=${mark}`);
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Starts the built program with pipes at both ends. */
export function startProgram({args, cwd, env = {}}: StartRequest): RunningProgram {
  const mark = randomUUID();
  const secrets = watchSecrets();
  const child = spawn(process.execPath, [...secrets.nodeArgs, PROGRAM, ...args], {
    cwd,
    env: {
      ...secrets.env,
      PATH: process.env['PATH'],
      LANG: 'C.UTF-8',
      HOME: cwd,
      ...kubectlEnv(cwd),
      XDG_STATE_HOME: `${cwd}/state`,
      DELEGATE_TUI_CONFIG_DIR: `${cwd}/config`,
      DELEGATE_TUI_TODAY: '2026-11',
      DELEGATE_TOKEN: TOKEN,
      [MARK]: mark,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  let ended = false;
  const waiting = new Set<() => void>();
  const tell = () => {
    for (const look of waiting) look();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    tell();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    tell();
  });
  const end = new Promise<DeployEnd>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      ended = true;
      tell();
      try {
        refuseFindings(secrets.findings({texts: {out, err, args: args.join('\n')}, directories: [cwd]}));
        resolve({code, signal, out, err});
      } catch (error) {
        reject(error);
      }
    });
  });
  return {
    end,
    kill: (signal) => void child.kill(signal),
    started: secrets.children,
    children: () => processesWith(mark).filter((pid) => pid !== child.pid),
    seen: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.test(out) || pattern.test(err);
          if (!found && !ended) return;
          waiting.delete(look);
          if (found) resolve();
          else reject(new Error(`It ended without ${String(pattern)}:\n${out}\n${err}`));
        };
        waiting.add(look);
        look();
      }),
  };
}

/** Runs the built program to its end. Whatever it started has to be gone then. */
export async function runDeploy(
  request: StartRequest,
): Promise<DeployEnd & {readonly left: readonly number[]}> {
  const program = startProgram(request);
  const result = await program.end;
  return {...result, left: program.children()};
}

/** The last line on standard error: the verdict. */
export const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';
