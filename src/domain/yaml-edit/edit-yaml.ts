import {isMap, isScalar} from 'yaml';
import {editedValue} from './edited-value.ts';
import type {Splice, YamlEdit} from './edit-types.ts';
import {findPlace, pairOf, type Found, type Place} from './find-place.ts';
import {insertEntry} from './insert-entry.ts';
import type {JsonValue} from './json-value.ts';
import {lineOf} from './lines.ts';
import {removeEntry} from './remove-entry.ts';
import {sameValue} from './same-value.ts';
import {flowText, scalarText} from './scalar-text.ts';
import {isJsonText, setScalar} from './set-scalar.ts';
import {splitDocuments, type DocumentSpan} from './split-documents.ts';
import {Refusal, YamlEditError} from './yaml-edit-error.ts';
import {documentAt, parseDocument, rangeOf, type YamlDocument} from './yaml-document.ts';

/**
 * Makes the edits one after the other. Every byte outside the edited values, keys and lines stays as it is:
 * comments, order, quotes, indents, line ends, a byte order mark. What a key shares with others through an alias is
 * written out at its own place first. Each edit is checked: the document must read as before, with just this
 * edit in it. An edit whose result is there already changes nothing.
 *
 * Throws `YamlEditError` for an edit that cannot be made so; then there is no result at all.
 */
export function editYaml({text, edits}: {readonly text: string; readonly edits: readonly YamlEdit[]}): {
  readonly text: string;
} {
  const found = splitDocuments(text);
  // A text without any document is filled as if it were one.
  const spans = found.length === 0 ? [{start: 0, end: text.length}] : found;
  return edits.reduce<Edited>(withEdit, {text, spans});
}

interface Edited {
  readonly text: string;
  readonly spans: readonly DocumentSpan[];
}

function withEdit({text, spans}: Edited, edit: YamlEdit): Edited {
  const span = spans[edit.document];
  const refuse = (reason: string, offset: number) =>
    new YamlEditError({edit, reason, line: lineOf(text, (span?.start ?? 0) + offset)});
  if (span === undefined) throw refuse('the text has no such document', 0);
  try {
    const document = documentAt(text, span);
    const {error} = document;
    if (error !== undefined) throw new Refusal(error.reason ?? 'it is not valid YAML', error.offset);
    const after = checked(document, edit);
    const longer = after.length - (span.end - span.start);
    return {
      text: text.slice(0, span.start) + after + text.slice(span.end),
      spans: spans.map(({start, end}) => ({
        start: start > span.start ? start + longer : start,
        end: end >= span.end ? end + longer : end,
      })),
    };
  } catch (error) {
    if (error instanceof Refusal) throw refuse(error.message, error.offset);
    throw error;
  }
}

/** The text of a document with the edit, once it reads as it should. */
function checked(before: YamlDocument, edit: YamlEdit): string {
  const document = withoutAliases(before, edit);
  const found = findPlace(document, edit.path);
  if (found.kind === 'alias') throw new Refusal('aliases lead there in a circle', 0);
  const offset = found.kind === 'found' ? offsetOf(found) : offsetOf(found.at);
  const splices = splicesFor(document, found, edit);
  if (splices.length === 0) return before.text;
  const text = spliced(document.text, splices);
  const after = parseDocument(text);
  const exact =
    after.error === undefined &&
    splitDocuments(text).length <= 1 &&
    sameValue(after.valueOf(), editedValue(before.valueOf(), edit));
  if (!exact)
    throw new Refusal('it is written in a way that cannot be edited safely; edit it by hand', offset);
  return text;
}

const offsetOf = ({node, pair}: Place): number =>
  isScalar(pair?.key) ? rangeOf(pair.key).start : node === null ? 0 : rangeOf(node).start;

const MAX_ALIASES = 20;

/** Writes out the aliases that the way leads through. */
function withoutAliases(document: YamlDocument, {path}: YamlEdit): YamlDocument {
  let current = document;
  for (let count = 0; count < MAX_ALIASES; count++) {
    const found = findPlace(current, path);
    if (found.kind !== 'alias') return current;
    const value = current.valueOf(found.alias) as JsonValue;
    const text = flowText(value, {flow: true, json: isJsonText(current)});
    current = parseDocument(spliced(current.text, [{...rangeOf(found.alias), text}]));
  }
  return current;
}

function splicesFor(
  document: YamlDocument,
  found: Exclude<Found, {kind: 'alias'}>,
  edit: YamlEdit,
): Splice[] {
  switch (edit.kind) {
    case 'set':
      return found.kind === 'found'
        ? setScalar(document, found, edit.value)
        : insertEntry(document, found, {value: edit.value, first: false});
    case 'insert': {
      const inList = typeof edit.path.at(-1) === 'number';
      const first = edit.position === 'first';
      if (found.kind === 'missing') return insertEntry(document, found, {value: edit.value, first});
      if (sameValue(document.valueOf(found.node), edit.value)) return [];
      if (!inList) throw new Refusal('it is there already', offsetOf(found));
      return insertEntry(
        document,
        {at: holderOf(document, edit), rest: edit.path.slice(-1)},
        {value: edit.value, first},
      );
    }
    case 'remove':
      return found.kind === 'found' && edit.path.length > 0
        ? removeEntry(document, found, holderOf(document, edit))
        : [];
    case 'rename':
      return found.kind === 'found' ? renameKey(document, found, edit.to) : [];
  }
}

function renameKey(document: YamlDocument, {pair, holder, node}: Place, to: string): Splice[] {
  const key = pair?.key;
  if (!isScalar(key) || !isMap(holder)) throw new Refusal('it has no name', node ? rangeOf(node).start : 0);
  if (pairOf(holder, to) !== undefined) throw new Refusal(`${to} is there already`, rangeOf(key).start);
  const {start, end} = rangeOf(key);
  const quoted = document.text[start] === '"' || isJsonText(document);
  const style = {flow: holder.flow === true, json: false};
  return [{start, end, text: scalarText(to, quoted ? {...style, quote: 'double'} : style)}];
}

function holderOf(document: YamlDocument, {path}: YamlEdit): Place {
  const found = findPlace(document, path.slice(0, -1));
  if (found.kind !== 'found') throw new Refusal('there is nothing that holds it', 0);
  return found;
}

const spliced = (text: string, splices: readonly Splice[]): string =>
  splices
    // At the same place the last one goes in first, so that they stand in their order.
    .toReversed()
    .toSorted((left, right) => right.start - left.start)
    .reduce((result, {start, end, text: added}) => result.slice(0, start) + added + result.slice(end), text);
