/** Rows as far as moving through them goes. */
export type Focusable = readonly boolean[];

/** Index of the first row that can be focused, -1 when there is none. */
export const firstFocus = (rows: Focusable): number => rows.indexOf(true);
export const lastFocus = (rows: Focusable): number => rows.lastIndexOf(true);

/**
 * `by` focusable rows further (negative: back), clamped to the first and last of them. A start that
 * cannot be focused counts as standing before the next one.
 */
export function moveFocus({
  rows,
  from,
  by,
}: {
  readonly rows: Focusable;
  readonly from: number;
  readonly by: number;
}): number {
  const stops = rows.flatMap((focusable, index) => (focusable ? [index] : []));
  if (stops.length === 0) return -1;
  const here = stops.indexOf(from);
  const start = here === -1 ? stops.filter((stop) => stop < from).length - (by > 0 ? 1 : 0) : here;
  return stops[Math.max(0, Math.min(stops.length - 1, start + by))] ?? -1;
}

/** True when every word of the filter occurs in the text, whatever its case. */
export function matchesFilter(text: string, filter: string): boolean {
  const haystack = text.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}
