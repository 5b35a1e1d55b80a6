import {call, serverPath} from '../call.ts';
import type {WatchContext} from './context.ts';

/**
 * Called when an address was not found. Gateways differ in whether they want the path of the server's address
 * in front; where neither way leads to a cluster, kubectl has to build the addresses, and everything is polled.
 */
export async function findTransport({
  connection,
  transport,
  timing,
  signal,
  now,
}: WatchContext): Promise<void> {
  transport.sinceMs = now();
  const prefix = serverPath(connection.target.server);
  const ways = prefix === '' ? (['prefixed'] as const) : (['prefixed', 'bare'] as const);
  for (const mode of ways) {
    const path = `${mode === 'prefixed' ? prefix : ''}/version`;
    const result = await call({
      connection,
      signal,
      args: ['get', '--raw', path],
      timeoutMs: timing.listTimeout,
    });
    if (result.ok && result.stdout.includes('gitVersion')) {
      transport.mode = mode;
      return;
    }
    if (!result.ok && result.failure?.kind !== 'not-found') return;
  }
  transport.mode = 'get';
}
