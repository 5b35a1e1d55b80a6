import {LINE_SEPARATOR, LONE_ESCAPE, PASTE_BEGIN, PASTE_END} from './read-marks.ts';

/** What must be known of the reads before. */
export interface PasteState {
  /** The begin marker came, the end marker did not yet. */
  readonly isPasting: boolean;
  /** Some text of the paste came already, so that a line end is no longer at its start. */
  readonly hasText: boolean;
  /** A line end or tab came, and after it nothing: what stands in its place once text follows. */
  readonly gap: string;
  /** Beginning of a marker at the end of the read before. */
  readonly held: string;
  /** The read before ended in an Escape that may be the beginning of a marker. */
  readonly wasEscape: boolean;
}

export const NO_PASTE: PasteState = {
  isPasting: false,
  hasText: false,
  gap: '',
  held: '',
  wasEscape: false,
};

/** Source: xterm, "Bracketed Paste Mode". */
const BEGIN = '\u001b[200~';
const END = '\u001b[201~';
const MARKS = /[\u0091-\u0093]/g;
/** A whole read that is one key and no text: it ends a paste whose end marker was lost. */
const ONE_KEY =
  /^(?:[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\u001b(?:\[\[?[0-9;:<?]*[ -/]*[@-~]|O.|[^[O])?)$/s;
const LINE_END = /^[\r\n]{1,2}$/;
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f]/g;

/** The longest end of a text that a marker begins with. `least`: shorter ones do not count. */
function partOf(marker: string, text: string, least: number): string {
  for (let length = marker.length - 1; length >= least; length--) {
    const part = marker.slice(0, length);
    if (text.endsWith(part)) return part;
  }
  return '';
}

/** Printable text of a paste. Line ends and tabs are nothing at its ends; inside, they are one sign. */
function cleaned(state: PasteState, raw: string): [text: string, state: PasteState] {
  let text = '';
  let {hasText, gap} = state;
  for (const part of raw.split(/([\r\n\t]+)/)) {
    if (/^[\r\n\t]/.test(part)) gap = /[\r\n]/.test(part) ? LINE_SEPARATOR : gap || ' ';
    else {
      const printable = part.replaceAll(UNPRINTABLE, '');
      if (printable === '') continue;
      text += (hasText ? gap : '') + printable;
      hasText = true;
      gap = '';
    }
  }
  return [text, {...state, hasText, gap}];
}

const marked = (text: string): string => (text === '' ? '' : PASTE_BEGIN + text + PASTE_END);

/** Keys up to the next begin marker, if there is one. */
function takeKeys(read: string): [out: string, rest: string, state: PasteState] {
  const at = read.indexOf(BEGIN);
  const keys = at === -1 ? read : read.slice(0, at);
  // Nobody types these in one read; a lone Escape is let through, for it may be the key.
  const held = at === -1 ? partOf(BEGIN, keys, 2) : '';
  const out = keys.slice(0, keys.length - held.length).replaceAll(MARKS, '');
  const separate = (at === -1 ? out : out.replace(/\u001b$/, LONE_ESCAPE)).replaceAll(
    /\u001b(?=\u001b)/g,
    LONE_ESCAPE,
  );
  if (at === -1) return [separate, '', {...NO_PASTE, held, wasEscape: out.endsWith('\u001b')}];
  return [separate, read.slice(at + BEGIN.length), {...NO_PASTE, isPasting: true}];
}

/** Text up to the end marker, or all of it. Ctrl+C ends the paste, wherever it stands. */
function takePaste(state: PasteState, read: string): [out: string, rest: string, state: PasteState] {
  const stop = /\u0003|\u001b\[201~/.exec(read);
  const raw = stop ? read.slice(0, stop.index) : read;
  const held = stop ? '' : partOf(END, raw, 1);
  const [text, next] = cleaned(state, raw.slice(0, raw.length - held.length));
  if (!stop) return [marked(text), '', {...next, held}];
  const isInterrupt = stop[0] === '\u0003';
  return [marked(text), read.slice(stop.index + (isInterrupt ? 0 : END.length)), NO_PASTE];
}

/**
 * One read of the terminal -> what the key parser gets. Pasted text comes between `PASTE_BEGIN` and `PASTE_END`,
 * whole in each read; the markers of the terminal are gone, for Ink keeps back everything, Ctrl+C too, until the
 * end marker comes. Where that was lost, the paste ends with the next read that is no text.
 */
export function separatePaste(before: PasteState, read: string): [out: string, state: PasteState] {
  let state = before;
  let rest = before.held + read;
  let out = '';
  if (before.wasEscape && rest.startsWith(BEGIN.slice(1))) {
    // The parser may hold the Escape: this ends its sequence in one that is no key.
    out = '[200z';
    rest = rest.slice(BEGIN.length - 1);
    state = {...NO_PASTE, isPasting: true};
  } else if (before.wasEscape && rest.startsWith(BEGIN)) out = '\u0000';
  else if (before.isPasting && LINE_END.test(read) && before.held === '') return ['', NO_PASTE];
  else if (before.isPasting && ONE_KEY.test(rest) && rest !== END) state = NO_PASTE;
  state = {...state, held: '', wasEscape: false};
  while (rest !== '') {
    const [taken, left, next] = state.isPasting ? takePaste(state, rest) : takeKeys(rest);
    out += taken;
    rest = left;
    state = next;
  }
  return [out, state];
}
