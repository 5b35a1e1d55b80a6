import {isMap, isSeq} from 'yaml';
import type {Place} from './find-place.ts';
import {emptyPlace, isUnwritten} from './set-scalar.ts';
import {rangeOf} from './yaml-document.ts';
import type {Node} from 'yaml';

/** Places of what a mapping or a list holds. */
export function placesIn(node: Node): Place[] {
  if (isMap(node)) return node.items.map((pair) => ({node: pair.value as Node | null, holder: node, pair}));
  if (isSeq(node)) return node.items.map((item, index) => ({node: item as Node, holder: node, index}));
  return [];
}

/** Offset behind the last character of a value, without comments and blank lines after it. */
export function contentEnd(place: Place): number {
  if (isUnwritten(place)) return emptyPlace(place).offset;
  const {node} = place;
  if (node === null) return 0;
  const last = isMap(node) || isSeq(node) ? placesIn(node).at(-1) : undefined;
  const flow = (isMap(node) || isSeq(node)) && node.flow === true;
  return last === undefined || flow ? rangeOf(node).end : contentEnd(last);
}
