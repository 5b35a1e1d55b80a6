import {access, constants} from 'node:fs/promises';
import {dirname} from 'node:path';
import {sanitiseLine} from '../domain/text.ts';
import {UserError} from '../domain/user-error.ts';
import {commitFiles} from './commit-files.ts';
import {readTextFile} from './read-text-file.ts';
import {stageSecret, unstage} from './stage-secret.ts';
import {writeError} from './write-error.ts';

const shown = (path: string): string => sanitiseLine(path, {maxLength: 200});

const PRIVATE = 0o600;
const OF_OTHERS = 0o077;

interface Replacement {
  readonly path: string;
  /** What the new text was made from; the file must still hold it. */
  readonly before: string;
  readonly after: string;
  /** The new text holds a secret that the old one lacks. */
  readonly addsSecret?: boolean;
}

interface Replaced {
  /** Path of what was there before, which keeps its mode. */
  readonly backup: string;
  /** Others could read the file, and can no longer. */
  readonly isClosed: boolean;
}

/**
 * Puts another text into a file, whole or not at all. What was there is kept beside it, as `NAME.backup-N`. The mode
 * stays; only a file that gets a secret is closed to others. Throws `UserError` for a link, and for a file that
 * changed meanwhile.
 */
export async function replaceText({path, before, after, addsSecret = false}: Replacement): Promise<Replaced> {
  const old = await checked(path, before);
  const isClosed = addsSecret && (old & OF_OTHERS) !== 0;
  const mode = isClosed ? PRIVATE : old;
  // Whatever people have in their files: it may be a token.
  const staged = await stageSecret({path, content: after, mode}).catch((error: unknown) => {
    throw writeError(path, error);
  });
  try {
    await checked(path, before);
    const [committed] = await commitFiles([{path, ...staged, target: path, backup: true}]);
    return {backup: committed?.backup ?? path, isClosed};
  } finally {
    await unstage(staged);
  }
}

/** Throws the `UserError` that `replaceText` would throw, as far as that can be told without writing. */
export async function couldReplace({path, before}: Pick<Replacement, 'path' | 'before'>): Promise<void> {
  await checked(path, before);
  await couldWriteBeside(path);
}

async function couldWriteBeside(path: string): Promise<void> {
  await access(dirname(path), constants.W_OK).catch((error: unknown) => {
    throw writeError(path, error);
  });
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

interface Creation {
  readonly path: string;
  readonly text: string;
  readonly mode: number;
}

/**
 * Writes a new file. One that is there already with the same text stays as it is; with another text it is
 * refused with a `UserError`.
 */
export async function createText({path, text, mode}: Creation): Promise<void> {
  if (await isThere(path, text)) return;
  const staged = await stageSecret({path, content: text, mode}).catch((error: unknown) => {
    throw writeError(path, error);
  });
  try {
    await commitFiles([{path, ...staged, names: [path]}]);
  } finally {
    await unstage(staged);
  }
}

/** Throws the `UserError` that `createText` would throw, as far as that can be told without writing. */
export async function couldCreate({path, text}: Pick<Creation, 'path' | 'text'>): Promise<void> {
  if (!(await isThere(path, text))) await couldWriteBeside(path);
}

/** Whether the file is there with just this text; anything else in its place is refused. */
async function isThere(path: string, text: string): Promise<boolean> {
  const entry = await readTextFile(path);
  if (entry.kind === 'absent') return false;
  if (entry.kind === 'text' && entry.text === text) return true;
  throw new UserError(`${shown(path)} is there already.`, {
    next: ['Nothing was written. Move it away, or give another name with --output FILE.'],
  });
}
