import {mkdir, readdir, rm, writeFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {hiddenName, stageFile, type FileToStage} from './stage-file.ts';

/** A file that waits for its place, and the directory that is there for it alone. */
export interface StagedSecret {
  readonly staged: string;
  readonly holder: string;
}

/** What a holder has inside besides hidden files. */
export const HOLDER_IGNORE = '.gitignore';
const MAX_NAME_BYTES = 255;

/** Begins like the file where that fits: a pattern like `/token.yaml*` that keeps the file out is for this too. */
function holderName(path: string): string {
  const hidden = hiddenName(path);
  const name = `${basename(path)}${basename(hidden)}`;
  return Buffer.byteLength(name) > MAX_NAME_BYTES ? hidden : join(dirname(path), name);
}

/**
 * Stages a file that may hold a token, in a new directory that only the owner may open and that Git leaves out
 * whatever is ignored beside it: a program that is killed must not leave the token where `git add` takes it.
 * Leaves nothing when it throws.
 */
export async function stageSecret({onName, path, ...file}: FileToStage): Promise<StagedSecret> {
  const holder = holderName(path);
  onName?.(holder);
  await mkdir(holder, {mode: 0o700});
  try {
    await writeFile(join(holder, HOLDER_IGNORE), '*\n', {flag: 'wx', mode: 0o600, flush: true});
    return {holder, staged: await stageFile({...file, path: join(holder, basename(path))})};
  } catch (error) {
    await rm(holder, {recursive: true, force: true});
    throw error;
  }
}

/** Removes what was staged and did not get its place. A holder in which something else is left stays. */
export async function unstage({
  staged,
  holder,
}: Pick<StagedSecret, 'staged'> & {readonly holder?: string}): Promise<void> {
  await rm(staged, {force: true});
  if (holder === undefined) return;
  // What could not be put back may be in it.
  const left = await readdir(holder).catch(() => undefined);
  if (left?.every((name) => name === HOLDER_IGNORE) === true)
    await rm(holder, {recursive: true, force: true});
}
