import {rename, rm} from 'node:fs/promises';
import {linkToFirstFree} from './link-to-first-free.ts';
import {stageFile} from './stage-file.ts';

/**
 * Writes a file whole or not at all. Without `overwrite` nothing is ever replaced: throws the system's `EEXIST`.
 * A link at `path` is replaced, never followed. The directory must exist.
 */
export async function saveText(request: {
  path: string;
  text: string;
  mode: number;
  overwrite: boolean;
}): Promise<void> {
  const {path, text, mode, overwrite} = request;
  const staged = await stageFile({path, content: text, mode});
  try {
    await (overwrite ? rename(staged, path) : linkToFirstFree(staged, [path]));
  } finally {
    await rm(staged, {force: true});
  }
}
