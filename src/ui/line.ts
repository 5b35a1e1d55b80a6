import {cells, cutToCells} from './cells.ts';

/** What a piece of text means; the theme says how it looks. */
export type Role =
  | 'plain'
  | 'strong'
  | 'accent'
  | 'ok'
  | 'warn'
  | 'error'
  | 'dim'
  | 'added'
  | 'removed'
  | 'selected'
  | 'cursor';

export interface Span {
  readonly text: string;
  readonly role: Role;
}

/** One line of the screen, left to right. */
export type Line = readonly Span[];

export function span(text: string, role: Role = 'plain'): Span {
  return {text, role};
}

export function lineCells(line: Line): number {
  return line.reduce((sum, {text}) => sum + cells(text), 0);
}

export function lineText(line: Line): string {
  return line.map(({text}) => text).join('');
}

/** Cuts a line to `width` cells; the span that is cut ends in `ellipsis`, what follows is dropped. */
export function cutLine(line: Line, width: number, ellipsis: string): Line {
  if (lineCells(line) <= width) return line;
  const kept: Span[] = [];
  let room = width;
  for (const {text, role} of line) {
    const used = cells(text);
    if (used >= room) {
      const cut = cutToCells(`${text}  `, room, ellipsis);
      // Of a gap only the sign would be left, and what stands before it may end in one already.
      const isTwice = cut === ellipsis && kept.at(-1)?.text.trimEnd().endsWith(ellipsis) === true;
      if (!isTwice) kept.push({text: cut, role});
      break;
    }
    kept.push({text, role});
    room -= used;
  }
  return kept;
}
