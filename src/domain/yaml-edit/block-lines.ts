import {isSeq, isMap, isPair, isScalar, visit} from 'yaml';
import {isJsonList, isJsonScalar, type JsonValue} from './json-value.ts';
import {columnAt} from './lines.ts';
import {flowText, scalarText} from './scalar-text.ts';
import {rangeOf, type YamlDocument} from './yaml-document.ts';

/** Blanks by which a document indents mappings, and lists below their key. */
export interface Indents {
  readonly map: number;
  readonly list: number;
}

const BLOCK = {flow: false, json: false};
const isEmpty = (value: JsonValue): boolean => !isJsonScalar(value) && Object.keys(value).length === 0;

/**
 * How a document is indented around an offset: seen at the last nested mapping and list above it, else at the
 * first ones below; two blanks where there is none.
 */
export function indentsOf({text, contents}: YamlDocument, offset: number): Indents {
  let map: number | undefined;
  let list: number | undefined;
  if (contents !== null)
    visit(contents, (_, pair) => {
      if (!isPair(pair) || !isScalar(pair.key)) return;
      const {value} = pair;
      if (!(isMap(value) || isSeq(value)) || value.flow) return;
      const start = rangeOf(pair.key).start;
      const deeper = columnAt(text, rangeOf(value).start) - columnAt(text, start);
      const isAbove = start <= offset;
      if (isMap(value)) map = isAbove ? deeper : (map ?? deeper);
      else list = isAbove ? deeper : (list ?? deeper);
    });
  return {map: Math.max(1, map ?? 2), list: Math.max(0, list ?? 2)};
}

/** Block lines of a mapping, or of a list's items, without indent and line ends. */
export function blockLines(value: JsonValue, indents: Indents): string[] {
  if (isJsonScalar(value)) return [scalarText(value, BLOCK)];
  if (isEmpty(value)) return [flowText(value, BLOCK)];
  if (isJsonList(value)) return value.flatMap((item) => hanging('- ', blockLines(item, indents)));
  return Object.entries(value).flatMap(([key, item]) => entryLines(key, item, indents));
}

function entryLines(key: string, item: JsonValue, indents: Indents): string[] {
  const front = `${scalarText(key, BLOCK)}:`;
  const lines = blockLines(item, indents);
  if (isJsonScalar(item) || isEmpty(item)) return [`${front} ${lines[0] ?? ''}`];
  const indent = ' '.repeat(isJsonList(item) ? indents.list : indents.map);
  return [front, ...lines.map((line) => indent + line)];
}

const hanging = (mark: string, [first = '', ...others]: readonly string[]): string[] => [
  mark + first,
  ...others.map((line) => ' '.repeat(mark.length) + line),
];
