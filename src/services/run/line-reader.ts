import {StringDecoder} from 'node:string_decoder';

/** Cuts bytes into lines. */
export interface LineReader {
  /** False when a line is longer than allowed. */
  push(bytes: Uint8Array): boolean;
  /** What came after the last line end: never a whole line. */
  rest(): string;
}

/** Gives every finished line, without its end, to `onLine`. `maxLength` counts UTF-16 units. */
export function lineReader({
  onLine,
  maxLength,
}: {
  readonly onLine: (line: string) => void;
  readonly maxLength: number;
}): LineReader {
  const decoder = new StringDecoder('utf8');
  let pieces: string[] = [];
  let length = 0;
  return {
    push(bytes) {
      const [first = '', ...others] = decoder
        .write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
        .split('\n');
      pieces.push(first);
      length += first.length;
      for (const next of others) {
        const line = pieces.join('');
        if (line.length > maxLength) return false;
        onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
        pieces = [next];
        length = next.length;
      }
      return length <= maxLength;
    },
    rest: () => pieces.join(''),
  };
}
