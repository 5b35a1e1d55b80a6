import {whyRefused} from '../../services/existing-file.ts';
import {decodeText, MAX_TEXT_BYTES, readTextFile} from '../../services/read-text-file.ts';
import type {Problem} from '../../domain/problem.ts';
import {sanitiseLine} from '../../domain/text.ts';
import type {Io} from '../../console/io.ts';

/** A file to patch. */
export interface Input {
  /** `-` for standard input. */
  readonly file: string;
  readonly text: string;
  readonly mode: number;
}

const PRIVATE = 0o600;

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
      ? problem(file, `${sentence({kind: 'not-text', mode: PRIVATE})}, of at most 1 MiB`)
      : {file, text, mode: PRIVATE};
  }
  const entry = await readTextFile(file, {followLinks: true});
  if (entry.kind === 'text') return {file, text: entry.text, mode: entry.mode};
  return problem(file, entry.kind === 'special' ? SPECIAL : sentence(entry));
}

const SPECIAL = 'is no regular file; give - to read standard input';
const sentence = (entry: Parameters<typeof whyRefused>[0]): string => whyRefused(entry).join('; ');

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
