import type {Glyphs} from './glyphs.ts';
import type {Line, Role} from './line.ts';
import type {RowColumns} from './row-columns.ts';
import {cells, cutToCells} from './cells.ts';
import {cutLine, lineCells, span} from './line.ts';
import {wrapWords} from './wrap.ts';

/** What the drawing of one row needs to know besides the row. */
export interface RowPen {
  readonly glyphs: Glyphs;
  /** Cells the row may fill, the pointer not counted. */
  readonly width: number;
  readonly columns: RowColumns;
  /** Too narrow for details. */
  readonly narrow: boolean;
  readonly focused: boolean;
  /** There is room to show the detail whole, on lines of its own where it needs them. */
  readonly roomy: boolean;
  readonly cursorMark: string;
}

/** Between the columns of a row. */
export const GAP = '   ';

/** The label, filled to its column; marked where it has the focus. */
export function labelPart(label: string, pen: RowPen, role: Role = 'plain'): Line {
  const shown = cutToCells(label, pen.columns.label, pen.glyphs.ellipsis);
  return [
    span(shown, pen.focused ? 'selected' : role),
    span(' '.repeat(Math.max(0, pen.columns.label - cells(shown)))),
  ];
}

/** Puts three cells between the parts and cuts the line to the row's width. */
export function joinParts(parts: readonly Line[], pen: RowPen): Line {
  const line = parts.flatMap((part, index) => (index === 0 ? part : [span(GAP), ...part]));
  return cutLine(line, pen.width, pen.glyphs.ellipsis);
}

/** With fewer cells than this, the beginning of a detail says nothing. */
const LEAST_DETAIL = 16;

/** With fewer cells than this, a detail goes on below instead of beside. */
const LEAST_WRAPPED = 28;
/** Below the row, a little to the right of its label. */
const DETAIL_INDENT = 2;
const MOST_DETAIL_LINES = 5;

/**
 * The parts, and dim words behind them; these are left out where the window is narrow or little of them fits.
 * With room to spare they wrap below each other.
 */
export function joinWithDetail(parts: readonly Line[], detail: string | undefined, pen: RowPen): Line[] {
  const line = joinParts(parts, pen);
  if (detail === undefined) return [line];
  const room = pen.width - lineCells(line) - GAP.length;
  if (pen.roomy && (pen.narrow || room < cells(detail))) return wrappedDetail(line, {detail, room, pen});
  if (pen.narrow || room < Math.min(LEAST_DETAIL, cells(detail))) return [line];
  return [joinParts([line, [span(detail, 'dim')]], pen)];
}

/** Words that say why something cannot be done: never left out. */
export function joinWithReason(parts: readonly Line[], reason: string, pen: RowPen): Line[] {
  const line = joinParts(parts, pen);
  const room = pen.width - lineCells(line) - GAP.length;
  return pen.roomy && room < cells(reason)
    ? wrappedDetail(line, {detail: reason, room, pen})
    : [joinParts([line, [span(reason, 'dim')]], pen)];
}

function wrappedDetail(
  line: Line,
  {detail, room, pen}: {readonly detail: string; readonly room: number; readonly pen: RowPen},
): Line[] {
  const beside = room >= LEAST_WRAPPED;
  const indent = beside ? pen.width - room : DETAIL_INDENT;
  const lines = wrapWords({
    text: detail,
    width: Math.max(1, pen.width - indent),
    maxLines: MOST_DETAIL_LINES,
    ellipsis: pen.glyphs.ellipsis,
  }).map((text): Line => [span(' '.repeat(indent)), span(text, 'dim')]);
  const [first = [], ...others] = lines;
  return beside ? [joinParts([line, first.slice(1)], pen), ...others] : [line, ...lines];
}
