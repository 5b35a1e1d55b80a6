import {styledCells} from './styled-cells.ts';
import type {StyledCells} from './styled-cells.ts';

/** Columns from `start` up to, not including, `end`. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** To step over fewer unchanged columns than this costs more bytes than to write them again. */
const LEAST_STEP = 5;

/** Every terminal draws these one column wide, whatever its fonts and locale. */
const SURELY_NARROW = /^[\u0020-\u024f]$/u;

const RESET = '\u001b[m';
const ERASE_TO_END = '\u001b[K';
/** Source: ECMA-48, cursor character absolute; columns count from 1. */
const toColumn = (column: number): string => `\u001b[${column + 1}G`;

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

function styleChange(from: string, to: string): string {
  if (from === to) return '';
  if (to === '') return RESET;
  if (from === '') return `\u001b[${to}m`;
  return to.startsWith(`${from};`) ? `\u001b[${to.slice(from.length + 1)}m` : `\u001b[0;${to}m`;
}

/** The cells of a range, ending without a style. */
function written(line: StyledCells, {start, end}: Range): string {
  let text = '';
  let style = '';
  let unsure = '';
  for (let column = start; column < end; column++) {
    const cell = line[column];
    if (cell === undefined) continue;
    // Terminals disagree about the width of some signs: what follows one is told its column.
    if (unsure !== '' && unsure !== cell.text) text += toColumn(column);
    unsure = SURELY_NARROW.test(cell.text) ? '' : cell.text;
    text += styleChange(style, cell.style) + cell.text;
    style = cell.style;
  }
  return text + styleChange(style, '');
}

/**
 * What turns the line `before` into the line `after` on the screen: both drawn text with SGR sequences. The cursor
 * starts in the first column, without a style, and ends anywhere in the line, without a style. Empty when nothing
 * is to be done.
 */
export function linePatch(before: string, after: string): string {
  if (before === after) return '';
  const [old, next] = [styledCells(before), styledCells(after)];
  let at: number | undefined = 0;
  let patch = '';
  for (const range of changedRanges(old, next)) {
    patch += (at === range.start ? '' : toColumn(range.start)) + written(next, range);
    at = SURELY_NARROW.test(next[range.end - 1]?.text ?? '') ? range.end : undefined;
  }
  if (old.length <= next.length) return patch;
  return patch + (at === next.length ? '' : toColumn(next.length)) + ERASE_TO_END;
}
