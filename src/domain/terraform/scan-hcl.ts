import {HclScanError} from './hcl-scan-error.ts';
import {behindBrackets, behindSpace, behindString, behindToken} from './skip-hcl.ts';

/** Offsets in the text: from `start` to before `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface HclAttributeItem {
  readonly kind: 'attribute';
  readonly name: string;
  /** The name itself; quotes are part of it. */
  readonly key: Span;
  /** The expression, without blanks and comments around it. */
  readonly value: Span;
}

export interface HclBlockItem {
  readonly kind: 'block';
  readonly type: string;
  /** Labels without quotes. */
  readonly labels: readonly string[];
  readonly start: number;
  /** Between the braces. */
  readonly body: Span;
}

export type HclItem = HclAttributeItem | HclBlockItem;

const NAME = /^[\p{L}_][\p{L}\p{N}_-]*/u;

const wordAt = (text: string, at: number): string => NAME.exec(text.slice(at, at + 200))?.[0] ?? '';

/**
 * Attributes and blocks of a body: a whole file, what stands between the braces of a block, or of an object
 * (`object`: keys may be quoted, `:` and commas are allowed). Throws `HclScanError` for anything it is not sure of.
 */
export function scanHcl(
  text: string,
  {start, end}: Span = {start: 0, end: text.length},
  {object = false}: {readonly object?: boolean} = {},
): HclItem[] {
  const items: HclItem[] = [];
  let at = behindSpace(text, start, {lines: true});
  while (at < end) {
    const quoted = object && text[at] === '"';
    const keyEnd = quoted ? behindString(text, at) : at + wordAt(text, at).length;
    if (keyEnd === at) throw new HclScanError('something else stands where a name belongs', at);
    const key = {start: at, end: keyEnd};
    const next = behindSpace(text, keyEnd, {lines: false});
    const isAttribute = (text[next] === '=' && text[next + 1] !== '=') || (object && text[next] === ':');
    if (isAttribute) {
      const value = expressionFrom(text, next + 1, {end, object});
      items.push({kind: 'attribute', name: nameOf(text, key), key, value});
      at = behindSpace(text, value.end, {lines: true});
      if (object && text[at] === ',' && at < end) at = behindSpace(text, at + 1, {lines: true});
    } else if (object) {
      throw new HclScanError('a key has no value', at);
    } else {
      const block = blockFrom(text, key, next);
      items.push(block);
      at = behindSpace(text, block.body.end + 1, {lines: true});
    }
  }
  return items;
}

const nameOf = (text: string, {start, end}: Span): string => {
  const name = text.slice(start, end);
  return name.startsWith('"') ? (plainString(name) ?? name) : name;
};

function blockFrom(text: string, key: Span, from: number): HclBlockItem {
  const labels: string[] = [];
  let at = from;
  while (text[at] !== '{') {
    const label = text[at] === '"' ? text.slice(at, behindString(text, at)) : wordAt(text, at);
    if (label === '') throw new HclScanError('neither an attribute nor a block begins here', key.start);
    labels.push(plainString(label) ?? label);
    at = behindSpace(text, at + label.length, {lines: false});
  }
  const type = text.slice(key.start, key.end);
  return {
    kind: 'block',
    type,
    labels,
    start: key.start,
    body: {start: at + 1, end: behindBrackets(text, at) - 1},
  };
}

/** An expression up to the end of its line, a comment behind it, or a comma of its object. */
function expressionFrom(
  text: string,
  from: number,
  {end, object}: {readonly end: number; readonly object: boolean},
): Span {
  const start = behindSpace(text, from, {lines: false});
  let at = start;
  let last = start;
  while (at < end) {
    if (text[at] === '\n' || text.startsWith('\r\n', at) || (object && text[at] === ',')) break;
    at = behindToken(text, at);
    last = at;
    at = behindSpace(text, at, {lines: false});
  }
  if (last === start) throw new HclScanError('a value is missing', from);
  return {start, end: last};
}

const ESCAPED: Readonly<Record<string, string>> = {n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\'};

/** The last character that Unicode has room for. */
const LAST_CODE_POINT = 0x10_ff_ff;

/** The text of a quoted string without templates; `undefined` for any other expression. */
export function plainString(expression: string): string | undefined {
  if (!/^"[^]*"$/.test(expression) || behindString(expression, 0) !== expression.length) return undefined;
  const inner = expression.slice(1, -1);
  if (/[$%]\{/.test(inner.replaceAll(/\$\$\{|%%\{/g, ' '))) return undefined;
  let isText = true;
  const words = inner.replaceAll(
    /\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^])|([$%])\2\{/g,
    (all, escape?: string, sign?: string) => {
      if (sign !== undefined) return `${sign}{`;
      const word = escape ?? '';
      if (word.length === 1) return ESCAPED[word] ?? all;
      const code = Number.parseInt(word.slice(1), 16);
      if (code <= LAST_CODE_POINT) return String.fromCodePoint(code);
      isText = false;
      return all;
    },
  );
  return isText ? words : undefined;
}
