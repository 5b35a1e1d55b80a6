import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type {YamlPath} from './edit-types.ts';
import {lineOf} from './lines.ts';
import {Refusal} from './yaml-edit-error.ts';
import {rangeOf, type YamlDocument} from './yaml-document.ts';

/** A value and what holds it. `pair` or `index` say where; neither for the top of the document. */
export interface Place {
  /** `null` where a key has no value and no colon. */
  readonly node: Node | null;
  readonly holder?: YAMLMap | YAMLSeq;
  readonly pair?: Pair;
  readonly index?: number;
}

export type Found =
  | ({readonly kind: 'found'} & Place)
  /** `rest` is not there; `at` is the last that is. */
  | {readonly kind: 'missing'; readonly at: Place; readonly rest: YamlPath}
  /** The way leads through an alias, which has to be written out first. */
  | {readonly kind: 'alias'; readonly alias: Alias};

const isMergePair = ({key}: Pair): boolean =>
  isScalar(key) && (typeof key.value === 'symbol' || key.value === '<<');

/** The pair of a key that stands in the mapping itself. */
export const pairOf = (map: YAMLMap, key: string | number): Pair | undefined =>
  map.items.find(
    (pair) => !isMergePair(pair) && isScalar(pair.key) && String(pair.key.value) === String(key),
  );

/** Does the mapping get this key from another one, by `<<`. */
function merged(document: YamlDocument, map: YAMLMap, key: string | number): boolean {
  if (!map.items.some(isMergePair)) return false;
  const value = document.valueOf(map);
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

/** Refuses what stands for other places too: changing it would change them. */
function refuseShared(document: YamlDocument, node: Node | null): void {
  if (node === null || isAlias(node) || !('anchor' in node) || node.anchor === undefined) return;
  const user = document.aliases.find((alias) => document.resolve(alias) === node);
  if (user === undefined) return;
  const line = lineOf(document.text, rangeOf(user).start) - lineOf(document.text, rangeOf(node).start);
  throw new Refusal(
    `it is shared with *${node.anchor}, ${Math.abs(line)} lines ${line < 0 ? 'above' : 'below'}; write it out there, then try again`,
    rangeOf(node).start,
  );
}

/** The place one step down from a node, without following aliases. */
export function stepDown(node: Node | null, key: string | number): Place | undefined {
  if (isMap(node)) {
    const pair = pairOf(node, key);
    return pair && {node: pair.value as Node | null, holder: node, pair};
  }
  if (isSeq(node) && typeof key === 'number') {
    const item = node.items[key];
    return item === undefined ? undefined : {node: item as Node, holder: node, index: key};
  }
  return undefined;
}

/**
 * Walks down a document. Throws `Refusal` where the way leads through something that other places share by
 * an anchor, or into what a merge key brings in.
 */
export function findPlace(document: YamlDocument, path: YamlPath): Found {
  let place: Place = {node: document.contents};
  refuseShared(document, place.node);
  for (const [depth, key] of path.entries()) {
    if (isAlias(place.node)) return {kind: 'alias', alias: place.node};
    const next = stepDown(place.node, key);
    if (next === undefined) {
      if (isMap(place.node) && depth < path.length - 1 && merged(document, place.node, key))
        throw new Refusal(
          'it comes from a merge key (<<); write it out, then try again',
          rangeOf(place.node).start,
        );
      return {kind: 'missing', at: place, rest: path.slice(depth)};
    }
    place = next;
    refuseShared(document, place.node);
  }
  return {kind: 'found', ...place};
}
