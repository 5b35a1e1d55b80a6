import {call, CALL_TIMEOUT_MS, REQUEST_TIMEOUT, type CallResult} from './call.ts';
import type {Connection} from './kubectl-types.ts';

interface RawRequest {
  readonly connection: Connection;
  /** From `rawPath`, or below `serverPath`. */
  readonly path: string;
  readonly signal?: AbortSignal | undefined;
}

/** Reads what stands at an address of the API server, within the limits of a list. Never throws. */
export const getRaw = async ({connection, path, signal}: RawRequest): Promise<CallResult> =>
  await call({
    connection,
    args: ['get', '--raw', path, REQUEST_TIMEOUT],
    timeoutMs: CALL_TIMEOUT_MS.list,
    ...(signal === undefined ? {} : {signal}),
  });
