import {readFileSync} from 'node:fs';
import {basename} from 'node:path';
import {fileURLToPath} from 'node:url';
import {format} from 'oxfmt';

/** A text as the formatter of the project would leave it; the file's name says what it is. Throws on what cannot be read. */
export async function formatted({
  file,
  text,
}: {
  readonly file: string;
  readonly text: string;
}): Promise<string> {
  const options = JSON.parse(
    readFileSync(fileURLToPath(new URL('../.oxfmtrc.json', import.meta.url)), 'utf8'),
  );
  const {code, errors} = await format(basename(file), text, options);
  if (errors.length > 0) throw new Error(`${file}: ${errors.map(({message}) => message).join('; ')}`);
  return code;
}
