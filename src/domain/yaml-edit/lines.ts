const BOM = '\ufeff';

/** Offset of the first character of the line, behind a byte order mark. */
export function lineStart(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return text.startsWith(BOM, start) && start < offset ? start + 1 : start;
}

/** Offset of the first character of the next line; the end of the text in the last line. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

/** What stands in front of an offset, when that is blank; else `undefined`. */
export function indentAt(text: string, offset: number): string | undefined {
  const front = text.slice(lineStart(text, offset), offset);
  return /^[ \t]*$/.test(front) ? front : undefined;
}

/** Number of characters in front of an offset in its line. */
export const columnAt = (text: string, offset: number): number => offset - lineStart(text, offset);

/** Line end of the line at an offset; that of the text's first line where there is none. */
export function lineEndAt(text: string, offset: number): string {
  const found = text.indexOf('\n', offset);
  const end = found === -1 ? text.indexOf('\n') : found;
  return end > 0 && text[end - 1] === '\r' ? '\r\n' : '\n';
}

/** Line of an offset, from 1. */
export const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;
