import {decodeText, MAX_TEXT_BYTES, readTextFile} from '../../services/read-text-file.ts';
import type {Problem} from '../../domain/problem.ts';
import {sanitiseLine} from '../../domain/text.ts';
import type {Io} from '../../io.ts';

/** A file to patch. */
export interface Input {
  /** `-` for standard input. */
  readonly file: string;
  readonly text: string;
  readonly mode: number;
}

const PRIVATE = 0o600;

const REASONS: Readonly<Record<string, string>> = {
  absent: 'does not exist; give the path of the manifest',
  directory: 'is a directory; give a manifest in it',
  special: 'is no regular file; give - to read standard input',
  'too-large': 'is larger than 1 MiB; give the manifest of the delegate alone',
  'not-text': 'is no text in UTF-8; give a YAML manifest',
};

const problem = (file: string, message: string): Problem => ({
  field: sanitiseLine(file === '-' ? 'standard input' : file, {maxLength: 200}),
  code: 'unreadable',
  severity: 'error',
  message,
});

/** Reads what is to be patched; a problem when it cannot be read. */
export async function readInput(file: string, io: Io): Promise<Input | Problem> {
  if (file === '-') {
    const text = await readAll(io.input);
    return text === undefined
      ? problem(file, `${REASONS['not-text']}, of at most 1 MiB`)
      : {file, text, mode: PRIVATE};
  }
  const entry = await readTextFile(file, {followLinks: true});
  if (entry.kind === 'text') return {file, text: entry.text, mode: entry.mode};
  const reason =
    entry.kind === 'unreadable'
      ? `cannot be read: ${entry.reason}; make it readable for you`
      : REASONS[entry.kind];
  return problem(file, reason ?? 'cannot be read; give another file');
}

async function readAll(input: Io['input']): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
    size += bytes.length;
    if (size > MAX_TEXT_BYTES) return undefined;
    chunks.push(bytes);
  }
  return decodeText(Buffer.concat(chunks));
}
