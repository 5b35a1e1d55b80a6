/** Part of a list of rows of different heights. `start` is the first visible row, `end` the one after the last. */
export interface RowWindow {
  readonly start: number;
  readonly end: number;
}

export interface ScrollInput {
  /** Lines of each row. */
  readonly heights: readonly number[];
  /** Rows that must be visible, if there is room for all: the focus with the heading above it. */
  readonly wanted: RowWindow;
  /** The row with the focus: visible in any case. */
  readonly focus: number;
  /** First visible row of the frame before. */
  readonly top: number;
  /** Lines there are. */
  readonly room: number;
}

function linesOf(heights: readonly number[], {start, end}: RowWindow): number {
  let sum = 0;
  for (let index = start; index < end; index++) sum += heights[index] ?? 0;
  return sum;
}

/** The last row that still fits below `start`, plus one. */
function endFrom(heights: readonly number[], start: number, room: number): number {
  let end = start;
  let used = 0;
  while (end < heights.length && used + (heights[end] ?? 0) <= room) {
    used += heights[end] ?? 0;
    end++;
  }
  return end;
}

/** The first row from which everything up to `end` fits. */
function startFor(heights: readonly number[], end: number, room: number): number {
  let start = end;
  let used = 0;
  while (start > 0 && used + (heights[start - 1] ?? 0) <= room) {
    used += heights[start - 1] ?? 0;
    start--;
  }
  return start;
}

/**
 * Moves the window no further than it must, so that few lines of the screen change. A focused row that is
 * higher than the room is visible alone; the caller cuts it.
 */
export function scrollWindow({heights, wanted, focus, top, room}: ScrollInput): RowWindow {
  const must =
    linesOf(heights, wanted) <= room ? wanted : {start: Math.max(0, focus), end: Math.max(0, focus) + 1};
  const lowest = startFor(heights, heights.length, room);
  const first = Math.min(startFor(heights, must.end, room), must.start);
  const start = Math.max(0, Math.min(Math.max(top, first), must.start, Math.max(lowest, 0)));
  const end = endFrom(heights, start, room);
  return end > start ? {start, end} : {start: must.start, end: Math.min(heights.length, must.start + 1)};
}
