import {run} from '../../src/cli.ts';
import type {Io} from '../../src/console/io.ts';
import {findingsHere, refuseFindings} from './watch-secrets.ts';

export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface CliWorld {
  readonly env?: Readonly<Record<string, string>>;
  /** What standard input holds. */
  readonly input?: string;
  readonly columns?: number;
  /** Results are printed on a terminal; standard input is none all the same. */
  readonly outIsTerminal?: boolean;
}

async function* chunks(text: string): AsyncGenerator<string> {
  if (text !== '') yield text;
}

/**
 * Runs a command line inside this process, without a terminal, in November 2026. Rejects when it has left a secret
 * in what it printed, in its settings, records and logs, or with its children.
 */
export async function runCli(
  argv: readonly string[],
  {env = {}, input = '', columns = 80, outIsTerminal = false}: CliWorld = {},
): Promise<CliResult> {
  let out = '';
  let err = '';
  const io: Io = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    input: chunks(input),
    // A directory that never exists: no preset of the user running the tests is seen.
    env: {DELEGATE_TUI_CONFIG_DIR: '/nonexistent/delegate-tui', ...env},
    platform: 'linux',
    isTerminal: false,
    outIsTerminal,
    columns,
  };
  const code = await run({argv, io, now: new Date(2026, 10, 21)});
  const directories = [env['XDG_STATE_HOME'], env['DELEGATE_TUI_CONFIG_DIR']].filter(
    (path) => path !== undefined,
  );
  refuseFindings(findingsHere({texts: {out, err, argv: argv.join('\n')}, directories}));
  return {code, out, err};
}

/** Flags that, with a built-in preset, make complete answers. */
export const COMPLETE_FLAGS = [
  '--image-repository',
  'acme/custom-delegate',
  '--account-id',
  'EXAMPLE_ACCOUNT_ID',
  '--manager-url',
  'https://app.harness.io',
  '--token-from',
  'secret',
  '--token-secret',
  'delegate-token',
] as const;
