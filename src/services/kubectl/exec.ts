import {call} from './call.ts';
import {codeInside, execFailure, type ExecFailure} from './exec-failures.ts';
import type {Connection} from './kubectl-types.ts';

export interface ExecRequest {
  readonly connection: Connection;
  readonly pod: string;
  readonly container: string;
  /** For `sh -c`. Everybody on this machine and in the cluster's audit log may read it. */
  readonly script: string;
  /** On our clock, from start to end. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** `stdout` is hostile text: it is neither sanitised nor free of secrets. */
export type ExecResult =
  | {readonly state: 'ran'; readonly code: number; readonly stdout: string}
  | ({readonly state: 'failed'} & ExecFailure);

const MAX_BYTES = 1024 * 1024;
/** Shells and container runtimes end so when the program is not there or may not be run. */
const NOT_RUN = [126, 127];

/** Runs a shell script in a container, without standard input and without a terminal. Never throws. */
export async function execScript({
  connection,
  pod,
  container,
  script,
  timeoutMs,
  signal,
}: ExecRequest): Promise<ExecResult> {
  const result = await call({
    connection,
    args: ['exec', pod, `--container=${container}`, '--', 'sh', '-c', script],
    timeoutMs,
    maxBytes: MAX_BYTES,
    ...(signal === undefined ? {} : {signal}),
  });
  const code = codeInside(result);
  if (code !== undefined && !(NOT_RUN.includes(code) && result.stdout === ''))
    return {state: 'ran', code, stdout: result.stdout};
  const otherwise = result.failure ?? {
    kind: 'other' as const,
    message: 'The command in the pod did not start.',
    next: 'Try again.',
  };
  return {state: 'failed', ...execFailure(result, otherwise)};
}
