import {Scalar} from 'yaml';
import type {Splice} from './edit-types.ts';
import type {JsonScalar} from './json-value.ts';
import {lineEndAt} from './lines.ts';
import {scalarText} from './scalar-text.ts';
import {rangeOf, type YamlDocument} from './yaml-document.ts';

/** Number of equal items at the front of both lists. */
function commonFront(left: readonly string[], right: readonly string[]): number {
  const differing = left.findIndex((line, index) => line !== right[index]);
  return differing === -1 ? Math.min(left.length, right.length) : Math.min(differing, right.length);
}

/**
 * Another text in a block scalar. A literal with as many line ends behind it as before keeps its header, its
 * indent and every line that is the same; all else becomes a quoted string.
 */
export function literalSplice(document: YamlDocument, node: Scalar, value: JsonScalar): Splice {
  const range = rangeOf(node);
  const source = document.text.slice(range.start, range.end);
  const eol = lineEndAt(document.text, range.start);
  const header = source.slice(0, source.indexOf('\n') + 1);
  const before = String(node.value).split('\n');
  const body = source.slice(header.length).split('\n');
  const indent = /^ +/.exec(body.find((line) => line.trim() !== '') ?? '')?.[0];
  const kept =
    node.type === Scalar.BLOCK_LITERAL &&
    typeof value === 'string' &&
    indent !== undefined &&
    /^\|[+-]?[ \t\r\n]/.test(header) &&
    !/^[ \n]/.test(value) &&
    trailing(value) === trailing(String(node.value));
  if (!kept) {
    const end = source.endsWith('\n') ? eol : '';
    return {...range, text: scalarText(value, {flow: false, json: false, quote: 'double'}) + end};
  }
  const after = value.split('\n');
  const front = commonFront(before, after);
  const back = Math.min(
    commonFront(before.toReversed(), after.toReversed()),
    before.length - front,
    after.length - front,
  );
  const lines = after
    .slice(front, after.length - back)
    .map((line) => (line === '' ? '' : indent + line) + (eol === '\r\n' ? '\r' : ''));
  const changed = [...body.slice(0, front), ...lines, ...body.slice(before.length - back)];
  return {...range, text: header + changed.join('\n')};
}

const trailing = (text: string): number => /\n*$/.exec(text)?.[0].length ?? 0;
