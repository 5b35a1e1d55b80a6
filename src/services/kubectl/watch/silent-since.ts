import {DEAD_AFTER_MS} from '../../run/child-environment.ts';
import type {KubectlFailure} from '../classify-error.ts';

/**
 * Since when nothing was heard, where a failure tells: who did not answer was silent all the while, and a connection
 * that kubectl calls dead was silent before that. Any other failure is a word, and silence begins with it.
 */
export function silentSince(
  {kind, raw}: Pick<KubectlFailure, 'kind' | 'raw'>,
  {
    during,
    askedMs,
    nowMs,
  }: {readonly during: 'list' | 'ask' | 'watch'; readonly askedMs: number; readonly nowMs: number},
): number | undefined {
  if (raw.includes('http2: client connection lost')) return nowMs - DEAD_AFTER_MS;
  return kind === 'timeout' && during !== 'watch' ? askedMs : undefined;
}
