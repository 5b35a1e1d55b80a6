import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {refuseFindings, watchSecrets} from './watch-secrets.ts';

export const PROJECT_ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const PROGRAM = fileURLToPath(new URL('../../bin/delegate-tui.js', import.meta.url));

if (!existsSync(new URL('../../dist/program.cjs', import.meta.url))) {
  throw new Error('The program is not built: npm run build');
}

export interface ProgramResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface ProgramRun {
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Path of another node. */
  readonly node?: string;
  readonly script?: string;
}

/**
 * Runs the built program with pipes at both ends, in November 2026 and with settings in no place. Rejects when it has
 * left a secret in what it printed, in its directories, or with its children.
 */
export function runProgram({
  args,
  cwd,
  env = {},
  input = '',
  node = process.execPath,
  script = PROGRAM,
}: ProgramRun): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const secrets = watchSecrets();
    const child = spawn(node, [...secrets.nodeArgs, script, ...args], {
      cwd,
      env: {
        ...secrets.env,
        PATH: process.env['PATH'],
        LANG: 'C.UTF-8',
        DELEGATE_TUI_CONFIG_DIR: '/nonexistent/delegate-tui',
        DELEGATE_TUI_TODAY: '2026-11',
        ...env,
      },
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    // A program that does not read its input closes it.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code) => {
      const directories = cwd === undefined ? [] : [cwd];
      try {
        refuseFindings(secrets.findings({texts: {out, err, args: args.join('\n')}, directories}));
        resolve({code, out, err});
      } catch (error) {
        reject(error);
      }
    });
  });
}
