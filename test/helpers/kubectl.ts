import {spawn, type ChildProcess} from 'node:child_process';
import type {Practice} from '../../src/practice/start-practice.ts';
import {kubectlEnv} from './kubectl-env.ts';

export type KubectlResult = {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
};

/** How long one kubectl may take at all. It is there to end a hung one, not to measure. */
const KILL_AFTER_MS = 60_000;

const environment = (practice: Practice): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: practice.cacheDirectory,
  LC_ALL: 'C',
  KUBECONFIG: practice.kubeconfig,
  KUBECACHEDIR: practice.cacheDirectory,
  KUBERC: 'off',
  ...kubectlEnv(practice.cacheDirectory),
});

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** A kubectl that runs on: lines as they come, and its end. */
export type RunningKubectl = {
  /** The first line that fits, from the beginning of its output on. Rejects when it ends without one. */
  line(fits: (line: string) => boolean): Promise<string>;
  end: Promise<KubectlResult>;
  kill(): void;
};

/** Starts the real kubectl on a practice cluster, in a process group of its own and with a small environment. */
export function startKubectl(practice: Practice, args: readonly string[], input?: string): RunningKubectl {
  const child = spawn('kubectl', args, {env: environment(practice), detached: true, stdio: 'pipe'});
  let stdout = '';
  let stderr = '';
  let ended = false;
  const waiting = new Set<() => void>();
  const tell = (): void => {
    for (const look of waiting) look();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    tell();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  const timer = setTimeout(() => killGroup(child), KILL_AFTER_MS);
  const end = new Promise<KubectlResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      ended = true;
      tell();
      resolve({code, signal, stdout, stderr});
    });
  });
  return {
    end,
    kill: () => killGroup(child),
    line: (fits) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = stdout.split('\n').slice(0, -1).find(fits);
          if (found === undefined && !ended) return;
          waiting.delete(look);
          if (found === undefined)
            reject(new Error(`kubectl ${args.join(' ')} ended without that line:\n${stdout}\n${stderr}`));
          else resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

/** Runs the real kubectl on a practice cluster to its end. */
export const kubectl = (
  practice: Practice,
  args: readonly string[],
  input?: string,
): Promise<KubectlResult> => startKubectl(practice, args, input).end;
