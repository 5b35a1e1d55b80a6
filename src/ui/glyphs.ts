import {ASCII_TWINS} from '../domain/ascii-signs.ts';
import {sanitiseLine} from '../domain/text.ts';

/** The signs of the screen. Each stands in its own column, since some terminals draw some of them wide. */
export interface Glyphs {
  readonly pointer: string;
  /** A checked box, a selected choice. */
  readonly on: string;
  readonly off: string;
  readonly ok: string;
  readonly warning: string;
  readonly error: string;
  readonly notice: string;
  readonly mask: string;
  readonly ellipsis: string;
  readonly rule: string;
  readonly divider: string;
  readonly previous: string;
  readonly next: string;
  /** Spellings that this terminal can show for characters it cannot. */
  readonly twins: readonly (readonly [from: RegExp, to: string])[];
}

export const UNICODE_GLYPHS: Glyphs = {
  pointer: '❯',
  on: '◉',
  off: '◯',
  ok: '✔',
  warning: '⚠',
  error: '✖',
  notice: '·',
  mask: '•',
  ellipsis: '…',
  rule: '─',
  divider: '│',
  previous: '‹',
  next: '›',
  twins: [],
};

export const ASCII_GLYPHS: Glyphs = {
  pointer: '>',
  on: '[x]',
  off: '[ ]',
  ok: 'ok',
  warning: '!',
  error: 'x',
  notice: '-',
  mask: '*',
  ellipsis: '...',
  rule: '-',
  divider: '|',
  previous: '<',
  next: '>',
  twins: ASCII_TWINS,
};

const PLAIN = /^[ -~]*$/;
/** Terminals disagree about the width of these: skin tones, enclosing marks, parts of Hangul syllables. */
const UNSURE_DROPPED = /[\p{Emoji_Modifier}\p{Me}]/gu;
const UNSURE_REPLACED = /[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]|[\p{Co}\p{Cn}]/gu;
const FLAG_LETTERS = /[\u{1f1e6}-\u{1f1ff}]/gu;

function flagLetter(indicator: string): string {
  return String.fromCharCode((indicator.codePointAt(0) ?? 0) - 0x1f1e6 + 65);
}

/** Any text as one line of characters with a known width that this terminal can show. */
export function screenText(text: string, glyphs: Glyphs): string {
  if (PLAIN.test(text)) return text;
  const line = sanitiseLine(text)
    .normalize('NFC')
    .replace(FLAG_LETTERS, flagLetter)
    .replace(UNSURE_DROPPED, '')
    .replace(UNSURE_REPLACED, '?');
  return glyphs.twins.reduce((shown, [from, to]) => shown.replace(from, to), line);
}
