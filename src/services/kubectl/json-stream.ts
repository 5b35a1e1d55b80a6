import {parseJson} from '../../domain/deploy/json.ts';

/** Cuts a text of JSON objects that follow each other, as `kubectl create -f -o json` prints them. */
export interface JsonSplitter {
  /** Objects that are complete with this piece. Throws `SyntaxError` for what is not JSON. */
  push(piece: string): unknown[];
  /** Throws `SyntaxError` when an object was begun and not ended. */
  end(): void;
}

/** Follows braces, strings and escapes; line ends mean nothing. */
export function jsonSplitter(): JsonSplitter {
  let kept = '';
  let depth = 0;
  let inString = false;
  let escaped = false;
  return {
    push(piece) {
      const found: unknown[] = [];
      let start = 0;
      for (let index = 0; index < piece.length; index++) {
        const character = piece[index];
        if (inString) {
          if (escaped) escaped = false;
          else if (character === '\\') escaped = true;
          else if (character === '"') inString = false;
        } else if (character === '"') {
          inString = true;
        } else if (character === '{' || character === '[') {
          depth++;
        } else if (character === '}' || character === ']') {
          depth--;
          if (depth > 0) continue;
          const value = parseJson(kept + piece.slice(start, index + 1));
          if (value === undefined)
            throw new SyntaxError('The output of kubectl holds something that is no JSON.');
          found.push(value);
          kept = '';
          start = index + 1;
          depth = 0;
        }
      }
      kept += piece.slice(start);
      return found;
    },
    end() {
      if (kept.trim() !== '') throw new SyntaxError('The output of kubectl ends in the middle of an object.');
    },
  };
}

/** All objects of a whole text. Throws `SyntaxError`. */
export function jsonObjects(text: string): unknown[] {
  const splitter = jsonSplitter();
  const found = splitter.push(text);
  splitter.end();
  return found;
}
