import type {StyledCells} from './styled-cells.ts';

const RESET = '\u001b[m';
const ERASE_TO_END = '\u001b[K';
const ERASE_BELOW = '\u001b[J';

/** Every terminal draws these one column wide, whatever its fonts and locale. */
const SURELY_NARROW = /^[\u0020-\u024f]$/u;
/** Bold, dim and colours of the text: what is erased under them is as blank as without them. */
const UNSEEN_ON_BLANKS = /^(?:(?:[12]|3[0-7])(?:;|$))*$/;

/** Source: ECMA-48, cursor character absolute; columns count from 1. */
const toColumn = (column: number): string => `\u001b[${column + 1}G`;
const sequence = (count: number, final: string): string => `\u001b[${count === 1 ? '' : count}${final}`;
/** Source: ECMA-48, cursor next and preceding line, which end in the first column; cursor down and up, which keep it. */
const lines = (by: number, [down, up]: readonly [string, string]): string =>
  by === 0 ? '' : sequence(Math.abs(by), by > 0 ? down : up);

function styleChange(from: string, to: string): string {
  if (from === to) return '';
  if (to === '') return RESET;
  if (from === '') return `\u001b[${to}m`;
  return to.startsWith(`${from};`) ? `\u001b[${to.slice(from.length + 1)}m` : `\u001b[0;${to}m`;
}

/** Knows where the cursor stands and how it writes, so that neither is said twice. */
export interface PatchPen {
  /** Rows and columns count from 0, rows from the top of the frame. */
  readonly moveTo: (row: number, column: number) => void;
  readonly write: (cells: StyledCells) => void;
  /** From the cursor to the end of its row. */
  readonly eraseRow: () => void;
  /** From the cursor to the end of the screen. */
  readonly eraseBelow: () => void;
  /** A new row below the last one, which scrolls the screen where there is none. */
  readonly newRow: () => void;
  /** All that has to be sent; ends without a style. */
  readonly text: () => string;
}

/** The pen stands in the first column of a row, without a style. */
export function createPatchPen(startRow: number): PatchPen {
  let text = '';
  let row = startRow;
  /** Unknown after a sign whose width terminals disagree about. */
  let column: number | undefined = 0;
  let style = '';
  const setStyle = (next: string): void => {
    text += styleChange(style, next);
    style = next;
  };
  return {
    moveTo(toRow, to) {
      if (toRow !== row && column === to && to > 0) text += lines(toRow - row, ['B', 'A']);
      else {
        if (toRow !== row) column = 0;
        text += lines(toRow - row, ['E', 'F']) + (column === to ? '' : toColumn(to));
      }
      [row, column] = [toRow, to];
    },
    write(cells) {
      let at = column ?? 0;
      let unsure = '';
      for (const cell of cells) {
        if (cell !== undefined) {
          // What follows a sign of unsure width is told its column.
          if (unsure !== '' && unsure !== cell.text) text += toColumn(at);
          unsure = SURELY_NARROW.test(cell.text) ? '' : cell.text;
          setStyle(cell.style);
          text += cell.text;
        }
        at++;
      }
      column = unsure === '' && cells.at(-1) !== undefined ? at : undefined;
    },
    eraseRow() {
      if (!UNSEEN_ON_BLANKS.test(style)) setStyle('');
      text += ERASE_TO_END;
    },
    eraseBelow() {
      setStyle('');
      text += ERASE_BELOW;
    },
    newRow() {
      setStyle('');
      text += '\r\n';
      row++;
      column = 0;
    },
    text() {
      setStyle('');
      return text;
    },
  };
}
