import {cells} from '../cells.ts';

/** One column of a drawn line. The second column of a wide character holds `undefined`. */
export interface StyledCell {
  /** A character and what combines with it. */
  readonly text: string;
  /** SGR parameters in force, such as `1;36`; empty: none. */
  readonly style: string;
}

export type StyledCells = readonly (StyledCell | undefined)[];

/** SGR parameters that end others. Source: ECMA-48, select graphic rendition. */
const ENDS: Readonly<Record<string, (code: string) => boolean>> = {
  '22': (code) => code === '1' || code === '2',
  '27': (code) => code === '7',
  '39': (code) => /^(?:3|9)\d/.test(code),
};

function styleAfter(style: readonly string[], parameters: string): readonly string[] {
  return parameters.split(';').reduce<readonly string[]>((codes, code) => {
    if (code === '' || code === '0') return [];
    const ends = ENDS[code];
    if (ends !== undefined) return codes.filter((known) => !ends(known));
    return codes.includes(code) ? codes : [...codes, code];
  }, style);
}

const PIECE = /\u001b\[([\d;]*)m|([^\u001b])/gu;
const BLANK: StyledCell = {text: ' ', style: ''};

const isBlank = (cell: StyledCell | undefined): boolean => cell?.text === ' ' && cell.style === '';

/** A drawn line, text with SGR sequences, as columns. Blanks at its end are left out. */
export function styledCells(line: string): StyledCells {
  const columns: (StyledCell | undefined)[] = [];
  let codes: readonly string[] = [];
  let style = '';
  for (const [, parameters, character = ''] of line.matchAll(PIECE)) {
    if (parameters !== undefined) {
      codes = styleAfter(codes, parameters);
      style = codes.join(';');
      continue;
    }
    const width = cells(character);
    if (width === 0) {
      const before = columns.findLastIndex((cell) => cell !== undefined);
      const carrier = columns[before] ?? BLANK;
      columns[Math.max(0, before)] = {...carrier, text: carrier.text + character};
    } else columns.push({text: character, style}, ...(width === 2 ? [undefined] : []));
  }
  return columns.slice(0, columns.findLastIndex((cell) => !isBlank(cell)) + 1);
}
