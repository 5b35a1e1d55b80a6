import type {FieldTextRow} from '../wizard/screen.ts';
import {cells, cutToCells, splitAtCells} from './cells.ts';
import {span} from './line.ts';
import type {Line, Role} from './line.ts';
import {valueRoom} from './options-row.ts';
import {GAP, joinWithDetail, labelPart} from './row-pen.ts';
import type {RowPen} from './row-pen.ts';

/** A text divided at its cursor. */
interface Parts {
  readonly before: string;
  /** The character at the cursor; a space behind the end. */
  readonly under: string;
  readonly after: string;
}

function divide(text: string, cursor: number): Parts {
  const place = Math.min(Math.max(0, cursor), text.length);
  const [under = ' ', ...after] = Array.from(text.slice(place));
  return {before: text.slice(0, place), under, after: after.join('')};
}

/** The last cells of `text` that fit: what stands right before the cursor matters more than the beginning. */
function lastCells(text: string, width: number, ellipsis: string): string {
  const excess = cells(text) - width;
  if (excess <= 0) return text;
  if (width < cells(ellipsis)) return '';
  const dropped = splitAtCells(text, excess + cells(ellipsis))[0];
  const tail = text.slice(dropped.length);
  const [first = ''] = Array.from(tail);
  return ellipsis + (cells(tail) + cells(ellipsis) > width ? tail.slice(first.length) : tail);
}

function withCursor({before, under, after}: Parts, role: Role, room: number, pen: RowPen): Line {
  const {glyphs, cursorMark} = pen;
  const cursor = cells(under) + cells(cursorMark);
  const head = lastCells(before, Math.max(0, room - cursor), glyphs.ellipsis);
  const tail = cutToCells(after, Math.max(0, room - cells(head) - cursor), glyphs.ellipsis);
  return cursorMark === ''
    ? [span(head), span(under, 'cursor'), span(tail, role)]
    : [span(head), span(cursorMark, 'cursor'), span(`${under}${tail}`, role)];
}

/** `Name   custom-del`: the value, or its placeholder in parentheses, with the cursor while the row is focused. */
export function textLine(row: FieldTextRow, pen: RowPen): Line {
  const room = valueRoom(pen);
  const isHint = row.value === '' && row.placeholder !== undefined;
  const masked = row.masked === true ? pen.glyphs.mask.repeat(row.value.length) : row.value;
  const shown = isHint ? `(${row.placeholder})` : masked;
  const role = isHint ? 'dim' : 'plain';
  const value =
    pen.focused && row.cursor !== undefined
      ? withCursor(divide(shown, row.cursor), role, room, pen)
      : [span(cutToCells(shown, room, pen.glyphs.ellipsis), role)];
  const behind = joinWithDetail([value], row.detail, {...pen, width: room});
  return [...labelPart(row.label, pen), span(GAP), ...behind];
}
