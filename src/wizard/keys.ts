import {createSegmenter} from './graphemes.ts';
import {LONE_ESCAPE, PASTE_BEGIN, PASTE_END} from './read-marks.ts';

/** The flags of Ink's `useInput` that we look at. */
export interface InkKeyFlags {
  readonly upArrow?: boolean;
  readonly downArrow?: boolean;
  readonly leftArrow?: boolean;
  readonly rightArrow?: boolean;
  readonly pageUp?: boolean;
  readonly pageDown?: boolean;
  readonly home?: boolean;
  readonly end?: boolean;
  readonly return?: boolean;
  readonly escape?: boolean;
  readonly tab?: boolean;
  readonly shift?: boolean;
  readonly ctrl?: boolean;
  readonly meta?: boolean;
  readonly backspace?: boolean;
  readonly delete?: boolean;
  readonly eventType?: 'press' | 'repeat' | 'release';
}

type Letter =
  | 'a'
  | 'b'
  | 'c'
  | 'd'
  | 'e'
  | 'f'
  | 'g'
  | 'h'
  | 'i'
  | 'j'
  | 'k'
  | 'l'
  | 'm'
  | 'n'
  | 'o'
  | 'p'
  | 'q'
  | 'r'
  | 's'
  | 't'
  | 'u'
  | 'v'
  | 'w'
  | 'x'
  | 'y'
  | 'z';

export type KeyName =
  | 'enter'
  | 'escape'
  | 'tab'
  | 'shift+tab'
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'page up'
  | 'page down'
  | 'home'
  | 'end'
  | 'backspace'
  | 'delete'
  | `ctrl+${Letter}`;

/**
 * One key. `text` is one grapheme; the space bar is the text `' '`. What was pasted is one key of its own: it is
 * text where text is typed, and nothing anywhere else.
 */
export type Key = {readonly name: 'text' | 'paste'; readonly text: string} | {readonly name: KeyName};

/** How the key table calls a key: its name, or the character itself, or `space`. */
export const keyId = (key: Key): string =>
  key.name === 'text' ? (key.text === ' ' ? 'space' : key.text) : key.name;

const FLAGS: readonly (readonly [keyof InkKeyFlags, KeyName])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'page up'],
  ['pageDown', 'page down'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
];

/** What is left of an arrow key or a paste marker when its escape character came alone, a moment earlier. */
const TAIL = /^(?:\[\[?[0-9;:<?]*[A-Za-z~^$]|O[0-9;]*[A-Za-z])/;
/** The same without that context: only what nobody types, as a whole read or as a paste marker. */
const BARE_TAIL = /^\[[0-9;]*[A-Z~]$|^\[20[01]~/;

const graphemes = createSegmenter(undefined, {granularity: 'grapheme'});

/**
 * One call of Ink's `useInput` -> the keys that were pressed. Over SSH several keys arrive in one read, and
 * Ink hands printable ones over as one string. `afterEscape`: the call before this one was a lone escape.
 * Line ends of any kind are Enter, control bytes are their Ctrl+letter, what is left of control is dropped.
 */
export function toKeys(input: string, flags: InkKeyFlags = {}, afterEscape = false): Key[] {
  if (flags.eventType === 'release') return [];
  if (flags.tab) return [{name: flags.shift ? 'shift+tab' : 'tab'}];
  const named = FLAGS.find(([flag]) => flags[flag] === true);
  if (named) return [{name: named[1]}];
  if (flags.ctrl) return /^[a-z]$/.test(input) ? [{name: `ctrl+${input as Letter}`}] : [];
  const keys = textKeys(input.replace(afterEscape ? TAIL : BARE_TAIL, '').replaceAll(/\[20[01]~/g, ''));
  // Escape and the next key in one read look like Alt+key, which we bind nowhere.
  return flags.meta && keys.length > 0 ? [{name: 'escape'}, ...keys] : keys;
}

/** Pasted text, and keys before, between and behind. */
const PASTED = new RegExp(`(${PASTE_BEGIN}[^${PASTE_END}]*(?:${PASTE_END}|$))`);

function textKeys(text: string): Key[] {
  return text.split(PASTED).flatMap((part) => {
    if (!part.startsWith(PASTE_BEGIN)) return typedKeys(part);
    const pasted = part.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '');
    return pasted === '' ? [] : [{name: 'paste', text: pasted}];
  });
}

function typedKeys(text: string): Key[] {
  const keys: Key[] = [];
  for (const part of text.split(/(\r\n|[\u0000-\u001f\u007f-\u009f])/)) {
    if (part === '') continue;
    if (/^[\u0000-\u001f\u007f-\u009f]/.test(part)) keys.push(...controlKey(part));
    else for (const {segment} of graphemes.segment(part)) keys.push({name: 'text', text: segment});
  }
  return keys;
}

const CONTROLS: Readonly<Record<string, KeyName>> = {
  '\r\n': 'enter',
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\u007f': 'backspace',
  '\u001b': 'escape',
  [LONE_ESCAPE]: 'escape',
};

function controlKey(control: string): Key[] {
  const name = CONTROLS[control];
  if (name) return [{name}];
  const code = control.charCodeAt(0);
  return code >= 1 && code <= 26 ? [{name: `ctrl+${String.fromCharCode(96 + code) as Letter}`}] : [];
}
