import {existsSync} from 'node:fs';
import {open} from 'node:fs/promises';
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
 * systems without /dev/fd and for programs that do not get what they should inherit.
 */
export async function handText(text: string, {named = !existsSync('/dev/fd')} = {}): Promise<HandedText> {
  const directory = await privateDirectory();
  if (named) {
    const path = await directory.write('text', text);
    return {path, descriptors: [], close: async () => await directory.remove()};
  }
  const file = await open(directory.path('text'), 'wx+', 0o600);
  await directory.remove();
  const bytes = Buffer.from(text);
  // At a position of its own, so that the file's own stays at the start. Linux opens the file anew for everybody who
  // reads /dev/fd/3; macOS hands on this very position, so there it can be read once, which is what kubectl does.
  for (let done = 0; done < bytes.length;)
    done += (await file.write(bytes, done, bytes.length - done, done)).bytesWritten;
  return {path: INHERITED, descriptors: [file.fd], close: async () => await file.close()};
}

const LACKING = /the path "\/dev\/fd\/3" (?:does not exist|cannot be accessed)|(?:open|stat) \/dev\/fd\/3: /;

/** Whether a program says that it did not get what it should inherit, as one behind sudo. */
export const lacksHandedText = (stderr: string): boolean => LACKING.test(stderr);

/** kubectl's words without the place that it read from, which says nothing to anybody. */
export const withoutSource = (stderr: string): string =>
  stderr.replaceAll(/error when [a-z ]{1,40} "\/dev\/fd\/3": /g, '');
