import {Document, Pair, Scalar, YAMLMap, YAMLSeq, type Node, type ScalarTag, type Tags} from 'yaml';

/** Text for people that stands in front of a key, a list item or a document; one string is one line. */
export type Comment = string | readonly string[];

/** A value that carries a comment through `yamlText`. Made by `commented`. */
class Commented {
  readonly value: unknown;
  readonly comment: Comment;
  constructor(value: unknown, comment: Comment) {
    this.value = value;
    this.comment = comment;
  }
}

export interface YamlDocument {
  /** Stands on top of the document. */
  readonly comment?: Comment;
  readonly value: unknown;
}

/** The value, with comment lines in front of its key or list item. */
export const commented = (value: unknown, comment: Comment): unknown => new Commented(value, comment);

/**
 * One block YAML document with a line end: two blanks of indent, no folding, no anchors. Keys and items
 * that are `undefined` are left out. Strings read back as the same strings by YAML 1.1 readers (kubectl,
 * PyYAML) and by YAML 1.2 readers.
 */
export function yamlText(value: unknown, options: {readonly comment?: Comment} = {}): string {
  const document = new Document(undefined, {customTags: withOurStrings, aliasDuplicateObjects: false});
  document.contents = nodeOf(value);
  const text = document.toString({indent: 2, lineWidth: 0, indentSeq: true});
  return `${commentLines(options.comment)}${text}`;
}

/** Several documents in one text, with `---` between them. */
export const yamlDocuments = (documents: readonly YamlDocument[]): string =>
  documents.map(({value, comment}) => yamlText(value, {comment})).join('---\n');

const commentTexts = (comment: Comment | undefined): string[] =>
  comment === undefined
    ? []
    : [comment].flat().map((line) => line.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ').trim());

const commentLines = (comment: Comment | undefined): string =>
  commentTexts(comment)
    .map((line) => `# ${line}`.trimEnd() + '\n')
    .join('');

function nodeOf(value: unknown): Node {
  if (value instanceof Commented) {
    const node = nodeOf(value.value);
    node.commentBefore = commentBefore(value.comment);
    return node;
  }
  if (Array.isArray(value)) {
    const sequence = new YAMLSeq();
    sequence.items = value.filter((item) => item !== undefined).map(nodeOf);
    return sequence;
  }
  if (typeof value === 'object' && value !== null) {
    const map = new YAMLMap();
    map.items = Object.entries(value).flatMap(([key, item]) => pairOf(key, item));
    return map;
  }
  return scalarOf(value);
}

/** None, when there is nothing to write. A comment on the value moves in front of the key. */
function pairOf(key: string, item: unknown): Pair<Node, Node>[] {
  const value: unknown = item instanceof Commented ? item.value : item;
  if (value === undefined) return [];
  const keyNode = new Scalar(key);
  if (item instanceof Commented) keyNode.commentBefore = commentBefore(item.comment);
  return [new Pair<Node, Node>(keyNode, nodeOf(value))];
}

const commentBefore = (comment: Comment): string =>
  commentTexts(comment)
    .map((line) => ` ${line}`)
    .join('\n');

function scalarOf(value: unknown): Scalar {
  if (
    typeof value === 'number'
      ? !Number.isFinite(value)
      : !['string', 'boolean'].includes(typeof value) && value !== null
  )
    throw new TypeError(
      `YAML text is made of JSON values, not of ${typeof value === 'number' ? String(value) : typeof value}`,
    );
  const scalar = new Scalar(value);
  if (typeof value === 'string' && isSafeLiteral(value)) scalar.type = Scalar.BLOCK_LITERAL;
  return scalar;
}

/** Begins with a letter, a slash or an underscore and holds nothing that any reader gives a meaning. */
const PLAIN = /^[A-Za-z/_](?:[A-Za-z0-9_./@+,=~()-]|[ :](?=[A-Za-z0-9_./@+,=~()-]))*$/;
/** A blank after a colon, or a word that some reader turns into a truth value, nothing or a number. */
const NOT_PLAIN = /: |^(?:y|n|yes|no|on|off|true|false|null|nan|inf|infinity|e[+-]?\d+)$/i;

/** What a block literal cannot hold, or what some reader changes inside it. */
const NOT_LITERAL = /[^\P{C}\n\t]|[\p{Zl}\p{Zp}]|^[\s]|\n\t|[ \t](?=\n|$)|\n\n$/u;

const isPlain = (text: string): boolean => PLAIN.test(text) && !NOT_PLAIN.test(text);
const isSafeLiteral = (text: string): boolean => text.includes('\n') && !NOT_LITERAL.test(text);

/** A text in double quotes. JSON's escapes are YAML's; what JSON lets through and a YAML reader takes for a line end is escaped too. */
export const doubleQuoted = (text: string): string =>
  JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\p{Zl}\p{Zp}\ufeff\ufffe\uffff]/gu,
    (character) => String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const STRING_TAG = 'tag:yaml.org,2002:str';

const withOurStrings = (tags: Tags): Tags =>
  tags.map((tag) =>
    typeof tag === 'object' && tag.tag === STRING_TAG
      ? {...(tag as ScalarTag), stringify: stringsWith(tag as ScalarTag)}
      : tag,
  );

/** The library lays out block literals; plain and quoted strings are ours. */
const stringsWith =
  (library: ScalarTag): NonNullable<ScalarTag['stringify']> =>
  (scalar, context, onComment, onChompKeep) => {
    const text = String(scalar.value);
    if (isPlain(text)) return text;
    const literal = scalar.type === Scalar.BLOCK_LITERAL && !context.implicitKey;
    return (literal && library.stringify?.(scalar, context, onComment, onChompKeep)) || doubleQuoted(text);
  };
