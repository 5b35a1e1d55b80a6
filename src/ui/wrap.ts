import {cells, cutToCells, splitAtCells} from './cells.ts';

/** One line of words that fits `width` cells, and the words that are left. A word that is too long is broken. */
function takeLine(text: string, width: number): [line: string, rest: string] {
  if (cells(text) <= width) return [text, ''];
  const [head, tail] = splitAtCells(text, width);
  if (tail.startsWith(' ')) return [head.trimEnd(), tail.trimStart()];
  const space = head.lastIndexOf(' ');
  if (space > 0) return [head.slice(0, space).trimEnd(), text.slice(space + 1).trimStart()];
  return head === '' ? [text, ''] : [head, tail];
}

/** Breaks a sentence between words into at most `maxLines` lines of at most `width` cells; the last is cut. */
export function wrapWords({
  text,
  width,
  maxLines,
  ellipsis,
}: {
  text: string;
  width: number;
  maxLines: number;
  ellipsis: string;
}): string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest !== '' && lines.length < maxLines - 1) {
    const [line, left] = takeLine(rest, width);
    lines.push(cutToCells(line, width, ellipsis));
    rest = left;
  }
  if (rest !== '' && maxLines > 0) lines.push(cutToCells(rest, width, ellipsis));
  return lines;
}
