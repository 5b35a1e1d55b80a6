import {call, serverPath} from '../call.ts';
import type {FailureKind, KubectlFailure} from '../classify-error.ts';
import type {WatchContext} from './context.ts';

/** Failures that say that somebody is there, only not for this question. */
const ALIVE: readonly FailureKind[] = ['forbidden', 'not-found', 'too-many-requests', 'other', 'invalid'];

/** Asks the server for a sign of life: the failure when there is none. */
export async function askVersion({
  connection,
  transport,
  timing,
  signal,
}: WatchContext): Promise<KubectlFailure | undefined> {
  const prefix = transport.mode === 'prefixed' ? serverPath(connection.target.server) : '';
  const limit = `--request-timeout=${Math.max(1, Math.ceil(timing.pulseTimeout / 1000))}s`;
  const {failure} = await call({
    connection,
    signal,
    args: ['get', '--raw', `${prefix}/version`, limit],
    timeoutMs: 2 * timing.pulseTimeout,
  });
  return failure === undefined || ALIVE.includes(failure.kind) ? undefined : failure;
}
