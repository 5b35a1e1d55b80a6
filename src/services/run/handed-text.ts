import {existsSync} from 'node:fs';
import {open, type FileHandle} from 'node:fs/promises';
import {privateDirectory} from './private-directory.ts';

/** A text that one program reads, and nobody else may. */
export interface HandedText {
  /** What the program is told to read. */
  readonly path: string;
  /** Files that it has to inherit, from its descriptor 3 on. */
  readonly descriptors: readonly number[];
  /** To be called when nobody reads any more, or when everybody has it. */
  readonly close: () => Promise<void>;
}

/** The first descriptor beyond input, output and errors. */
const INHERITED = '/dev/fd/3';

/**
 * Makes a text readable for a program that we start. It stands in a file (0600) that has no name any more before
 * the first byte is written, and that the program inherits open: it goes with whoever still holds it, also when we
 * are killed, and a program that has it can read it after we are gone. `named`: in a file that has a name, for
 * systems without /dev/fd and for programs that do not get what they should inherit. Throws what the system says.
 */
export async function handText(text: string, {named = !existsSync('/dev/fd')} = {}): Promise<HandedText> {
  const directory = await privateDirectory();
  if (named) {
    const close = async () => await directory.remove();
    return {path: await orClosed(close, directory.write('text', text)), descriptors: [], close};
  }
  let file: FileHandle;
  try {
    file = await open(directory.path('text'), 'wx+', 0o600);
  } finally {
    await directory.remove();
  }
  const close = async () => await file.close();
  await orClosed(close, writeAll(file, text));
  return {path: INHERITED, descriptors: [file.fd], close};
}

/** On a full disk nothing stays behind. */
async function orClosed<T>(close: () => Promise<void>, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * At a position of its own, so that the file's own stays at the start. Linux opens the file anew for everybody who
 * reads /dev/fd/3; macOS hands on this very position, so there it can be read once, which is what kubectl does.
 */
async function writeAll(file: FileHandle, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;)
    done += (await file.write(bytes, done, bytes.length - done, done)).bytesWritten;
}

const LACKING = /the path "\/dev\/fd\/3" (?:does not exist|cannot be accessed)|(?:open|stat) \/dev\/fd\/3: /;

/** Whether a program says that it did not get what it should inherit, as one behind sudo. */
export const lacksHandedText = (stderr: string): boolean => LACKING.test(stderr);

/** kubectl's words without the place that it read from, which says nothing to anybody. */
export const withoutSource = (stderr: string): string =>
  stderr.replaceAll(/error when [a-z ]{1,40} "\/dev\/fd\/3": /g, '');
