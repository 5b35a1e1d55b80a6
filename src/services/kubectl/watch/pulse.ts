import {askVersion} from './ask-version.ts';
import type {WatchContext} from './context.ts';

export interface PulseRequest {
  /** Time of the last word from the cluster. */
  readonly silentSince: () => number;
  /** `sinceMs`: when the question was asked that nobody answered. */
  readonly onLost: (reason: string, sinceMs: number) => void;
}

/**
 * While the cluster is quiet, asks it now and then for a sign of life. A connection that died without a word is
 * found out that way. Ends with the watch; never throws.
 */
export async function watchPulse(context: WatchContext, {silentSince, onLost}: PulseRequest): Promise<void> {
  const {timing, signal, now, pause, gate} = context;
  let asked = now();
  while (!signal.aborted) {
    const quietFor = now() - Math.max(silentSince(), asked);
    if (quietFor < timing.pulse) {
      await pause(timing.pulse - quietFor);
      continue;
    }
    await gate();
    const begun = now();
    const failure = await askVersion(context);
    asked = now();
    if (failure !== undefined && !signal.aborted) onLost(failure.message, begun);
  }
}
