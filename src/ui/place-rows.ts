import type {Row, Screen} from '../wizard/screen.ts';
import {footLines} from './foot-lines.ts';
import type {Line} from './line.ts';
import {moreLine} from './panel-lines.ts';
import type {PlacedRow} from './placed-row.ts';
import {rowColumns} from './row-columns.ts';
import {rowLines} from './row-lines.ts';
import {scrollWindow} from './scroll-window.ts';
import type {RowWindow} from './scroll-window.ts';
import type {Theme} from './theme.ts';

export interface PlacedRows {
  readonly rows: readonly PlacedRow[];
  /** Below the rows: the words of the focused row that are cut in it. */
  readonly foot: readonly Line[];
  /** Tells how many rows are above and below. */
  readonly more?: Line;
  /** Index of the first visible row, for the next frame. */
  readonly top: number;
}

/** Cells of the pointer before each row. */
export const POINTER_CELLS = 2;
const NO_COLUMNS = {label: 0, value: 0};

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

/** The rows of a screen in versions that take fewer and fewer lines. */
export interface DrawnRows {
  readonly versions: readonly {readonly rows: readonly PlacedRow[]; readonly foot: readonly Line[]}[];
  /** Lines that all rows take with room to spare. */
  readonly wanted: number;
}

/** What is wrong in the cluster comes with its reason and what to do: that takes more than a field's problem. */
const mostProblemLines = ({kind}: Row): number => (kind === 'pod' || kind === 'result' ? 4 : 2);

/** What a problem takes that is told whole; the focused row always tells it so. */
const WHOLE_PROBLEM_LINES = 8;
/** Rows that scroll keep at least these lines beside the foot. */
const LEAST_SCROLLED = 9;

/** Draws all rows, `width` cells wide. */
export function drawRows({
  screen,
  theme,
  width,
  narrow,
}: {
  screen: Screen;
  theme: Theme;
  width: number;
  narrow: boolean;
}): DrawnRows {
  const bodyWidth = Math.max(1, width - POINTER_CELLS);
  const columns = rowColumns(screen.rows, bodyWidth, narrow);
  const draw = (problemLines: (focused: boolean, row: Row) => number): PlacedRow[] =>
    screen.rows.map((row, index) => {
      const focused = index === screen.focus;
      const pen = {...theme, width: bodyWidth, columns: columns[index] ?? NO_COLUMNS, narrow, focused};
      return {row, focused, lines: rowLines(row, pen, problemLines(focused, row))};
    });
  const whole = draw(() => WHOLE_PROBLEM_LINES);
  const roomy = draw((focused, row) => (focused ? WHOLE_PROBLEM_LINES : mostProblemLines(row)));
  const short = draw((focused) => (focused ? WHOLE_PROBLEM_LINES : 1));
  const airy = whole.map(withAir);
  const {ellipsis} = theme.glyphs;
  const foot = footLines({placed: roomy, width, indent: POINTER_CELLS, narrow, ellipsis});
  const versions = [
    {rows: airy, foot: foot.length > 0 ? [[], ...foot] : []},
    {rows: whole, foot},
    {rows: roomy, foot},
    {rows: roomy, foot: []},
    {rows: short, foot},
  ];
  return {versions, wanted: linesOf(airy) + (versions[0]?.foot.length ?? 0)};
}

/** Rows with at least so many lines keep some of them free below the focus: what a key says needs no scrolling. */
const ROOMY = 20;
/** What a key may add: sentences below the rows, a blank line above them, a problem under the focused row. */
const MOST_SAID = 5;

const isRoomy = (room: number, said: number): boolean => room + said >= ROOMY;

/** Lines that stay between the focus and the end of the rows; what is said already takes its share of them. */
const linesBelowFocus = (room: number, said: number, focused: PlacedRow | undefined): number =>
  isRoomy(room, said) ? Math.max(0, MOST_SAID - said - ((focused?.lines.length ?? 1) - 1)) : 0;

/**
 * Picks what fits `room` lines of `width` cells. `top` is the first visible row of the frame before, `said` the
 * lines that sentences below the rows take.
 */
export function placeRows({
  drawn,
  screen,
  theme,
  width,
  room,
  said,
  top,
}: {
  drawn: DrawnRows;
  screen: Screen;
  theme: Theme;
  width: number;
  room: number;
  said: number;
  top: number;
}): PlacedRows {
  const {rows, focus} = screen;
  const fitting = drawn.versions.find((version) => linesOf(version.rows) + version.foot.length <= room);
  if (fitting !== undefined) return {...fitting, top: 0};
  const {rows: shortest = [], foot: wantedFoot = []} = drawn.versions.at(-1) ?? {};
  const foot = room - wantedFoot.length > LEAST_SCROLLED ? wantedFoot : [];
  const visibleRoom = Math.max(1, room - foot.length - 1);
  const below = linesBelowFocus(room, said, shortest[focus]);
  // As if blank rows followed the last one.
  const heights = [...shortest.map(({lines}) => lines.length), ...Array.from({length: below}, () => 1)];
  const {start: first, end: last} = wantedRows(rows, focus);
  const wanted = {start: first, end: last + below};
  const window = scrollWindow({heights, wanted, focus, top, room: visibleRoom});
  const {start} = window;
  const end = Math.min(rows.length, window.end);
  const visible = shortest
    .slice(start, end)
    .map((placed) => ({...placed, lines: placed.lines.slice(0, visibleRoom)}));
  const more = moreLine({above: start, below: rows.length - end, width, glyphs: theme.glyphs});
  // The frame stays as high as it is, else its last lines would be drawn anew.
  const unused = isRoomy(room, said) ? Math.max(0, visibleRoom - linesOf(visible)) : 0;
  return {rows: visible, foot: [...Array.from({length: unused}, () => []), ...foot], more, top: start};
}
