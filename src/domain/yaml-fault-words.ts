import type {ErrorCode} from 'yaml';
import {MAX_LEVELS} from './bounded-yaml.ts';

const INDENT = 'it is not indented as the lines above it';

/** What is wrong, by the code of the YAML library, in words that follow a colon. */
const WORDS: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias such as *name has an anchor or a tag of its own',
  BAD_ALIAS: 'an anchor or an alias has no name, or one that ends with a colon',
  BAD_COLLECTION_TYPE: 'a tag such as !name stands in front of another kind of value',
  BAD_DIRECTIVE: 'a line that begins with % is no directive of YAML',
  BAD_DQ_ESCAPE: 'a backslash between double quotes means nothing here; write two, or use single quotes',
  BAD_INDENT: INDENT,
  BAD_PROP_ORDER: 'an anchor or a tag stands in front of the sign that it belongs behind',
  BAD_SCALAR_START: 'a value begins with a sign that YAML keeps for itself; put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a second colon stands in one line; put the value in quotes, or on lines of its own',
  BLOCK_IN_FLOW: 'a value over several lines stands inside brackets or braces; write all of it without them',
  DUPLICATE_KEY: 'this key stands there twice; keep one',
  IMPOSSIBLE: 'this is no YAML that could be read',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters',
  MISSING_CHAR: 'a sign is missing, such as a colon, a comma or a bracket',
  MULTILINE_IMPLICIT_KEY: 'a key goes over several lines; a colon or a quote is missing',
  MULTIPLE_ANCHORS: 'a value has two anchors; keep one',
  MULTIPLE_DOCS: 'it holds several documents; keep one',
  MULTIPLE_TAGS: 'a value has two tags; keep one',
  NON_STRING_KEY: 'a key is no text',
  RESOURCE_EXHAUSTION: `it is nested more than ${MAX_LEVELS} levels deep here`,
  TAB_AS_INDENT: 'a tab stands where it is indented; use blanks',
  TAG_RESOLVE_FAILED: 'a tag such as !name is not known here, or its value does not fit it',
  UNEXPECTED_TOKEN:
    'something stands here that does not fit; a quote, a comma or a colon may be missing above',
};

interface Fault {
  readonly code: ErrorCode;
  readonly message: string;
}

/** One code stands for several mistakes; what the library says tells them apart. The first row that fits counts. */
const CLOSER: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/end with a \]/, 'a list that begins with [ is not closed with ], or its end is not indented'],
  [/end with a \}/, 'a mapping that begins with { is not closed with }, or its end is not indented'],
  [/closing ["']quote/, 'a quote is not closed'],
  [
    /keys need to be followed by map values|keys need to be on a single line/,
    'a colon with a blank behind it is missing after a key',
  ],
  [/^A block sequence/, INDENT],
  [/^Missing space after :/, 'a blank is missing behind a colon'],
  [/^Missing ,/, 'a comma is missing'],
  [/^Sequence item without -/, 'a "- " is missing in front of an item of a list'],
  [/^Comments must be separated/, 'a blank is missing in front of #; put a value with # in quotes'],
  [
    /at node end$/,
    'something stands behind the end of a value; put the whole value in quotes, or mend the indentation',
  ],
];

/** What the YAML library found wrong, in our words, without a full stop. Never repeats anything of the text. */
export const yamlFaultWords = ({code, message}: Fault): string =>
  CLOSER.find(([pattern]) => pattern.test(message.split('\n')[0] ?? ''))?.[1] ?? WORDS[code];
