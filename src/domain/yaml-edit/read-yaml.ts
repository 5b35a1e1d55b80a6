import {isAlias, isScalar, type Node} from 'yaml';
import type {YamlPath} from './edit-types.ts';
import {stepDown} from './find-place.ts';
import {columnAt, lineOf} from './lines.ts';
import {splitDocuments} from './split-documents.ts';
import {documentAt, rangeOf, type YamlDocument} from './yaml-document.ts';

/** One document of a YAML text, as a value and as text. */
export interface ReadDocument {
  /** What `editYaml` calls it. */
  readonly index: number;
  /** As kubectl reads it; `null` for an empty document. */
  readonly value: unknown;
  /** Line of a key or an item, from 1; of the last that is there for one that is not. */
  readonly lineOf: (path: YamlPath) => number;
  /** Where the value of a path is written in the whole text; `undefined` for what is not written there. */
  readonly spanOf: (path: YamlPath) => {readonly start: number; readonly end: number} | undefined;
}

export interface YamlFault {
  readonly message: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
}

/** Documents of a text in their order, and what is not YAML in it. Never throws. */
export function readYaml(text: string): {
  readonly documents: readonly ReadDocument[];
  readonly faults: readonly YamlFault[];
} {
  const parsed = splitDocuments(text).map((span) => ({span, document: documentAt(text, span)}));
  return {
    documents: parsed.flatMap(({span, document}, index) =>
      document.error === undefined ? [readDocument(text, {document, index, start: span.start})] : [],
    ),
    faults: parsed.flatMap(({span, document: {error}}) => {
      if (error === undefined) return [];
      const offset = Math.min(span.start + error.offset, text.length);
      return [{message: error.message, line: lineOf(text, offset), column: columnAt(text, offset) + 1}];
    }),
  };
}

interface Part {
  readonly document: YamlDocument;
  readonly index: number;
  /** Offset of the document in the text. */
  readonly start: number;
}

const readDocument = (text: string, {document, index, start}: Part): ReadDocument => ({
  index,
  value: document.valueOf() ?? null,
  lineOf: (path) => lineOf(text, start + walk(document, path).offset),
  spanOf: (path) => {
    const {node, complete} = walk(document, path);
    if (!complete || node === null) return undefined;
    const range = rangeOf(node);
    return {start: start + range.start, end: start + range.end};
  },
});

/** Goes down a path as far as it leads; through aliases too, where what they stand for is written. */
function walk(
  document: YamlDocument,
  path: YamlPath,
): {readonly node: Node | null; readonly offset: number; readonly complete: boolean} {
  let node = document.contents;
  let offset = node === null ? 0 : rangeOf(node).start;
  for (const key of path) {
    const target = isAlias(node) ? (document.resolve(node) ?? null) : node;
    const next = stepDown(target, key);
    if (next === undefined) return {node, offset, complete: false};
    node = next.node;
    const named = next.pair?.key;
    if (isScalar(named)) offset = rangeOf(named).start;
    else if (node !== null) offset = rangeOf(node).start;
  }
  return {node, offset, complete: true};
}
