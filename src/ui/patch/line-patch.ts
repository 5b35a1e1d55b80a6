import {createPatchPen} from './patch-pen.ts';
import type {PatchPen} from './patch-pen.ts';
import {styledCells} from './styled-cells.ts';
import type {StyledCells} from './styled-cells.ts';

/** Columns from `start` up to, not including, `end`. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** To step over fewer unchanged columns than this costs more bytes than to write them again. */
const LEAST_STEP = 5;

function sameAt(before: StyledCells, after: StyledCells, column: number): boolean {
  const [old, next] = [before[column], after[column]];
  return old?.text === next?.text && old?.style === next?.style;
}

/** Where `after` has to be written, joined where the way between is short. */
function changedRanges(before: StyledCells, after: StyledCells): Range[] {
  if (before.length === 0) return after.length === 0 ? [] : [{start: 0, end: after.length}];
  const ranges: Range[] = [];
  for (let column = 0; column < after.length; column++) {
    if (column < before.length && sameAt(before, after, column)) continue;
    const last = ranges.at(-1);
    if (last !== undefined && column - last.end < LEAST_STEP)
      ranges[ranges.length - 1] = {...last, end: column + 1};
    else ranges.push({start: column, end: column + 1});
  }
  return ranges.map((range) => wholeCharacters(range, before, after));
}

/** A wide character is replaced whole, the old one and the new one. */
function wholeCharacters({start, end}: Range, before: StyledCells, after: StyledCells): Range {
  const splits = (line: StyledCells, column: number): boolean =>
    column < line.length && line[column] === undefined;
  while (start > 0 && (splits(after, start) || splits(before, start))) start--;
  while (end < after.length && (splits(after, end) || splits(before, end))) end++;
  return {start, end};
}

/** A row of the frame, as it is drawn on the screen and as it shall be: drawn text with SGR sequences. */
export interface RowChange {
  readonly row: number;
  readonly before: string;
  readonly after: string;
}

/** Writes what differs in a row. Nothing is written when nothing does. */
export function patchRow(pen: PatchPen, {row, before, after}: RowChange): void {
  if (before === after) return;
  const [old, next] = [styledCells(before), styledCells(after)];
  for (const {start, end} of changedRanges(old, next)) {
    pen.moveTo(row, start);
    pen.write(next.slice(start, end));
  }
  if (old.length <= next.length) return;
  pen.moveTo(row, next.length);
  pen.eraseRow();
}

/**
 * What turns the line `before` into the line `after` on the screen: both drawn text with SGR sequences. The cursor
 * starts in the first column, without a style, and ends anywhere in the line, without a style. Empty when nothing
 * is to be done.
 */
export function linePatch(before: string, after: string): string {
  const pen = createPatchPen(0);
  patchRow(pen, {row: 0, before, after});
  return pen.text();
}
