import {isMap, isScalar, type YAMLMap, type YAMLSeq} from 'yaml';
import {contentEnd, placesIn} from './content-end.ts';
import type {Splice} from './edit-types.ts';
import type {Place} from './find-place.ts';
import type {JsonValue} from './json-value.ts';
import {indentAt, lineEndAt} from './lines.ts';
import {flowText, scalarText, type ScalarStyle} from './scalar-text.ts';
import {rangeOf} from './yaml-document.ts';
import type {YamlDocument} from './yaml-document.ts';
import {isJsonText} from './set-scalar.ts';

/** Offset of a comma behind the last item, which JSON forbids and YAML allows. */
function lastComma(collection: YAMLMap | YAMLSeq): number | undefined {
  const {items = []} = (collection.srcToken ?? {}) as {items?: readonly TokenItem[]};
  const last = items.at(-1);
  if (last === undefined || last.key || last.value || last.sep) return undefined;
  return last.start.find(({type}) => type === 'comma')?.offset;
}

interface TokenItem {
  readonly start: readonly {readonly type: string; readonly offset: number}[];
  readonly key?: unknown;
  readonly sep?: unknown;
  readonly value?: unknown;
}

/** Where the text of a place starts: at its key, or at the item itself. */
export const placeStart = ({pair, node}: Place): number =>
  isScalar(pair?.key) ? rangeOf(pair.key).start : node === null ? 0 : rangeOf(node).start;

/** A key or an item more between braces or brackets, in a line of its own where the last one has one. */
export function insertIntoFlow(
  document: YamlDocument,
  collection: YAMLMap | YAMLSeq,
  added: {readonly key?: string; readonly value: JsonValue; readonly index?: number},
): Splice[] {
  const {text} = document;
  const style: ScalarStyle = {flow: true, json: isJsonText(document)};
  const item = flowText(added.value, style);
  const entry = isMap(collection) ? `${scalarText(added.key ?? '', style)}: ${item}` : item;
  const places = placesIn(collection);
  const before = places[added.index === undefined ? places.length - 1 : added.index - 1];
  const next = added.index === undefined ? undefined : places[added.index];
  if (next !== undefined) {
    const start = placeStart(next);
    return [{start, end: start, text: `${entry}, `}];
  }
  if (before === undefined) {
    const start = rangeOf(collection).start + 1;
    return [{start, end: start, text: entry}];
  }
  const end = contentEnd(before);
  const indent = indentAt(text, placeStart(before));
  const comma = lastComma(collection);
  if (indent === undefined) {
    const at = comma === undefined ? end : comma + 1;
    return [{start: at, end: at, text: comma === undefined ? `, ${entry}` : ` ${entry}`}];
  }
  const line = text.indexOf('\n', comma ?? end);
  const eol = lineEndAt(text, end);
  const close = rangeOf(collection).end - 1;
  // Behind a comment of the last item, but before the bracket.
  const below = line === -1 || line > close ? close : line + 1 - eol.length;
  return [
    ...(comma === undefined ? [{start: end, end, text: ','}] : []),
    {start: below, end: below, text: `${eol}${indent}${entry}`},
  ];
}
