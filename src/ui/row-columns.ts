import type {Row} from '../wizard/screen.ts';
import {cells} from './cells.ts';

/** Rows of one group share their columns: lists, forms and files are aligned each for itself. */
type Group = 'list' | 'form' | 'file' | 'text';

const GROUPS: Record<Row['kind'], Group> = {
  heading: 'text',
  note: 'text',
  choose: 'list',
  check: 'list',
  radio: 'list',
  options: 'form',
  text: 'form',
  file: 'file',
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
  return row.kind === 'file' ? row.action : '';
}

/** Cells that words behind the label need at least; 0 if there are none that may not be left out. */
function needBehind(row: Row, narrow: boolean): number {
  if (row.kind === 'text' || row.kind === 'options') return 20;
  const reason = row.kind === 'radio' ? row.ruledOut : row.kind === 'check' ? row.locked : undefined;
  if (reason !== undefined) return 12;
  return narrow || row.detail === undefined ? 0 : 20;
}

/**
 * Widths of the label and value columns for each row. They come from all rows, not only the visible ones,
 * so that nothing moves sideways while scrolling. `width` is what a row may fill, in cells.
 */
export function rowColumns(rows: readonly Row[], width: number, narrow: boolean): (row: Row) => RowColumns {
  const share = Math.max(LEAST_LABEL, Math.floor(width * COLUMN_SHARE));
  const groups = new Map<Group, {label: number; value: number; behind: number}>();
  for (const row of rows) {
    const known = groups.get(GROUPS[row.kind]) ?? {label: 0, value: 0, behind: 0};
    groups.set(GROUPS[row.kind], {
      label: Math.max(known.label, cells(row.label)),
      value: Math.max(known.value, Math.min(share, cells(valueOf(row)))),
      behind: Math.max(known.behind, needBehind(row, narrow)),
    });
  }
  return (row) => {
    const {label, value, behind} = groups.get(GROUPS[row.kind]) ?? {label: 0, value: 0, behind: 0};
    const room = width - SIGN_AND_GAP - value - behind;
    return {label: Math.min(label, Math.max(room, share)), value};
  };
}
