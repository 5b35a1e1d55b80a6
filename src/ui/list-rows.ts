import type {CheckRow, ChooseRow, FileRow, RadioRow} from '../wizard/screen.ts';
import {cells, padToCells} from './cells.ts';
import {span} from './line.ts';
import type {Line, Role} from './line.ts';
import {joinParts, joinWithDetail, labelPart} from './row-pen.ts';
import type {RowPen} from './row-pen.ts';

/** `◉ label`: the sign in a column of its own, and the label as far as its column goes. */
function signAndLabel({
  sign,
  label,
  pen,
  role,
}: {
  sign: string;
  label: string;
  pen: RowPen;
  role: Role;
}): Line {
  const column = cells(pen.glyphs.off);
  const shownRole = pen.focused ? 'selected' : role;
  return [span(`${padToCells(sign, column, '')} `, shownRole), ...labelPart(label, pen, role)];
}

export function chooseLine(row: ChooseRow, pen: RowPen): Line {
  return joinWithDetail([labelPart(row.label, pen)], row.detail, pen);
}

export function checkLine(row: CheckRow, pen: RowPen): Line {
  const {on, off} = pen.glyphs;
  const head = signAndLabel({
    sign: row.checked ? on : off,
    label: row.label,
    pen,
    role: row.locked === undefined ? 'plain' : 'dim',
  });
  const column = pen.columns.value;
  const value = padToCells(row.value ?? '', column, pen.glyphs.ellipsis);
  const parts = column === 0 ? [head] : [head, [span(value)]];
  return row.locked === undefined
    ? joinWithDetail(parts, row.detail, pen)
    : joinParts([...parts, [span(row.locked, 'dim')]], pen);
}

export function radioLine(row: RadioRow, pen: RowPen): Line {
  const {on, off, error} = pen.glyphs;
  if (row.ruledOut !== undefined) {
    const head = signAndLabel({sign: error, label: row.label, pen, role: 'dim'});
    return joinParts([head, [span(row.ruledOut, 'dim')]], pen);
  }
  const head = signAndLabel({sign: row.selected ? on : off, label: row.label, pen, role: 'plain'});
  return joinWithDetail([head], row.detail, pen);
}

const FILE_ROLES: Record<FileRow['state'], Role> = {
  new: 'ok',
  changed: 'warn',
  unchanged: 'dim',
  blocked: 'error',
};
const STATE_CELLS = 'unchanged'.length;
/** The states where there is no room for words. */
const FILE_SIGNS: Record<FileRow['state'], string> = {new: '+', changed: '~', unchanged: '=', blocked: '!'};

export function fileLine(row: FileRow, pen: RowPen): Line {
  const {ellipsis} = pen.glyphs;
  const action = [span(padToCells(row.action, pen.columns.value, ellipsis))];
  if (pen.narrow) {
    const sign = span(`${FILE_SIGNS[row.state]} `, FILE_ROLES[row.state]);
    return joinParts([[sign, ...labelPart(row.label, pen)], action], pen);
  }
  const state = [span(padToCells(row.state, STATE_CELLS, ellipsis), FILE_ROLES[row.state])];
  return joinWithDetail([labelPart(row.label, pen), state, action], row.detail, pen);
}
