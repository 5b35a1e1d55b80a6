import {LineCounter, isAlias, isMap, isPair, isScalar, isSeq, type Node} from 'yaml';
import {parseAllDocuments, parseDocument} from './bounded-yaml.ts';
import type {Problem, SourcePosition} from './problem.ts';
import {yamlFaultWords} from './yaml-fault-words.ts';

/** Finds where an answer stands in its file; an answer that is not there gives its nearest parent. */
export type PositionOf = (path: string) => SourcePosition | undefined;

export interface PresetText {
  /** What the file says, unchecked; `{}` when it is empty or cannot be read. */
  readonly answers: unknown;
  /** Syntax errors, and things that YAML allows and a preset does not. */
  readonly problems: readonly Problem[];
  readonly positionOf: PositionOf;
}

/**
 * Reads the text of a preset: one YAML 1.2 document with a mapping. Aliases are refused (a few bytes
 * could grow to gigabytes), as are duplicate keys. Never throws.
 */
export function parsePresetText({text, file}: {readonly text: string; readonly file: string}): PresetText {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ''), {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    // Else keys that are no text are told on standard error; `silent` would drop the fault of several documents.
    logLevel: 'error',
  });
  const at = (offset: number): SourcePosition => {
    const {line, col} = lines.linePos(offset);
    return {file, line, column: col};
  };
  const root = document.contents;
  const positionOf: PositionOf = (path) => {
    const offset = offsetOf(root, path);
    return offset === undefined ? undefined : at(offset);
  };
  const refuse = (code: string, message: string, offset: number): PresetText => ({
    answers: {},
    problems: [{field: '', code, severity: 'error', message, source: at(offset)}],
    positionOf,
  });

  const broken = document.errors[0];
  if (broken?.code === 'MULTIPLE_DOCS') {
    const {length} = parseAllDocuments(text, {logLevel: 'silent'});
    return refuse(
      'documents',
      `holds ${length} documents; a preset is one, without lines of ---`,
      broken.pos[0],
    );
  }
  if (broken) return refuse('syntax', `is not valid YAML: ${yamlFaultWords(broken)}`, broken.pos[0]);
  const alias = findAlias(root);
  if (alias)
    return refuse(
      'alias',
      'YAML aliases are not read in a preset; write the value out',
      alias.range?.[0] ?? 0,
    );
  if (root === null || (isScalar(root) && root.value === null))
    return {answers: {}, problems: [], positionOf};
  if (!isMap(root))
    return refuse(
      'not-a-mapping',
      'a preset is a mapping such as "base:" and "tools:"; this is something else',
      root.range?.[0] ?? 0,
    );
  return {answers: document.toJS() as unknown, problems: [], positionOf};
}

function offsetOf(root: Node | null, path: string): number | undefined {
  let node: unknown = root;
  let offset = root?.range?.[0];
  for (const part of path.split('.')) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === part);
      if (!pair) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      if (node === undefined) return offset;
      offset = (node as Node).range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}

function findAlias(node: unknown): Node | undefined {
  if (isAlias(node)) return node;
  if (isPair(node)) return findAlias(node.key) ?? findAlias(node.value);
  if (isMap(node) || isSeq(node)) {
    for (const item of node.items as unknown[]) {
      const found = findAlias(item);
      if (found) return found;
    }
  }
  return undefined;
}
