import type {Row, Screen} from '../wizard/screen.ts';
import type {Line} from './line.ts';
import {moreLine} from './panel-lines.ts';
import {rowColumns} from './row-columns.ts';
import {rowLines} from './row-lines.ts';
import {scrollWindow} from './scroll-window.ts';
import type {RowWindow} from './scroll-window.ts';
import type {Theme} from './theme.ts';

/** A visible row with its lines; the pointer comes on top of them. */
export interface PlacedRow {
  readonly row: Row;
  readonly focused: boolean;
  readonly lines: readonly Line[];
}

export interface PlacedRows {
  readonly rows: readonly PlacedRow[];
  /** Tells how many rows are above and below. */
  readonly more?: Line;
  /** Index of the first visible row, for the next frame. */
  readonly top: number;
}

/** Cells of the pointer before each row. */
export const POINTER_CELLS = 2;

function isText(row: Row | undefined): boolean {
  return row !== undefined && (row.kind === 'heading' || row.kind === 'note');
}

/** The focus with the heading and notes right above it, and with the notes that end the list. */
export function wantedRows(rows: readonly Row[], focus: number): RowWindow {
  if (focus < 0) return {start: 0, end: 0};
  let start = focus;
  while (start > 0 && isText(rows[start - 1])) start--;
  const onlyNotesFollow = rows.slice(focus + 1).every((row) => isText(row));
  return {start, end: onlyNotesFollow ? rows.length : focus + 1};
}

function linesOf(placed: readonly PlacedRow[]): number {
  return placed.reduce((sum, {lines}) => sum + lines.length, 0);
}

/** A blank line above each heading but the first row. */
function withAir(placed: PlacedRow, index: number): PlacedRow {
  return placed.row.kind === 'heading' && index > 0 ? {...placed, lines: [[], ...placed.lines]} : placed;
}

/** Draws the rows that fit `room` lines of `width` cells. `top` is the first visible row of the frame before. */
export function placeRows({
  screen,
  theme,
  width,
  room,
  narrow,
  top,
}: {
  screen: Screen;
  theme: Theme;
  width: number;
  room: number;
  narrow: boolean;
  top: number;
}): PlacedRows {
  const {rows, focus} = screen;
  const bodyWidth = Math.max(1, width - POINTER_CELLS);
  const columns = rowColumns(rows, bodyWidth, narrow);
  const drawn: PlacedRow[] = rows.map((row, index) => {
    const focused = index === focus;
    const pen = {...theme, width: bodyWidth, columns: columns(row), narrow, focused};
    return {row, focused, lines: rowLines(row, pen)};
  });
  const fitting = [drawn.map(withAir), drawn].find((placed) => linesOf(placed) <= room);
  if (fitting !== undefined) return {rows: fitting, top: 0};
  const heights = drawn.map(({lines}) => lines.length);
  const visibleRoom = Math.max(1, room - 1);
  const {start, end} = scrollWindow({
    heights,
    wanted: wantedRows(rows, focus),
    focus,
    top,
    room: visibleRoom,
  });
  const visible = drawn
    .slice(start, end)
    .map((placed) => ({...placed, lines: placed.lines.slice(0, visibleRoom)}));
  const more = moreLine({above: start, below: rows.length - end, width, glyphs: theme.glyphs});
  return {rows: visible, more, top: start};
}
