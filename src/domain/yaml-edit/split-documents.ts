import {Parser} from 'yaml';
import {tooDeep} from '../bounded-yaml.ts';

/** Where a document stands in its text: with its directives and comments, up to the next one. */
export interface DocumentSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Spans of the documents of a YAML text, without gaps between them. A text without any value or `---` has none.
 * Never throws: what is not YAML is told when a span is parsed. A text that is nested too deeply is one span.
 */
export function splitDocuments(text: string): DocumentSpan[] {
  if (tooDeep(text) !== undefined) return [{start: 0, end: text.length}];
  const starts: number[] = [];
  let waiting: number | undefined = 0;
  for (const token of new Parser().parse(text)) {
    if (token.type === 'document') {
      starts.push(waiting ?? token.offset);
      waiting = undefined;
    } else if (token.type === 'doc-end') {
      waiting = undefined;
    } else if (token.type !== 'error' && 'offset' in token) {
      // What does not fit stands in the document above it, which is refused then.
      waiting ??= token.offset;
    }
  }
  return starts.map((start, index) => ({start, end: starts[index + 1] ?? text.length}));
}
