import {createSegmenter} from './graphemes.ts';
import type {Key} from './keys.ts';
import {LINE_SEPARATOR} from './read-marks.ts';

/** One line of text and where the cursor stands in it, in UTF-16 units. */
export interface TextField {
  readonly text: string;
  readonly cursor: number;
}

const segmenter = createSegmenter(undefined, {granularity: 'grapheme'});

/** Positions between graphemes, from 0 to the length. */
const stops = (text: string): number[] => [
  ...[...segmenter.segment(text)].map((part) => part.index),
  text.length,
];

const before = (text: string, cursor: number): number => stops(text).findLast((stop) => stop < cursor) ?? 0;
const after = (text: string, cursor: number): number =>
  stops(text).find((stop) => stop > cursor) ?? text.length;

/** Control, bidirectional and zero-width characters, which no answer may hold. */
const UNWANTED = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
/** Longer than any answer may be; keeps a pasted file from slowing every key down. */
const MAX_LENGTH = 4096;

/** Puts text in at the cursor; control characters are left out. */
export function insert(field: TextField, text: string): TextField {
  const clean = text.replaceAll(UNWANTED, '');
  if (field.text.length + clean.length > MAX_LENGTH) return field;
  return {
    text: field.text.slice(0, field.cursor) + clean + field.text.slice(field.cursor),
    cursor: field.cursor + clean.length,
  };
}

const cut = (field: TextField, from: number, to: number): TextField => ({
  text: field.text.slice(0, from) + field.text.slice(to),
  cursor: from,
});

/** Start of the word before the cursor, blanks skipped, as a shell does it. */
const wordStart = ({text, cursor}: TextField): number => /\S*\s*$/.exec(text.slice(0, cursor))?.index ?? 0;

const EDITS: Readonly<Record<string, (field: TextField) => TextField>> = {
  backspace: (field) => cut(field, before(field.text, field.cursor), field.cursor),
  delete: (field) => cut(field, field.cursor, after(field.text, field.cursor)),
  left: (field) => ({...field, cursor: before(field.text, field.cursor)}),
  right: (field) => ({...field, cursor: after(field.text, field.cursor)}),
  home: (field) => ({...field, cursor: 0}),
  end: (field) => ({...field, cursor: field.text.length}),
  'ctrl+a': (field) => ({...field, cursor: 0}),
  'ctrl+e': (field) => ({...field, cursor: field.text.length}),
  'ctrl+u': (field) => cut(field, 0, field.cursor),
  'ctrl+k': (field) => cut(field, field.cursor, field.text.length),
  'ctrl+w': (field) => cut(field, wordStart(field), field.cursor),
};

/** Line ends in what was pasted, with the blanks around them. */
export const LINE_ENDS = new RegExp(`\\s*${LINE_SEPARATOR}\\s*`, 'g');

/** The field after a key; the same object when the key does not edit text. A cursor outside the text is brought back. */
export function editText(field: TextField, key: Key): TextField {
  const at = {text: field.text, cursor: Math.max(0, Math.min(field.cursor, field.text.length))};
  if (key.name === 'text') return insert(at, key.text);
  if (key.name === 'paste') return insert(at, key.text.replaceAll(LINE_ENDS, ' '));
  return EDITS[key.name]?.(at) ?? field;
}
