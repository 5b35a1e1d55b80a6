import {rm} from 'node:fs/promises';
import {sanitiseLine} from '../domain/text.ts';
import {UserError} from '../domain/user-error.ts';
import {commitFiles} from './commit-files.ts';
import {readTextFile} from './read-text-file.ts';
import {stageFile} from './stage-file.ts';
import {writeError} from './write-error.ts';

const shown = (path: string): string => sanitiseLine(path, {maxLength: 200});

interface Replacement {
  readonly path: string;
  /** What the new text was made from; the file must still hold it. */
  readonly before: string;
  readonly after: string;
}

/**
 * Puts another text into a file, whole or not at all. The mode stays, and what was there is kept beside it, as
 * `NAME.backup-N`; gives the path of that. Throws `UserError` for a link, and for a file that changed meanwhile.
 */
export async function replaceText({path, before, after}: Replacement): Promise<{readonly backup: string}> {
  const mode = await checked(path, before);
  const staged = await stageFile({path, content: after, mode}).catch((error: unknown) => {
    throw writeError(path, error);
  });
  try {
    await checked(path, before);
    const [committed] = await commitFiles([{path, staged, target: path, backup: true}]);
    return {backup: committed?.backup ?? path};
  } finally {
    await rm(staged, {force: true});
  }
}

/** The mode of the file, which must be a regular one that holds the text. */
async function checked(path: string, text: string): Promise<number> {
  const entry = await readTextFile(path);
  if (entry.kind === 'link')
    throw new UserError(`${shown(path)} is a link, and is not replaced.`, {
      next: ['Nothing was written. Give the file that it leads to, or write elsewhere with --output FILE.'],
    });
  if (entry.kind !== 'text' || entry.text !== text)
    throw new UserError(`${shown(path)} changed while it was looked at.`, {
      next: ['Nothing was written. Run it again to see what it would change now.'],
    });
  return entry.mode;
}

/**
 * Writes a new file. One that is there already with the same text stays as it is; with another text it is
 * refused with a `UserError`.
 */
export async function createText({
  path,
  text,
  mode,
}: {
  readonly path: string;
  readonly text: string;
  readonly mode: number;
}): Promise<void> {
  const entry = await readTextFile(path);
  if (entry.kind === 'text' && entry.text === text) return;
  if (entry.kind !== 'absent')
    throw new UserError(`${shown(path)} is there already.`, {
      next: ['Nothing was written. Move it away, or give another name with --output FILE.'],
    });
  const staged = await stageFile({path, content: text, mode}).catch((error: unknown) => {
    throw writeError(path, error);
  });
  try {
    await commitFiles([{path, staged, names: [path]}]);
  } finally {
    await rm(staged, {force: true});
  }
}
