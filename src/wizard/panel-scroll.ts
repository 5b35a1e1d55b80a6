/** Lines that page up and page down skip. The window's height is not known here. */
export const SCROLL_PAGE = 10;
/** The end of a panel, wherever that is: lines wrap, and only the window knows how many there are. */
export const SCROLL_END = Number.MAX_SAFE_INTEGER;

/** `by` lines further (negative: back). Past the end it counts on; whoever draws knows where that is. */
export const scrolledBy = (scroll: number, by: number): number =>
  Math.max(0, Math.min(SCROLL_END, scroll + by));
