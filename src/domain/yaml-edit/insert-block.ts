import {isMap, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq} from 'yaml';
import {blockLines, indentsOf} from './block-lines.ts';
import {contentEnd, placesIn} from './content-end.ts';
import type {Splice} from './edit-types.ts';
import type {Place} from './find-place.ts';
import type {JsonValue} from './json-value.ts';
import {columnAt, indentAt, lineEndAt, lineStart, nextLine} from './lines.ts';
import {colonEnd, rangeOf, type YamlDocument} from './yaml-document.ts';

/** Whole lines at an offset that starts a line, or behind a last line that has no end yet. */
export function linesSplice(text: string, offset: number, lines: readonly string[]): Splice {
  const eol = lineEndAt(text, Math.max(0, offset - 1));
  const open = offset === text.length && offset > 0 && !/(^\ufeff|\n)$/.test(text.slice(0, offset));
  const joined = lines.join(eol);
  return {start: offset, end: offset, text: open ? eol + joined : joined + eol};
}

/** Where the next line behind a value starts. Block scalars end with their line. */
export function lineBehind(text: string, place: Place): number {
  const end = contentEnd(place);
  return end > 0 && text[end - 1] === '\n' ? end : nextLine(text, end);
}

const indented = (lines: readonly string[], indent: string): string[] => lines.map((line) => indent + line);

/** Offset of the first key or dash of a block collection. */
function firstOffset(collection: YAMLMap | YAMLSeq): number {
  const [first] = collection.items;
  if (isMap(collection)) {
    const key = collection.items[0]?.key;
    return isScalar(key) ? rangeOf(key).start : rangeOf(collection).start;
  }
  return first === undefined ? 0 : rangeOf(collection).start;
}

/** The start of the line below the key that holds the mapping, when the mapping starts below it. */
function lineBelowKey(text: string, {pair}: Place, first: number): number | undefined {
  const colon = pair && colonEnd(pair);
  if (colon === undefined || indentAt(text, first) === undefined) return undefined;
  const below = nextLine(text, colon);
  const rest = text.slice(colon, below).trim();
  return below <= first && (rest === '' || rest.startsWith('#')) ? below : undefined;
}

/** A key or an item more in a block mapping or list that has some already. */
export function insertIntoBlock(
  document: YamlDocument,
  place: Place,
  added: {readonly value: JsonValue; readonly index?: number; readonly first?: boolean},
): Splice {
  const {text} = document;
  const collection = place.node as YAMLMap | YAMLSeq;
  const start = firstOffset(collection);
  const indent = indentAt(text, start) ?? ' '.repeat(columnAt(text, start));
  const lines = indented(blockLines(added.value, indentsOf(document, start)), indent);
  const places = placesIn(collection);
  const top = added.first === true ? lineBelowKey(text, place, start) : undefined;
  if (top !== undefined) return linesSplice(text, top, lines);
  if (added.index === 0 && indentAt(text, start) !== undefined)
    return linesSplice(text, lineStart(text, start), lines);
  const before = places[added.index === undefined ? places.length - 1 : Math.max(0, added.index - 1)];
  return linesSplice(text, lineBehind(text, before ?? place), lines);
}

/** The first key or item below a key of a block mapping that has no value yet. */
export function insertBelowKey(document: YamlDocument, place: Place, value: JsonValue): Splice {
  const {text} = document;
  const key = place.pair?.key as Node | undefined;
  const indents = indentsOf(document, key === undefined ? 0 : rangeOf(key).start);
  const column = key === undefined ? 0 : columnAt(text, rangeOf(key).start);
  const deeper = Array.isArray(value) ? indents.list : indents.map;
  const lines = indented(blockLines(value, indents), ' '.repeat(column + deeper));
  return linesSplice(text, nextLine(text, contentEnd(place)), lines);
}

/** True for a collection in braces or brackets, also an empty one. */
export const isFlow = (node: Node | null): node is YAMLMap | YAMLSeq =>
  (isMap(node) || isSeq(node)) && node.flow === true;
