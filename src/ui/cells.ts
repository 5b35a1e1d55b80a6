/** Characters that fill two cells. Source: Unicode, East Asian Width W and F; emoji are asked by property. */
const WIDE_RANGES: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2630, 0x2637],
  [0x268a, 0x268f],
  [0x2e80, 0x303e],
  [0x3041, 0x3247],
  [0x3250, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18dff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd],
];
const PLAIN = /^[ -~]*$/;
const NO_WIDTH = /^\p{Mn}$/u;
const WIDE_EMOJI = /^\p{Emoji_Presentation}$/u;

function characterCells(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0) ?? 0;
  // Latin, and the lines that frames are full of.
  if (code < 0x300 || (code >= 0x2500 && code <= 0x257f)) return 1;
  if (NO_WIDTH.test(character)) return 0;
  const wide =
    WIDE_RANGES.some(([first, last]) => code >= first && code <= last) || WIDE_EMOJI.test(character);
  return wide ? 2 : 1;
}

/** How many terminal cells a clean line fills. */
export function cells(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let sum = 0;
  for (const character of text) sum += characterCells(character);
  return sum;
}

/** The longest beginning of `text` that fits `width` cells, and what is left. */
export function splitAtCells(text: string, width: number): [head: string, tail: string] {
  if (PLAIN.test(text)) return [text.slice(0, Math.max(0, width)), text.slice(Math.max(0, width))];
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += characterCells(character);
    if (used > width) break;
    end += character.length;
  }
  return [text.slice(0, end), text.slice(end)];
}

/** Cuts `text` to `width` cells; the cut shows as `ellipsis`. */
export function cutToCells(text: string, width: number, ellipsis: string): string {
  if (cells(text) <= width) return text;
  const room = width - cells(ellipsis);
  return room < 0 ? splitAtCells(text, width)[0] : splitAtCells(text, room)[0].trimEnd() + ellipsis;
}

/** Cuts or fills `text` to exactly `width` cells. */
export function padToCells(text: string, width: number, ellipsis: string): string {
  const fitting = cutToCells(text, width, ellipsis);
  return fitting + ' '.repeat(Math.max(0, width - cells(fitting)));
}
