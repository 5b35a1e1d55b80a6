import {redactPatterns} from '../../domain/deploy/redact-patterns.ts';
import {redactSecrets, sanitiseLine} from '../../domain/text.ts';
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
/** The limit counts from the first of the lines that are asked for: the last ones have to fit, too. */
const USUAL_LINE_BYTES = 1024;
const LINE_LENGTH = 2000;
const LINE_ENDS = /\r\n|[\n\r\u0085\u2028\u2029]/;

const NOT_STARTED = /is waiting to start: ([\w ]+)|ContainerCreating|PodInitializing|has not been created/;
const NO_PREVIOUS = /previous terminated container .* not found/;
const NOT_KEPT = /unable to retrieve container logs/;
/** Some nodes say so in the place of the log. A log may be long and hostile: only one `://` can be the one. */
const NO_LOG = /^unable to retrieve container logs for [\w.+-]+:\/\/\S+\s*$/;

const NO_EARLIER = 'There is no log of an earlier run.';

/** A progress bar ends its lines with a carriage return alone, which kubectl does not count. */
function lastLines(text: string, tail: number): readonly string[] {
  const lines = text.split(LINE_ENDS);
  if (lines.at(-1) === '') lines.pop();
  return lines.slice(-tail);
}

/** The last lines that a container wrote. Never throws. */
export async function readLog({
  connection,
  pod,
  container,
  previous = false,
  tail = TAIL,
  signal,
}: LogRequest): Promise<LogResult> {
  const limit = Math.max(LIMIT_BYTES, tail * USUAL_LINE_BYTES);
  const result = await call({
    connection,
    args: [
      'logs',
      `--container=${container}`,
      `--tail=${tail}`,
      `--limit-bytes=${limit}`,
      ...(previous ? ['--previous'] : []),
      REQUEST_TIMEOUT,
      '--',
      pod,
    ],
    timeoutMs: CALL_TIMEOUT_MS.logs,
    maxBytes: 2 * limit,
    ...(signal === undefined ? {} : {signal}),
  });
  const nothing = (state: LogResult['state'], text: string): LogResult => ({state, lines: [], text});
  if (result.failure !== undefined && NO_PREVIOUS.test(result.stderr)) return nothing('none', NO_EARLIER);
  if (result.failure === undefined ? NO_LOG.test(result.stdout) : NOT_KEPT.test(result.stderr))
    return nothing('none', previous ? NO_EARLIER : 'The log is gone with its container.');
  if (result.failure === undefined) {
    const secrets = connection.secrets ?? [];
    const clean = (text: string) => redactPatterns(redactSecrets(text, secrets));
    const lines = lastLines(clean(result.stdout), tail).map((line) =>
      clean(sanitiseLine(line, {maxLength: LINE_LENGTH})),
    );
    return lines.length === 0
      ? nothing('none', 'The container has written nothing yet.')
      : {state: 'read', lines, text: ''};
  }
  const waiting = NOT_STARTED.exec(result.stderr);
  if (waiting !== null)
    return nothing(
      'none',
      `The container has not started yet${waiting[1] === undefined ? '' : `: ${waiting[1]}`}.`,
    );
  if (result.failure.kind === 'not-found') return nothing('gone', 'The pod is gone.');
  return nothing('unread', result.failure.message);
}
