import {isAlias, isScalar, isSeq, Scalar} from 'yaml';
import type {Splice} from './edit-types.ts';
import type {Place} from './find-place.ts';
import type {JsonScalar} from './json-value.ts';
import {literalSplice} from './literal-splice.ts';
import {scalarText, type ScalarStyle} from './scalar-text.ts';
import {Refusal} from './yaml-edit-error.ts';
import {colonEnd, rangeOf, separators, type YamlDocument} from './yaml-document.ts';

/** True for a document that is written like JSON, with double quotes all over. */
export const isJsonText = ({text}: YamlDocument): boolean => /^\ufeff?\s*[[{]/.test(text);

/** True for places inside braces or brackets. */
export const inFlow = ({holder}: Place): boolean => holder?.flow === true;

/** Offset at which a value that is not there belongs, and what must stand in front of it. */
export function emptyPlace(place: Place): {readonly offset: number; readonly front: string} {
  const {pair, holder, index} = place;
  if (pair !== undefined) {
    const colon = colonEnd(pair);
    if (colon !== undefined) return {offset: colon, front: ' '};
    if (isScalar(pair.key)) return {offset: rangeOf(pair.key).end, front: ': '};
  }
  if (isSeq(holder) && index !== undefined) {
    const items = (holder.srcToken as {items?: readonly unknown[]} | undefined)?.items ?? [];
    const mark = separators(items[index], 'start').find(({type}) => type === 'seq-item-ind');
    if (mark !== undefined) return {offset: mark.offset + 1, front: ' '};
  }
  throw new Refusal('there is no place for a value', 0);
}

/** True for a value that is not written at all, as after `key:`. */
export const isUnwritten = ({node}: Place): boolean =>
  node === null || (isScalar(node) && rangeOf(node).start === rangeOf(node).end);

const QUOTES: Readonly<Record<string, ScalarStyle['quote']>> = {
  [Scalar.QUOTE_SINGLE]: 'single',
  [Scalar.QUOTE_DOUBLE]: 'double',
};

/**
 * Puts another single value in the place of one: its own characters change and nothing else. A string keeps
 * the quotes of the one before; a block literal keeps its lines as far as they are the same.
 */
export function setScalar(document: YamlDocument, place: Place, value: JsonScalar): Splice[] {
  const {node} = place;
  const style = {flow: inFlow(place), json: isJsonText(document)};
  if (isUnwritten(place)) {
    if (node !== null && 'anchor' in node && node.anchor !== undefined)
      throw new Refusal(
        'an anchor stands where the value belongs; write the value by hand',
        rangeOf(node).start,
      );
    const {offset, front} = emptyPlace(place);
    const blanks = /^[ \t]+(?=\r?\n|$)/.exec(document.text.slice(offset))?.[0].length ?? 0;
    const start = offset + blanks;
    return [{start, end: start, text: (blanks > 0 ? '' : front) + scalarText(value, style)}];
  }
  if (isAlias(node)) return [{...rangeOf(node), text: scalarText(value, style)}];
  if (!isScalar(node)) throw new Refusal('it holds more than a single value', node ? rangeOf(node).start : 0);
  if (node.tag !== undefined)
    throw new Refusal(`it has the tag ${node.tag}; write the value by hand`, rangeOf(node).start);
  if (node.value === value) return [];
  if (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED)
    return [literalSplice(document, node, value)];
  const quote = typeof node.type === 'string' ? QUOTES[node.type] : undefined;
  return [{...rangeOf(node), text: scalarText(value, quote === undefined ? style : {...style, quote})}];
}
