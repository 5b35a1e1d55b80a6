import {HclScanError} from './hcl-scan-error.ts';

const CLOSER: Readonly<Record<string, string>> = {'(': ')', '[': ']', '{': '}'};
/** Far more than anybody writes; every level takes a call. */
const MAX_DEPTH = 200;

/** Offset behind the comment that begins here; the same offset when none does. A line comment ends before its line end. */
function behindComment(text: string, offset: number): number {
  if (text[offset] === '#' || text.startsWith('//', offset)) {
    const end = text.slice(offset).search(/\r?\n/);
    return end === -1 ? text.length : offset + end;
  }
  if (!text.startsWith('/*', offset)) return offset;
  const end = text.indexOf('*/', offset + 2);
  if (end === -1) throw new HclScanError('a comment is never closed', offset);
  return end + 2;
}

/** Offset behind blanks and comments; with `lines` behind line ends too. */
export function behindSpace(text: string, offset: number, {lines}: {readonly lines: boolean}): number {
  const blank = lines ? /[ \t\r\n\ufeff]/ : /[ \t]/;
  let at = offset;
  for (;;) {
    while (at < text.length && blank.test(text[at] ?? '')) at++;
    const next = behindComment(text, at);
    if (next === at) return at;
    at = next;
  }
}

/** Offset behind the quoted string that begins here, templates and all that is quoted in them included. */
export function behindString(text: string, start: number, depth = 0): number {
  let at = start + 1;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') return at + 1;
    if (character === '\n') break;
    if (character === '\\') at += 2;
    else if (/^(?:\$\$|%%)\{/.test(text.slice(at, at + 3))) at += 3;
    else if (/^[$%]\{/.test(text.slice(at, at + 2))) at = behindBrackets(text, at + 1, depth);
    else at++;
  }
  throw new HclScanError('a string is never closed', start);
}

/** Offset behind the heredoc that begins here, before the line end after its last word. */
function behindHeredoc(text: string, start: number): number {
  const opening = /^<<-?([A-Za-z_][A-Za-z0-9_-]*)\r?\n/.exec(text.slice(start, start + 200));
  if (opening === null) throw new HclScanError('a heredoc has no name', start);
  const body = start + opening[0].length;
  const closing = new RegExp(`^[ \\t]*${opening[1]}(?=[ \\t]*\\r?$)`, 'm').exec(text.slice(body));
  if (closing === null) throw new HclScanError('a heredoc is never closed', start);
  return body + closing.index + closing[0].length;
}

/** Offset behind the bracket that closes the one here. */
export function behindBrackets(text: string, start: number, depth = 0): number {
  if (depth === MAX_DEPTH)
    throw new HclScanError(`brackets are nested more than ${MAX_DEPTH} levels deep`, start);
  const closer = CLOSER[text[start] ?? ''];
  let at = start + 1;
  while (at < text.length) {
    at = behindSpace(text, at, {lines: true});
    if (text[at] === closer) return at + 1;
    if (/[)\]}]/.test(text[at] ?? '')) throw new HclScanError('brackets do not match', at);
    at = behindToken(text, at, depth + 1);
  }
  throw new HclScanError('a bracket is never closed', start);
}

/** Offset behind what stands here: a string, a heredoc, something in brackets, or one character. */
export function behindToken(text: string, at: number, depth = 0): number {
  const character = text[at] ?? '';
  if (character === '"') return behindString(text, at, depth);
  if (character in CLOSER) return behindBrackets(text, at, depth);
  if (text.startsWith('<<', at)) return behindHeredoc(text, at);
  return at + 1;
}
