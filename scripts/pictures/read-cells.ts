import xterm from '@xterm/headless';

/** How a run of characters looks: numbers are colours of the terminal's palette. */
export interface Look {
  readonly colour?: number;
  readonly background?: number;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly inverse: boolean;
  readonly underline: boolean;
}

/** Characters of one line that look alike, from a column on. */
export interface Run extends Look {
  readonly column: number;
  /** Cells that it fills; wide characters fill two. */
  readonly cells: number;
  readonly text: string;
}

export interface Frame {
  readonly columns: number;
  /** One list a line, to the last that is not empty. */
  readonly lines: readonly (readonly Run[])[];
}

const sameLook = (one: Look, other: Look): boolean =>
  one.colour === other.colour &&
  one.background === other.background &&
  one.bold === other.bold &&
  one.dim === other.dim &&
  one.inverse === other.inverse &&
  one.underline === other.underline;

/** What a terminal of that size shows after it was sent these bytes. */
export async function readCells({
  written,
  columns,
  rows,
}: {
  readonly written: string;
  readonly columns: number;
  readonly rows: number;
}): Promise<Frame> {
  const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
  await new Promise<void>((resolve) => terminal.write(written, resolve));
  const {active} = terminal.buffer;
  const lines = Array.from({length: rows}, (_, y) => {
    const runs: Run[] = [];
    for (let column = 0; column < columns; column++) {
      const cell = active.getLine(active.baseY + y)?.getCell(column);
      const cells = cell?.getWidth() ?? 0;
      // The second half of a wide character.
      if (!cell || cells === 0) continue;
      const look: Look = {
        ...(cell.isFgPalette() && {colour: cell.getFgColor()}),
        ...(cell.isBgPalette() && {background: cell.getBgColor()}),
        bold: cell.isBold() !== 0,
        dim: cell.isDim() !== 0,
        inverse: cell.isInverse() !== 0,
        underline: cell.isUnderline() !== 0,
      };
      const text = cell.getChars() || ' ';
      const last = runs.at(-1);
      // Blanks in a row end a run, so that each run stands at its own column.
      const inGap = text === ' ' && last?.text.endsWith(' ');
      if (last && !inGap && sameLook(last, look)) {
        runs[runs.length - 1] = {...last, text: last.text + text, cells: last.cells + cells};
      } else {
        runs.push({...look, column, cells, text});
      }
    }
    return runs;
  });
  terminal.dispose();
  const isDrawn = (runs: readonly Run[]) => runs.some(({text, inverse}) => inverse || text.trim() !== '');
  return {columns, lines: lines.slice(0, lines.findLastIndex(isDrawn) + 1)};
}
