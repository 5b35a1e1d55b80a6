import {SCROLL_END} from '../wizard/panel-scroll.ts';

/** Where a panel stood in the frame before: as it was asked for, and the first line that was shown. */
export interface PanelPlace {
  readonly scroll: number;
  readonly top: number;
}

/**
 * First line of a panel that is shown. The machine counts how far was scrolled and knows no window; how far that
 * goes is known here alone. So what counts is the way from the frame before: a key at the end does nothing, and
 * the next one back moves at once. `most`: the last line that may come first.
 */
export function panelTop({
  scroll,
  before,
  most,
}: {
  readonly scroll: number;
  readonly before: PanelPlace | undefined;
  readonly most: number;
}): number {
  if (scroll === 0) return 0;
  if (scroll >= SCROLL_END) return most;
  const wanted = before === undefined ? scroll : before.top + (scroll - before.scroll);
  return Math.max(0, Math.min(most, wanted));
}
