import type {Glyphs} from './glyphs.ts';
import type {Line, Role} from './line.ts';
import type {RowColumns} from './row-columns.ts';
import {cells, cutToCells} from './cells.ts';
import {cutLine, lineCells, span} from './line.ts';

/** What the drawing of one row needs to know besides the row. */
export interface RowPen {
  readonly glyphs: Glyphs;
  /** Cells the row may fill, the pointer not counted. */
  readonly width: number;
  readonly columns: RowColumns;
  /** Too narrow for details. */
  readonly narrow: boolean;
  readonly focused: boolean;
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

/** The parts, and dim words behind them; these are left out where the window is narrow or little of them fits. */
export function joinWithDetail(parts: readonly Line[], detail: string | undefined, pen: RowPen): Line {
  const line = joinParts(parts, pen);
  if (detail === undefined || pen.narrow) return line;
  const room = pen.width - lineCells(line) - GAP.length;
  if (room < Math.min(LEAST_DETAIL, cells(detail))) return line;
  return joinParts([line, [span(detail, 'dim')]], pen);
}
