import {parse} from 'node:path';
import {WrongInput} from '../domain/user-error.ts';
import {findPreset, listPresets, presetText, shown, unknownPreset} from './preset-files.ts';
import type {PresetDirectories} from './preset-files.ts';
import {MAX_TEXT_BYTES, decodeText, readTextFile} from './read-text-file.ts';

/** Bytes or text as they come in, such as `process.stdin`. */
export type TextStream = AsyncIterable<Uint8Array | string>;

export interface ReadPresetRequest extends PresetDirectories {
  /** A name, a path (with a `/`, or ending in .yaml or .yml), or `-` for standard input. */
  readonly nameOrPath: string;
  readonly stdin?: TextStream;
}

/** A preset's text, not parsed. `file` is what messages call it. */
export interface PresetSource {
  readonly name: string;
  readonly file: string;
  readonly text: string;
}

async function readStream(stream: TextStream): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    chunks.push(bytes);
    length += bytes.length;
    if (length > MAX_TEXT_BYTES) {
      throw new WrongInput('The preset on standard input is larger than 1 MiB.', {
        next: ['Give a smaller preset.'],
      });
    }
  }
  const text = decodeText(Buffer.concat(chunks));
  if (text !== undefined) return text;
  throw new WrongInput('The preset on standard input is not UTF-8 text.', {next: ['Save it as UTF-8.']});
}

const isPath = (nameOrPath: string) => /[/\\]|\.ya?ml$/i.test(nameOrPath);

/**
 * Finds a preset and reads it. Links are followed in paths that the user gives, not among the named presets.
 * Throws `WrongInput` when there is none, or when it is not UTF-8 text of at most 1 MiB.
 */
export async function readPreset(request: ReadPresetRequest): Promise<PresetSource> {
  const {nameOrPath} = request;
  if (nameOrPath === '-') {
    const {stdin = process.stdin as TextStream} = request;
    return {name: 'stdin', file: 'standard input', text: await readStream(stdin)};
  }
  if (isPath(nameOrPath)) {
    return {
      name: parse(nameOrPath).name,
      file: nameOrPath,
      text: await presetText(nameOrPath, {followLinks: true}),
    };
  }
  const file = await findPreset(nameOrPath, request);
  if (file !== undefined) return {name: nameOrPath, file, text: await presetText(file, {followLinks: false})};
  const refusal = unknownPreset(
    nameOrPath,
    (await listPresets(request)).map(({name}) => name),
  );
  // Most likely a path was meant, which is told from a name by its form.
  const {kind} = await readTextFile(nameOrPath, {followLinks: true});
  if (kind === 'directory')
    throw new WrongInput(`${shown(nameOrPath)} is a directory, not a preset.`, {
      next: ['Give a file in it, or the name of a preset.', ...refusal.next],
    });
  if (kind === 'text')
    throw new WrongInput(refusal.message, {
      next: [`The file of that name is read with ./${shown(nameOrPath)}`, ...refusal.next],
    });
  throw refusal;
}
