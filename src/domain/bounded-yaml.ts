import {
  Lexer,
  Parser,
  YAMLParseError,
  parse as libraryParse,
  parseAllDocuments as libraryParseAll,
  parseDocument as libraryParseDocument,
  type Document,
  type DocumentOptions,
  type ParseOptions,
  type SchemaOptions,
  type ToJSOptions,
} from 'yaml';

/**
 * The readers of the YAML library, for texts from outside. They go down every level by a call, and V8 ends the whole
 * program when the stack runs out at the wrong place: so what is nested too deeply is refused before they see it, as
 * a fault of the document. Brackets in quotes, comments and scripts are no levels.
 */

/** Levels of lists and mappings: several times those of any manifest, and some tenth of what the library survives. */
export const MAX_LEVELS = 100;

type Options = ParseOptions & DocumentOptions & SchemaOptions;

/** As the library's own, with `errors` for what is nested too deeply. */
export function parseAllDocuments(text: string, options: Options = {}): Document.Parsed[] {
  const fault = tooDeep(text);
  return fault === undefined ? [...libraryParseAll(text, options)] : [refused(text, fault, options)];
}

/** As the library's own, with `errors` for what is nested too deeply. */
export function parseDocument(text: string, options: Options = {}): Document.Parsed {
  const fault = tooDeep(text);
  return fault === undefined ? libraryParseDocument(text, options) : refused(text, fault, options);
}

/** As the library's own. @throws YAMLParseError for what is no YAML, or is nested too deeply */
export function parse(text: string, options: Options & ToJSOptions = {}): unknown {
  const fault = tooDeep(text);
  if (fault !== undefined) throw fault;
  return libraryParse(text, options) as unknown;
}

/**
 * More levels than this a text cannot have, which is cheap to tell: in a column at most a list and a mapping begin,
 * and any further level needs a sign in its line.
 */
export function mostLevels(text: string): number {
  const brackets = text.match(/[[{]/g)?.length ?? 0;
  let most = 0;
  for (const line of text.split(/\r\n?|\n/)) {
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    most = Math.max(most, indent + (line.match(/[-?:]/g)?.length ?? 0));
  }
  return brackets + 2 * most + 2;
}

/** Where a text goes too deep. Counts what the library's parser has open, which needs no stack to get there. */
export function tooDeep(text: string): YAMLParseError | undefined {
  if (mostLevels(text) <= MAX_LEVELS) return undefined;
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    const {offset} = parser;
    for (const _ of parser.next(lexeme));
    // The document itself stands at the bottom, and a scalar that is being read on top.
    const {stack} = parser;
    if (stack.length > MAX_LEVELS + 1 && 'items' in (stack.at(-1) ?? {}))
      return new YAMLParseError(
        [offset, offset + lexeme.length],
        'RESOURCE_EXHAUSTION',
        `Nested more than ${MAX_LEVELS} levels deep`,
      );
  }
  return undefined;
}

/** An empty document with the fault. */
function refused(text: string, fault: YAMLParseError, options: Options): Document.Parsed {
  const document = libraryParseDocument('', {...options, lineCounter: undefined});
  const before = text.slice(0, fault.pos[0]).split('\n');
  const position = {line: before.length, col: (before.at(-1)?.length ?? 0) + 1};
  fault.linePos = [position, position];
  document.errors = [fault];
  // Lines are told from offsets later.
  let start = 0;
  for (const line of options.lineCounter === undefined ? [] : text.split('\n')) {
    options.lineCounter?.addNewLine(start);
    start += line.length + 1;
  }
  return document;
}
