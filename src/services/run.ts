import type {Environment} from '../domain/environment.ts';
import {systemReason} from './system-reason.ts';
import {childEnvironment} from './run/child-environment.ts';
import {errorText} from './run/error-text.ts';
import {endGroup, expectGroup, registerGroup, signalGroup} from './run/groups.ts';
import {lineReader} from './run/line-reader.ts';

export {killAll} from './run/groups.ts';

export interface RunRequest {
  /** Absolute path. */
  readonly program: string;
  /** One word each; no shell ever reads them. Never secrets: everybody sees them. */
  readonly args: readonly string[];
  /** Variables on top of our own environment; `undefined` takes one away. */
  readonly env?: Environment;
  /** On our clock, from start to end. Without it the program may run for ever. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Cap of `stdout`; 64 MiB when not given. Does not count with `onLine`. */
  readonly maxBytes?: number;
  /** Taken out of `stderr`. */
  readonly secrets?: readonly string[];
  /** Gets every finished line of standard output; `stdout` stays empty. A line may have 8 Mi characters. */
  readonly onLine?: (line: string) => void;
  /** It changes a cluster: it goes on when we leave. Output then goes to these open files, for a pipe would end it. */
  readonly sheltered?: {readonly stdout: number; readonly stderr: number};
  /** Open files that it inherits, from its descriptor 3 on. */
  readonly descriptors?: readonly number[];
}

/** How a program ended. `stopped` and `timeout`: by us. `too-much`: it wrote more than allowed and was ended. */
export type RunEnd = 'exited' | 'timeout' | 'stopped' | 'too-much' | 'not-started';

export interface RunResult {
  readonly end: RunEnd;
  /** True for exit code 0 and nothing else. Look at this first: failed programs print valid output too. */
  readonly ok: boolean;
  readonly code?: number;
  readonly signal?: string;
  readonly stdout: string;
  /** Last 8 kB, safe to print, or why the program could not be started. */
  readonly stderr: string;
  /** Whether standard output stopped in the middle of a line. */
  readonly unfinished: boolean;
}

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_LINE = 8 * 1024 * 1024;
/** A child of the program may hold its pipes open; what has come by then is all. */
const PIPE_GRACE_MS = 300;

/**
 * Runs a program in a session and process group of its own, without standard input and without a terminal.
 * Whatever ends the wait ends the whole group. Never throws.
 */
export async function run(request: RunRequest): Promise<RunResult> {
  const {signal, timeoutMs, sheltered, descriptors = []} = request;
  const stopped = {end: 'stopped', ok: false, stdout: '', stderr: '', unfinished: false} as const;
  if (isAborted(signal)) return stopped;
  // Loaded late: most runs of this program start no other.
  const {execa} = await import('execa');
  if (isAborted(signal)) return stopped;

  const errors = errorText(request.secrets ?? []);
  const output = stdoutReader(request, () => void stop('too-much'));
  expectGroup();
  const child = execa(request.program, request.args, {
    detached: true,
    // Its types know no open files beyond the third.
    stdio: ['ignore', sheltered?.stdout ?? 'pipe', sheltered?.stderr ?? 'pipe', ...descriptors] as [
      'ignore',
      'pipe',
      'pipe',
    ],
    buffer: false,
    encoding: 'buffer',
    reject: false,
    cleanup: false,
    extendEnv: false,
    env: childEnvironment(process.env, request.env),
    windowsHide: true,
  });
  let seen = 0;
  child.stdout?.on('data', (bytes: Uint8Array) => {
    seen += bytes.length;
    output.push(bytes);
  });
  child.stderr?.on('data', (bytes: Uint8Array) => {
    seen += bytes.length;
    errors.push(bytes);
  });
  const settled = child.then((result) => ({
    code: result.exitCode,
    signal: result.signal,
    problem: result.cause,
  }));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const {pid} = child;
  let ownEnd: RunEnd | undefined;
  let ending: Promise<void> | undefined;
  const stop = (end: RunEnd): Promise<void> => {
    ownEnd ??= end;
    ending ??= pid === undefined ? Promise.resolve() : endGroup({pid, ended: exited});
    return ending;
  };
  const unregister = registerGroup({
    pid,
    sheltered: sheltered !== undefined,
    stop: () => stop('stopped'),
  });
  const onAbort = () => void stop('stopped');
  signal?.addEventListener('abort', onAbort, {once: true});
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => void stop('timeout'), timeoutMs);
  try {
    if (pid !== undefined) await exited;
    const drained = await Promise.race([settled, quiet(() => seen)]);
    // Left behind by the program and still holding its pipes: nobody waits for it.
    if (drained === undefined && pid !== undefined) signalGroup(pid, 'SIGKILL');
    child.stdout?.destroy();
    child.stderr?.destroy();
    await ending;
    const {code, signal: by, problem} = await settled;
    if (pid === undefined)
      return {...stopped, end: 'not-started', stderr: `It cannot be started: ${systemReason(problem)}.`};
    const end = ownEnd ?? 'exited';
    return {
      end,
      ok: end === 'exited' && code === 0,
      ...(code === undefined ? {} : {code}),
      ...(by === undefined ? {} : {signal: by}),
      stdout: output.text(),
      stderr: errors.text(),
      unfinished: output.unfinished(),
    };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    unregister();
  }
}

/** Read anew each time: it changes while we wait. */
const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/** Resolves when nothing has come for a while. The event loop gets its turn to read before that counts. */
async function quiet(bytesSeen: () => number): Promise<undefined> {
  let seen: number;
  do {
    seen = bytesSeen();
    await new Promise((resolve) => setTimeout(resolve, PIPE_GRACE_MS));
    await new Promise((resolve) => setImmediate(resolve));
  } while (bytesSeen() !== seen);
  return undefined;
}

/** Collects standard output, or cuts it into lines. */
function stdoutReader({onLine, maxBytes = MAX_BYTES}: RunRequest, tooMuch: () => void) {
  if (onLine !== undefined) {
    const lines = lineReader({onLine, maxLength: MAX_LINE});
    return {
      push: (bytes: Uint8Array) => {
        if (!lines.push(bytes)) tooMuch();
      },
      text: () => '',
      unfinished: () => lines.rest() !== '',
    };
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  return {
    push: (bytes: Uint8Array) => {
      length += bytes.length;
      if (length > maxBytes) tooMuch();
      else chunks.push(bytes);
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
    unfinished: () => false,
  };
}
