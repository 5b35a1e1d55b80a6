import {isMap, isSeq, type Node} from 'yaml';
import type {Splice, YamlPath} from './edit-types.ts';
import type {Place} from './find-place.ts';
import {insertBelowKey, insertIntoBlock, isFlow, linesSplice} from './insert-block.ts';
import {insertIntoFlow} from './insert-flow.ts';
import {blockLines, indentsOf} from './block-lines.ts';
import type {JsonValue} from './json-value.ts';
import {flowText} from './scalar-text.ts';
import {emptyPlace, inFlow, isJsonText, isUnwritten} from './set-scalar.ts';
import {Refusal} from './yaml-edit-error.ts';
import {rangeOf, type YamlDocument} from './yaml-document.ts';

/** The mappings and lists of one item each that lead down a path to a value. */
const nested = (path: YamlPath, value: JsonValue): JsonValue =>
  path.reduceRight<JsonValue>((inner, key) => (typeof key === 'number' ? [inner] : {[key]: inner}), value);

const startOf = (node: Node | null): number => (node === null ? 0 : rangeOf(node).start);

/** Adds what is missing below the last place that is there. */
export function insertEntry(
  document: YamlDocument,
  {at, rest}: {readonly at: Place; readonly rest: YamlPath},
  {value, first}: {readonly value: JsonValue; readonly first: boolean},
): Splice[] {
  const {node} = at;
  const [key, ...deeper] = rest;
  if (key === undefined) return [];
  const inner = nested(deeper, value);
  if (isUnwritten(at)) return fillEmpty(document, at, nested(rest, value));
  const index = typeof key === 'number' ? key : undefined;
  if (isSeq(node) ? index === undefined || index > node.items.length : !isMap(node))
    throw new Refusal(
      isSeq(node) ? 'the list has no such place' : 'it holds a single value, no mapping',
      startOf(node),
    );
  if (isFlow(node))
    return insertIntoFlow(
      document,
      node,
      isSeq(node) && index !== undefined ? {value: inner, index} : {key: String(key), value: inner},
    );
  if (isSeq(node) && index !== undefined) return [insertIntoBlock(document, at, {value: [inner], index})];
  return [insertIntoBlock(document, at, {value: {[key]: inner}, first})];
}

/** The first key or item where nothing is written yet. */
function fillEmpty(document: YamlDocument, at: Place, value: JsonValue): Splice[] {
  const {node, holder, pair} = at;
  if (node !== null && 'anchor' in node && node.anchor !== undefined)
    throw new Refusal('an anchor stands where the value belongs; write the value by hand', startOf(node));
  if (holder === undefined) {
    if (/^\.\.\./m.test(document.text)) throw new Refusal('the document is empty', 0);
    return [linesSplice(document.text, document.text.length, blockLines(value, indentsOf(document, 0)))];
  }
  if (pair !== undefined && !inFlow(at)) return [insertBelowKey(document, at, value)];
  const {offset, front} = emptyPlace(at);
  return [
    {start: offset, end: offset, text: front + flowText(value, {flow: true, json: isJsonText(document)})},
  ];
}
