import {fieldOf, type FieldKind} from '../domain/fields.ts';
import {isPlainObject} from '../domain/merge.ts';

/** How a person types an answer of each kind, and what it becomes. What cannot be read stays text, for the checks to see. */
const KINDS: Readonly<
  Record<FieldKind, {readonly format: (value: unknown) => string; readonly parse: (text: string) => unknown}>
> = {
  text: {format: plain, parse: (text) => (text === '' ? undefined : text)},
  choice: {format: plain, parse: (text) => text},
  boolean: {format: plain, parse: (text) => text === 'true'},
  integer: {
    format: plain,
    parse: (text) => (text === '' ? undefined : /^\d{1,9}$/.test(text) ? Number(text) : text),
  },
  list: {
    format: (value) => (Array.isArray(value) ? value.map(plain).join(', ') : plain(value)),
    parse: items,
  },
  map: {
    format: (value) =>
      isPlainObject(value)
        ? Object.entries(value)
            .map(([key, item]) => escaped(`${key}=${plain(item)}`))
            .join(', ')
        : plain(value),
    parse: (text) => Object.fromEntries(entries(text).map(pair)),
  },
};

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

function items(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** A comma inside a value does not end it: it is typed and shown with a backslash in front. */
const escaped = (entry: string): string => entry.replaceAll(/[\\,]/g, String.raw`\$&`);

function entries(text: string): string[] {
  const found = text.match(/(?:\\[^]|[^,\\]|\\$)+/g) ?? [];
  return found.map((entry) => entry.replaceAll(/\\([\\,])/g, '$1').trim()).filter((entry) => entry !== '');
}

function pair(item: string): [string, string] {
  const at = item.indexOf('=');
  return at === -1 ? [item, ''] : [item.slice(0, at).trim(), item.slice(at + 1).trim()];
}

const kindOf = (path: string) => KINDS[fieldOf(path)?.kind ?? 'text'];

/** An answer as text to edit: lists and maps comma separated, maps as `key=value`, commas in values as `\,`. */
export const formatField = (path: string, value: unknown): string => kindOf(path).format(value);

/** Typed text as an answer, blanks around it left out; `undefined` for an empty field that holds one value. */
export const parseField = (path: string, text: string): unknown => kindOf(path).parse(text.trim());
