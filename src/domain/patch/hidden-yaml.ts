import {isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap} from 'yaml';
import {splitDocuments} from '../yaml-edit/split-documents.ts';
import {documentAt, rangeOf, type YamlDocument} from '../yaml-edit/yaml-document.ts';
import {hiddenLines} from './hidden-lines.ts';
import {
  isHiddenKey,
  isOpen,
  mentionsSecret,
  namesSecret,
  type HiddenPlace,
  type TextPart,
} from './hidden-place.ts';
import {isTokenGap} from './token-places.ts';

/** Why the value of a node is hidden; `data`, `stringData`: it is in a Secret. */
type Hides = 'named' | 'data' | 'stringData' | undefined;

interface Place {
  readonly path: string;
  readonly hides: Hides;
}

/** Keys of what points at a Secret, and holds none. */
const POINTERS = new Set(
  'name secretName key items path mode defaultMode optional audience expirationSeconds'.split(' '),
);

/**
 * What a YAML text hides: everything in a Secret, and what stands under a key, or beside a `name`, that is named
 * like a secret. A document that is not YAML goes by its lines.
 */
export function hiddenInYaml({text, span, id}: TextPart): HiddenPlace[] {
  const own = text.slice(span.start, span.end);
  return splitDocuments(own).flatMap((part, index) => {
    const document = documentAt(own, part);
    const here = `${id}/${index}`;
    const start = span.start + part.start;
    if (document.error !== undefined)
      return hiddenLines({text, span: {start, end: span.start + part.end}, id: here}, {wide: true});
    return new Walk(document, {text, start}).places(here);
  });
}

/** One way through a document. What an alias leads to is met more than once, and hidden once. */
class Walk {
  readonly #document: YamlDocument;
  readonly #text: string;
  readonly #start: number;
  readonly #found: HiddenPlace[] = [];
  readonly #seen = new Set<Node>();

  constructor(document: YamlDocument, {text, start}: {readonly text: string; readonly start: number}) {
    this.#document = document;
    this.#text = text;
    this.#start = start;
  }

  places(path: string): HiddenPlace[] {
    this.#node(this.#document.contents, {path, hides: undefined});
    return this.#found;
  }

  #node(node: unknown, place: Place): void {
    if (isAlias(node)) {
      const target = this.#document.resolve(node);
      // Elsewhere it is met where it is written.
      if (place.hides === undefined || target === undefined || this.#seen.has(target)) return;
      this.#seen.add(target);
      this.#node(target, place);
    } else if (isMap(node)) this.#map(node, place);
    else if (isSeq(node))
      for (const [index, item] of node.items.entries()) {
        const name = isMap(item) ? textOf(item, 'name') : undefined;
        this.#node(item, {...place, path: `${place.path}/${name ?? index}`});
      }
    else if (isScalar(node)) this.#scalar(node, place);
  }

  #map(map: YAMLMap, {path, hides}: Place): void {
    const isSecret = textOf(map, 'kind') === 'Secret';
    const isVariable = isHiddenKey(textOf(map, 'name') ?? '');
    for (const pair of map.items) {
      const key = keyOf(pair);
      const own = ((): Hides => {
        if (hides === 'data' || hides === 'stringData') return hides;
        if (isSecret && (key === 'data' || key === 'stringData')) return key;
        if (namesSecret(key)) return undefined;
        if (hides !== undefined) return hides;
        const isNamed = isHiddenKey(key) || (isVariable && key === 'value');
        return isNamed && !isPointer(pair.value) ? 'named' : undefined;
      })();
      this.#node(pair.value, {path: `${path}/${key}`, hides: own});
    }
  }

  #scalar(node: Node & {readonly value: unknown}, {path, hides}: Place): void {
    const {start, end} = rangeOf(node);
    const span = {start: this.#start + start, end: this.#start + end};
    const {value} = node;
    if (hides === undefined) {
      if (typeof value !== 'string') return;
      const wide = mentionsSecret(value);
      this.#found.push(...hiddenLines({text: this.#text, span, id: path}, {wide}));
      return;
    }
    const isGap = hides === 'data' ? isTokenGap({value, part: 'data'}) : isOpen(value);
    if (start < end && !isGap) this.#found.push({id: path, value, span});
  }
}

const keyOf = ({key}: Pair): string => (isScalar(key) ? String(key.value) : '');

function textOf(map: YAMLMap, key: string): string | undefined {
  const pair = map.items.find((each) => keyOf(each) === key);
  return isScalar(pair?.value) && typeof pair.value.value === 'string' ? pair.value.value : undefined;
}

/** `{name: …, key: …}` */
const isPointer = (node: unknown): boolean =>
  isMap(node) && node.items.every((pair) => POINTERS.has(keyOf(pair)));
