import {isMap, isScalar, isSeq, type YAMLMap, type YAMLSeq} from 'yaml';
import {contentEnd, placesIn} from './content-end.ts';
import type {Splice} from './edit-types.ts';
import type {Place} from './find-place.ts';
import {lineBehind} from './insert-block.ts';
import {placeStart} from './insert-flow.ts';
import {indentAt, lineStart} from './lines.ts';
import {emptyPlace, inFlow} from './set-scalar.ts';
import {Refusal} from './yaml-edit-error.ts';
import {rangeOf, type YamlDocument} from './yaml-document.ts';

/** Where an entry starts: at its key, or at the dash of a block list. */
function entryStart(place: Place): number {
  if (place.pair !== undefined) return isScalar(place.pair.key) ? rangeOf(place.pair.key).start : 0;
  return inFlow(place) ? placeStart(place) : emptyPlace(place).offset - 1;
}

/** Takes an entry away: its own lines in a block, itself and one comma between brackets. */
export function removeEntry(document: YamlDocument, place: Place, holder: Place): Splice[] {
  const collection = holder.node as YAMLMap | YAMLSeq;
  const places = placesIn(collection);
  const position = places.findIndex(({pair, index}) => pair === place.pair && index === place.index);
  const around = {place, places, position};
  return inFlow(place) ? [removeFromFlow(document, around)] : removeFromBlock(document, {...around, holder});
}

interface Around {
  readonly place: Place;
  readonly places: readonly Place[];
  readonly position: number;
}

function removeFromFlow({text}: YamlDocument, {place, places, position}: Around): Splice {
  const [before, next] = [places[position - 1], places[position + 1]];
  const start = next === undefined && before !== undefined ? contentEnd(before) : entryStart(place);
  const end = next === undefined ? contentEnd(place) : entryStart(next);
  const around = text.slice(start, entryStart(place)) + text.slice(contentEnd(place), end);
  if (around.includes('#')) throw new Refusal('a comment stands beside it; remove it by hand', start);
  return {start, end, text: ''};
}

function removeFromBlock(
  document: YamlDocument,
  {place, places, position, holder}: Around & {readonly holder: Place},
): Splice[] {
  const {text} = document;
  const start = entryStart(place);
  const ownLine = indentAt(text, start) !== undefined;
  const behind = lineBehind(text, place);
  if (places.length === 1) {
    if (!ownLine || holder.holder === undefined)
      throw new Refusal('it is the only one of its kind; remove it by hand', start);
    const empty = isMap(holder.node) ? '{}' : '[]';
    const {offset, front} = emptyPlace(holder);
    return [
      {start: offset, end: offset, text: front + empty},
      {start: lineStart(text, start), end: behind, text: ''},
    ];
  }
  if (ownLine) return [{start: lineStart(text, start), end: behind, text: ''}];
  const next = places[position + 1];
  const until = next === undefined ? undefined : entryStart(next);
  if (until === undefined || isSeq(holder.node) || text.slice(contentEnd(place), until).trim() !== '')
    throw new Refusal('something else stands in its line; remove it by hand', start);
  return [{start, end: until, text: ''}];
}
