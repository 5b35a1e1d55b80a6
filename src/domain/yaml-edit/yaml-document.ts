import {isAlias, isNode, visit, type Alias, type Document, type Node, type Pair} from 'yaml';
import {parseAllDocuments} from '../bounded-yaml.ts';
import {isDeep} from '../deploy/json.ts';
import {yamlFaultWords} from '../yaml-fault-words.ts';
import type {DocumentSpan} from './split-documents.ts';

/** One parsed document with its own text; offsets in it count from the start of that text. */
export interface YamlDocument {
  readonly text: string;
  readonly contents: Node | null;
  readonly aliases: readonly Alias[];
  /** The first thing that is not YAML, or what else keeps the document from being read. */
  readonly error?: {
    readonly message: string;
    readonly offset: number;
    /** Why nothing can be edited in it, where it is valid YAML all the same. */
    readonly reason?: string;
  };
  /** The node that an alias stands for. */
  readonly resolve: (alias: Alias) => Node | undefined;
  /** The document, or one of its nodes, as JavaScript values; only where there is no `error`. */
  readonly valueOf: (node?: Node | null) => unknown;
}

const MAX_ALIASES = 100;

/** Such a document has no end; what walks through its values must not run out of stack. */
const circular = ({source, range}: Alias): YamlDocument['error'] => ({
  message: `the alias *${source} leads back to what it stands in`,
  offset: range?.[0] ?? 0,
  reason: `the alias *${source} leads back to what it stands in`,
});

/** Parses the text of one document as kubectl reads it: YAML 1.1 with merge keys. Never throws. */
export function parseDocument(text: string): YamlDocument {
  const options = {maxAliasCount: MAX_ALIASES};
  const {document, aliases, error} = parsed(text);
  const contents = error === undefined ? document?.contents : null;
  return {
    text,
    contents: isNode(contents) ? contents : null,
    aliases,
    ...(error && {error}),
    resolve: (alias) => (document === undefined ? undefined : alias.resolve(document)),
    valueOf: (node) => {
      if (document === undefined || node === null) return null;
      return node === undefined ? document.toJS(options) : (node.toJS(document, options) as unknown);
    },
  };
}

interface ParsedText {
  readonly document?: Document.Parsed;
  readonly aliases: readonly Alias[];
  readonly error?: YamlDocument['error'];
}

function parsed(text: string): ParsedText {
  const [document] = parseAllDocuments(text, {
    version: '1.1',
    merge: true,
    keepSourceTokens: true,
    logLevel: 'silent',
  });
  if (document === undefined) return {aliases: []};
  const aliases: Alias[] = [];
  const anchors = new Map<string, Node>();
  let circle: Alias | undefined;
  visit(document, (_, node, path) => {
    if (isAlias(node)) {
      aliases.push(node);
      const target = anchors.get(node.source);
      // Anchors stand before their aliases, so every circle closes inside the node that it leads back to.
      if (target !== undefined && path.includes(target)) circle ??= node;
    } else if (isNode(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
  });
  const error = circle ? circular(circle) : errorOf(document);
  return {document, aliases, ...(error && {error})};
}

const NOT_FOLLOWED = {message: 'its aliases cannot be followed', offset: 0};

/** What keeps a document from being read; aliases show only when values are made. */
function errorOf(document: Document.Parsed): YamlDocument['error'] {
  const [error] = document.errors;
  if (error !== undefined) return {message: yamlFaultWords(error), offset: error.pos[0]};
  try {
    const value: unknown = document.toJS({maxAliasCount: MAX_ALIASES});
    return isDeep(value) ? NOT_FOLLOWED : undefined;
  } catch {
    return NOT_FOLLOWED;
  }
}

/** The part of a text that a span covers, parsed. */
export const documentAt = (text: string, {start, end}: DocumentSpan): YamlDocument =>
  parseDocument(text.slice(start, end));

/** Where a node's own text starts and ends, without anchor and tag. */
export const rangeOf = (node: Node): {readonly start: number; readonly end: number} => ({
  start: node.range?.[0] ?? 0,
  end: node.range?.[1] ?? 0,
});

interface SourceToken {
  readonly type: string;
  readonly offset: number;
  readonly source: string;
}

/** The tokens that stand in front of a list's item, or between a key and its value. */
export const separators = (token: unknown, part: 'start' | 'sep'): readonly SourceToken[] => {
  const found = (token as Readonly<Record<string, unknown>> | undefined)?.[part];
  return Array.isArray(found) ? (found as SourceToken[]) : [];
};

/** Offset behind the colon of a pair; `undefined` for a key that has none. */
export function colonEnd(pair: Pair): number | undefined {
  const colon = separators(pair.srcToken, 'sep').find(({type}) => type === 'map-value-ind');
  return colon && colon.offset + 1;
}
