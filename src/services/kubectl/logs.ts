import {redactPatterns} from '../../domain/deploy/redact-patterns.ts';
import {redactSecrets, sanitiseLines} from '../../domain/text.ts';
import {call, CALL_TIMEOUT_MS, REQUEST_TIMEOUT} from './call.ts';
import type {Connection} from './kubectl-types.ts';

export interface LogRequest {
  readonly connection: Connection;
  readonly pod: string;
  readonly container: string;
  /** Of the run before the last restart. */
  readonly previous?: boolean;
  /** Number of lines from the end; 25 when not given. */
  readonly tail?: number;
  readonly signal?: AbortSignal;
}

/**
 * `none`: there is no log yet, or none of that run any more. `gone`: the pod is. `unread`: it could not be read,
 * for the reason in `text`.
 */
export interface LogResult {
  readonly state: 'read' | 'none' | 'gone' | 'unread';
  /** Safe to print, secrets taken out. */
  readonly lines: readonly string[];
  /** One sentence for every state but `read`. */
  readonly text: string;
}

const TAIL = 25;
const LIMIT_BYTES = 256 * 1024;
const LINE_LENGTH = 2000;

const NOT_STARTED = /is waiting to start: ([\w ]+)|ContainerCreating|PodInitializing|has not been created/;
const NO_PREVIOUS = /previous terminated container .* not found|unable to retrieve container logs/;

/** The last lines that a container wrote. Never throws. */
export async function readLog({
  connection,
  pod,
  container,
  previous = false,
  tail = TAIL,
  signal,
}: LogRequest): Promise<LogResult> {
  const result = await call({
    connection,
    args: [
      'logs',
      `--container=${container}`,
      `--tail=${tail}`,
      `--limit-bytes=${LIMIT_BYTES}`,
      ...(previous ? ['--previous'] : []),
      REQUEST_TIMEOUT,
      '--',
      pod,
    ],
    timeoutMs: CALL_TIMEOUT_MS.logs,
    maxBytes: 2 * LIMIT_BYTES,
    ...(signal === undefined ? {} : {signal}),
  });
  const nothing = (state: LogResult['state'], text: string): LogResult => ({state, lines: [], text});
  if (result.failure === undefined) {
    const secrets = connection.secrets ?? [];
    const clean = (text: string) => redactPatterns(redactSecrets(text, secrets));
    const lines = sanitiseLines(clean(result.stdout), {maxLines: tail + 1, maxLength: LINE_LENGTH})
      .slice(-tail)
      .map(clean);
    return lines.length === 0
      ? nothing('none', 'The container has written nothing yet.')
      : {state: 'read', lines, text: ''};
  }
  if (NO_PREVIOUS.test(result.stderr)) return nothing('none', 'There is no log of an earlier run.');
  const waiting = NOT_STARTED.exec(result.stderr);
  if (waiting !== null)
    return nothing(
      'none',
      `The container has not started yet${waiting[1] === undefined ? '' : `: ${waiting[1]}`}.`,
    );
  if (result.failure.kind === 'not-found') return nothing('gone', 'The pod is gone.');
  return nothing('unread', result.failure.message);
}
