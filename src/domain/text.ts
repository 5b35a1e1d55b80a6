import {secretSpellings} from './secret-spellings.ts';

/**
 * Whole terminal sequences: strings such as titles and links (OSC, DCS, …), CSI, and the short ones.
 * Payloads stop at any control character, so that matching stays linear. Source: ECMA-48.
 */
const TERMINAL_SEQUENCES =
  /(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0000-\u001f\u007f-\u009f]*(?:\u0007|\u001b\\|\u009c)|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b[ -/]*[0-~]/g;
const BLANKS = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g;
const LINE_ENDS = /\r\n|[\n\r\u0085\u2028\u2029]/;
/** Controls, and what takes no room on the screen: bidi marks, joiners, fillers, tags. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const LONE_SURROGATES = /\p{Surrogate}/gu;

const DEFAULT_LENGTH = 4096;
const DEFAULT_LINES = 1000;

/** Cuts at a number of characters (code points); the last one of a text that is cut is `…`. */
function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const characters = Array.from(text.slice(0, maxLength * 2 + 2));
  return characters.length <= maxLength
    ? text
    : `${characters.slice(0, Math.max(0, maxLength - 1)).join('')}…`;
}

/**
 * Text from outside as one line that is safe to print: no control, bidi or invisible characters, terminal
 * sequences removed whole, line ends and tabs as spaces.
 */
export function sanitiseLine(text: string, {maxLength = DEFAULT_LENGTH}: {maxLength?: number} = {}): string {
  const printable = text
    .replace(TERMINAL_SEQUENCES, '')
    .replace(BLANKS, ' ')
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATES, '\uFFFD');
  return cut(printable, maxLength);
}

/** Text from outside as lines that are safe to print. What is too much is counted in a last line. */
export function sanitiseLines(
  text: string,
  {maxLines = DEFAULT_LINES, maxLength = DEFAULT_LENGTH}: {maxLines?: number; maxLength?: number} = {},
): string[] {
  const lines = text.split(LINE_ENDS);
  if (lines.at(-1) === '') lines.pop();
  const shown = lines.length > maxLines ? lines.slice(0, Math.max(0, maxLines - 1)) : lines;
  const clean = shown.map((line) => sanitiseLine(line, {maxLength}));
  if (shown.length < lines.length && maxLines > 0) {
    clean.push(cut(`… ${lines.length - shown.length} more lines`, maxLength));
  }
  return clean;
}

/** Spellings by list of secrets: the same list comes with every line. Remembered for no longer than the list is. */
const SPELLINGS = new WeakMap<readonly string[], readonly string[]>();

function spellingsOf(secrets: readonly string[]): readonly string[] {
  const known = SPELLINGS.get(secrets);
  if (known !== undefined) return known;
  const longestFirst = [...new Set(secrets.flatMap(secretSpellings))].sort((a, b) => b.length - a.length);
  SPELLINGS.set(secrets, longestFirst);
  return longestFirst;
}

/**
 * Replaces every secret with `‹redacted›`, also where it is encoded: base64 on any offset, hexadecimal digits, URL,
 * JSON. Empty secrets are ignored. The list is not to be changed afterwards.
 */
export const redactSecrets = (text: string, secrets: readonly string[]): string =>
  spellingsOf(secrets).reduce((redacted, spelling) => redacted.replaceAll(spelling, '‹redacted›'), text);
