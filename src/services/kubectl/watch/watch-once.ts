import {isObject, numberAt, textAt} from '../../../domain/deploy/json.ts';
import type {StreamKind} from '../../../domain/rollout/types.ts';
import {linkedAbort} from '../../run/linked-abort.ts';
import {call} from '../call.ts';
import {classifyError, type KubectlFailure} from '../classify-error.ts';
import type {WatchContext} from './context.ts';
import {kindPath} from './list-kind.ts';

/**
 * How one watch ended. `heard`: it brought something, or lived long enough to be believed, so that the next one
 * may go on where it ended.
 */
export type WatchEnd =
  | {readonly type: 'closed'; readonly heard: boolean}
  | {readonly type: 'forgotten'; readonly heard: false}
  | {readonly type: 'failed'; readonly heard: boolean; readonly failure: KubectlFailure};

const FORGOTTEN: WatchEnd = {type: 'forgotten', heard: false};

export interface WatchOnceRequest {
  readonly kind: StreamKind;
  readonly resourceVersion: string;
  /** Gets every change in order. */
  readonly onChange: (change: string, object: unknown) => void;
  /** Gets every resourceVersion from which the watch could go on. */
  readonly onVersion: (resourceVersion: string) => void;
  /** Ends this watch alone. */
  readonly signal: AbortSignal;
}

const CHANGES = ['ADDED', 'MODIFIED', 'DELETED'];
/** Beyond the life that the server gives a watch, before we end it ourselves. */
const SPARE_MS = 30_000;

/**
 * One watch from a resourceVersion until it ends. A line that cannot be read ends it: going on would lose a
 * change without anybody knowing.
 */
export async function watchOnce(context: WatchContext, request: WatchOnceRequest): Promise<WatchEnd> {
  const {connection, timing, random, now, heard} = context;
  const began = now();
  const own = linkedAbort(request.signal);
  const life = Math.max(
    1,
    Math.round((timing.minLife + random() * (timing.maxLife - timing.minLife)) / 1000),
  );
  let end: WatchEnd | undefined;
  let lines = 0;
  let silence = setTimeout(onSilence, timing.silence);
  function finish(how: WatchEnd): void {
    end ??= how;
    own.abort();
  }
  function onSilence(): void {
    finish(FORGOTTEN);
  }
  const fail = (stderr: string) =>
    finish({
      type: 'failed',
      heard: lines > 1,
      failure: classifyError({end: 'exited', stderr}, connection.target),
    });
  const onLine = (line: string) => {
    if (end !== undefined || request.signal.aborted || line.trim() === '') return;
    lines++;
    heard();
    clearTimeout(silence);
    silence = setTimeout(onSilence, timing.silence);
    const event = parse(line);
    if (event === undefined) return fail('unexpected EOF in a line of the watch');
    const {type, object} = event;
    if (type === 'ERROR') {
      if (numberAt(object, 'code') === 410) return finish(FORGOTTEN);
      return fail(
        `Error from server (${textAt(object, 'reason') ?? 'InternalError'}): ${textAt(object, 'message') ?? ''}`,
      );
    }
    const version = textAt(object, 'metadata', 'resourceVersion');
    if (version === undefined || version === '')
      return fail('unexpected EOF: a change without resourceVersion');
    if (CHANGES.includes(type)) request.onChange(type, object);
    request.onVersion(version);
  };
  const query = {
    watch: '1',
    resourceVersion: request.resourceVersion,
    allowWatchBookmarks: 'true',
    timeoutSeconds: String(life),
  };
  const result = await call({
    connection,
    args: ['get', '--raw', kindPath(context, request.kind, {query})],
    signal: own.signal,
    timeoutMs: life * 1000 + SPARE_MS,
    onLine,
  });
  clearTimeout(silence);
  own.release();
  if (end !== undefined) return end;
  // The server did not end it in time: nothing is known about the connection.
  if (result.end === 'timeout') return FORGOTTEN;
  if (result.failure !== undefined) return {type: 'failed', failure: result.failure, heard: lines > 0};
  if (result.unfinished) fail('unexpected EOF in a line of the watch');
  return end ?? {type: 'closed', heard: lines > 0 || now() - began > life * 500};
}

function parse(line: string): {type: string; object: unknown} | undefined {
  try {
    const event: unknown = JSON.parse(line);
    const type = textAt(event, 'type');
    return isObject(event) && type !== undefined ? {type, object: event['object']} : undefined;
  } catch {
    return undefined;
  }
}
