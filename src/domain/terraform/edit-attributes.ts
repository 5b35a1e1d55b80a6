import type {FoundAttributes} from './find-modules.ts';
import {HclScanError} from './hcl-scan-error.ts';

/** `text` takes the place of what stands from `start` to before `end`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Attributes beside which a new one is written, the best first. */
const NEIGHBOURS = [
  'delegate_image',
  'delegate_name',
  'manager_endpoint',
  'account_id',
  'namespace',
  'source',
];

/** The new attribute on a line of its own, below one that belongs to it and laid out like it. */
export function insertedAttribute(
  text: string,
  {attributes}: FoundAttributes,
  {name, value}: {readonly name: string; readonly value: string},
): Splice {
  const neighbour = NEIGHBOURS.flatMap((wanted) => attributes.filter((other) => other.name === wanted)).find(
    ({key, value}) => !text.slice(key.start, value.end).includes('\n'),
  );
  if (neighbour === undefined) throw new HclScanError('there is no line to write it below', 0);
  const lineStart = text.lastIndexOf('\n', neighbour.key.start) + 1;
  const indent = text.slice(lineStart, neighbour.key.start);
  const lineEnd = text.indexOf('\n', neighbour.value.end);
  const line = text.slice(neighbour.value.end, lineEnd === -1 ? text.length : lineEnd);
  if (indent.trim() !== '' || line.trim().startsWith('}'))
    throw new HclScanError('the block stands in one line', neighbour.key.start);
  const eol = lineEnd > 0 && text[lineEnd - 1] === '\r' ? '\r\n' : '\n';
  const equals = text.indexOf('=', neighbour.key.end) - neighbour.key.start;
  const added = `${indent}${name.padEnd(equals - 1)} = ${value}`;
  return lineEnd === -1
    ? {start: text.length, end: text.length, text: eol + added}
    : {start: lineEnd + 1, end: lineEnd + 1, text: added + eol};
}

/** The text with all splices, which do not overlap. */
export const spliced = (text: string, splices: readonly Splice[]): string =>
  [...splices]
    .reverse()
    .sort((a, b) => b.start - a.start)
    .reduce((result, {start, end, text: added}) => result.slice(0, start) + added + result.slice(end), text);
