/** Spellings in ASCII of the signs that this program writes. */
export const ASCII_TWINS: readonly (readonly [from: RegExp, to: string])[] = [
  [/↑↓/g, 'up/down'],
  [/←→/g, 'left/right'],
  [/↑/g, 'up'],
  [/↓/g, 'down'],
  [/←/g, 'left'],
  [/→/g, '->'],
  [/[·–—]/g, '-'],
  [/…/g, '...'],
  [/[‹«]/g, '<'],
  [/[›»]/g, '>'],
  [/[‘’]/g, "'"],
  [/[“”]/g, '"'],
  [/×/g, 'x'],
  [/✔/g, 'ok'],
  [/✖/g, 'x'],
  [/⚠/g, '!'],
  [/[•●◉]/g, '*'],
  [/◯/g, 'o'],
];

/** A word of a command to copy, as the shell needs it. */
const QUOTED = /('[^']*')/;

/** The line with those signs in ASCII. Everything else, and what is quoted for the shell, stays as somebody wrote it. */
export const asciiSigns = (line: string): string =>
  line
    .replaceAll('‹redacted›', '<redacted>')
    .split(QUOTED)
    .map((part, index) => (index % 2 === 1 ? part : twinned(part)))
    .join('');

const twinned = (text: string): string =>
  ASCII_TWINS.reduce((shown, [from, to]) => shown.replace(from, to), text);
