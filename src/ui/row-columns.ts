import type {Row} from '../wizard/screen.ts';
import {cells} from './cells.ts';

/** Rows of one group share their columns: lists, forms and files are aligned each for itself. */
type Group = 'list' | 'form' | 'file' | 'pod' | 'text';

const GROUPS: Record<Row['kind'], Group> = {
  heading: 'text',
  note: 'text',
  choose: 'list',
  check: 'list',
  radio: 'list',
  options: 'form',
  text: 'form',
  file: 'file',
  result: 'text',
  pod: 'pod',
};

/** Widths in cells. */
export interface RowColumns {
  readonly label: number;
  readonly value: number;
}

/** A column may take this part of the row, where something stands behind it. */
const COLUMN_SHARE = 0.45;
const LEAST_LABEL = 8;
/** Sign before a label and the gap behind it. */
const SIGN_AND_GAP = 7;

function valueOf(row: Row): string {
  if (row.kind === 'check') return row.value ?? '';
  if (row.kind === 'pod') return row.word;
  return row.kind === 'file' ? row.action : '';
}

/** Cells that words behind the label need at least; 0 if there are none that may not be left out. */
function needBehind(row: Row, narrow: boolean): number {
  if (row.kind === 'text' || row.kind === 'options') return 20;
  if (row.kind === 'pod') return cells(row.age) + (narrow ? 3 : cells(row.restarts) + 6);
  const reason = row.kind === 'radio' ? row.ruledOut : row.kind === 'check' ? row.locked : undefined;
  if (reason !== undefined) return 12;
  return narrow || row.detail === undefined ? 0 : 20;
}

/** Lists are aligned from heading to heading, forms and files as a whole. */
function alignedWith(rows: readonly Row[]): string[] {
  let section = 0;
  return rows.map(({kind}) => {
    if (kind === 'heading') section++;
    const group = GROUPS[kind];
    return group === 'list' ? `${group} ${section}` : group;
  });
}

/**
 * Widths of the label and value columns of each row. They come from all rows that are aligned with it, not
 * only the visible ones, so that nothing moves sideways while scrolling. `width` is what a row may fill.
 */
export function rowColumns(rows: readonly Row[], width: number, narrow: boolean): RowColumns[] {
  const share = Math.max(LEAST_LABEL, Math.floor(width * COLUMN_SHARE));
  const groups = alignedWith(rows);
  const widest = new Map<string, {label: number; value: number; behind: number}>();
  const known = (group: string | undefined): {label: number; value: number; behind: number} =>
    widest.get(group ?? '') ?? {label: 0, value: 0, behind: 0};
  for (const [index, row] of rows.entries()) {
    const {label, value, behind} = known(groups[index]);
    widest.set(groups[index] ?? '', {
      label: Math.max(label, cells(row.label)),
      value: Math.max(value, Math.min(share, cells(valueOf(row)))),
      behind: Math.max(behind, needBehind(row, narrow)),
    });
  }
  return groups.map((group) => {
    const {label, value, behind} = known(group);
    const room = width - SIGN_AND_GAP - value - behind;
    return {label: Math.min(label, Math.max(room, share)), value};
  });
}
