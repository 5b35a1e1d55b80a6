import type {Environment} from '../../domain/environment.ts';
import type {BuilderRow} from '../../domain/build-run/builder-types.ts';
import {run, type RunResult} from '../run.ts';

/** A builder that was found: what is needed to call it. */
export interface BuilderProgram {
  readonly row: BuilderRow;
  /** Absolute path of the program. */
  readonly path: string;
  /** The person's environment: storage, isolation, proxies and credential helpers are configured there. */
  readonly env: Environment;
}

export interface BuilderCall {
  readonly args: readonly string[];
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /**
   * Gets every line of both streams, in their order where the system has a shell; `stdout` and `stderr` of the result
   * stay empty then, but for why it could not be started.
   */
  readonly onLine?: (line: string) => void;
  /** Whether this system has a shell that makes one stream of both. */
  readonly hasShell?: boolean;
}

/** Short questions, in ms. A daemon that has just been started takes its time. */
export const QUESTION_TIMEOUT_MS = 30_000;

/** Messages in English whatever the person's language: they are read. */
const language = ({LC_ALL: _language, ...others}: Environment): Environment => others;

/** Both streams as one, in the order in which they are written. A shell of nothing but this one line. */
const MERGED = 'exec "$0" "$@" 2>&1';
const SHELL = '/bin/sh';

/** Calls a builder. Never throws. */
export async function callBuilder(
  {row, path, env}: BuilderProgram,
  {args, onLine, hasShell = process.platform !== 'win32', ...limits}: BuilderCall,
): Promise<RunResult> {
  const common = {env: {...language(env), ...row.env}, ...limits};
  if (onLine === undefined) return await run({...common, program: path, args});
  if (hasShell) return await run({...common, program: SHELL, args: ['-c', MERGED, path, ...args], onLine});
  // Its errors come last, all of them at once.
  const result = await run({...common, program: path, args, onLine});
  if (result.end === 'not-started') return result;
  if (result.stderr !== '') for (const line of result.stderr.split('\n')) onLine(line);
  return {...result, stderr: ''};
}
