import {connectedIn} from '../domain/registration-api/connected-metric.ts';
import {execScript} from '../services/kubectl/exec.ts';
import type {Connection} from '../services/kubectl/kubectl-types.ts';

interface MetricsRequest {
  readonly connection: Connection;
  readonly pod: string;
  readonly container: string;
  readonly signal?: AbortSignal;
}

/** Every image of Harness has curl, which its own health check uses. Source: harness/delegate-dockerfile. */
const SCRIPT = 'exec curl -fsS -m 5 "http://127.0.0.1:${DELEGATE_HTTP_PORT:-3460}/api/metrics"';
const TIMEOUT_MS = 15_000;

/** Whether the delegate itself says that it is connected to Harness; `undefined` when it does not say. Never throws. */
export async function readConnected({
  connection,
  pod,
  container,
  signal,
}: MetricsRequest): Promise<boolean | undefined> {
  const result = await execScript({
    connection,
    pod,
    container,
    script: SCRIPT,
    timeoutMs: TIMEOUT_MS,
    ...(signal === undefined ? {} : {signal}),
  });
  return result.state === 'ran' && result.code === 0 ? connectedIn(result.stdout) : undefined;
}
