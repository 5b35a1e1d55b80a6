import {describeMs} from './describe-ms.ts';
import type {RolloutView, StreamKind} from './types.ts';

/** A stream that goes on within this time is nothing to speak of. */
export const SILENT_AFTER_MS = 5000;

/** What could be heard before and is not heard now, for however short a time. */
export const silentKinds = ({streams}: Pick<RolloutView, 'streams'>): readonly StreamKind[] =>
  (Object.keys(streams) as StreamKind[]).filter((kind) => ['stale', 'auth'].includes(streams[kind].state));

/**
 * What is silent, for how long and why: `no word for 7 s about pods. The connection was lost.` How long comes first,
 * so that it shows where there is little room. Nothing while all is heard, or was a moment ago.
 */
export function silenceText(view: Pick<RolloutView, 'streams'>): string | undefined {
  const {streams} = view;
  const kinds = silentKinds(view).filter((kind) => streams[kind].forMs >= SILENT_AFTER_MS);
  const [first] = kinds;
  if (first === undefined) return undefined;
  const forMs = Math.max(...kinds.map((kind) => streams[kind].forMs));
  const isAll = kinds.length === Object.keys(streams).length;
  const what = isAll ? 'from the cluster' : `about ${kinds.join(', ')}`;
  return `no word for ${describeMs(forMs)} ${what}. ${streams[first].reason}`.trim();
}
