import type {OptionsRow} from '../wizard/screen.ts';
import {cells, cutToCells} from './cells.ts';
import {lineCells, span} from './line.ts';
import type {Line} from './line.ts';
import {GAP, joinWithDetail, labelPart} from './row-pen.ts';
import type {RowPen} from './row-pen.ts';

/** Cells for the value of a form row. */
export function valueRoom(pen: RowPen): number {
  return Math.max(0, pen.width - pen.columns.label - GAP.length);
}

/** All options in one line if they fit, else the chosen one between signs that tell of more. */
export function optionsLine(row: OptionsRow, pen: RowPen): Line {
  const {on, off, previous, next, ellipsis} = pen.glyphs;
  const all = row.options.flatMap(({label, selected}, index) => [
    span(index === 0 ? '' : GAP),
    span(`${selected ? on : off} ${label}`, selected ? 'strong' : 'plain'),
  ]);
  const chosen = row.options.find(({selected}) => selected)?.label ?? '';
  const frame = cells(previous) + cells(next) + 2;
  const one = [span(`${previous} ${cutToCells(chosen, valueRoom(pen) - frame, ellipsis)} ${next}`, 'strong')];
  const value = lineCells(all) <= valueRoom(pen) ? all : one;
  return joinWithDetail([labelPart(row.label, pen), value], row.detail, pen);
}
