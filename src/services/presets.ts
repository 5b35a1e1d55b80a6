import {copyFile, unlink} from 'node:fs/promises';
import {basename, dirname, join, resolve} from 'node:path';
import {UserError} from '../domain/user-error.ts';
import {makePrivateDirectory} from './make-missing.ts';
import {checkPresetName, findPreset, listPresets, presetPath, shown, unknownPreset} from './preset-files.ts';
import type {PresetDirectories} from './preset-files.ts';
import {readPreset} from './read-preset.ts';
import {MAX_TEXT_BYTES, readTextFile} from './read-text-file.ts';
import {saveText} from './save-text.ts';
import {systemCode, systemReason} from './system-reason.ts';
import {writeError} from './write-error.ts';

export {listPresets, readPreset};

/** Without `overwrite` an existing file is never replaced; with it, only a regular file is. */
async function save(request: {
  path: string;
  text: string;
  mode: number;
  overwrite: boolean;
}): Promise<string> {
  const {path, text, overwrite} = request;
  if (Buffer.byteLength(text) > MAX_TEXT_BYTES) {
    throw new UserError('The preset is larger than 1 MiB.', {next: ['Save a smaller preset.']});
  }
  const {kind} = await readTextFile(path);
  if (kind === 'directory' || kind === 'link' || kind === 'special') {
    throw new UserError(
      `${shown(path)} is a ${kind === 'special' ? 'device or pipe' : kind}, not a plain file.`,
      {
        next: ['Choose another name.'],
      },
    );
  }
  const exists = () =>
    new UserError(`${shown(path)} exists already.`, {
      next: ['Choose another name, or add --force to presets save, import or export.'],
    });
  if (kind !== 'absent' && !overwrite) throw exists();
  try {
    await saveText(request);
  } catch (error) {
    throw systemCode(error) === 'EEXIST' ? exists() : writeError(path, error);
  }
  return path;
}

export interface SavePresetRequest extends PresetDirectories {
  readonly name: string;
  readonly text: string;
  readonly overwrite: boolean;
}

/** Saves a preset under a name, readable by the user only, and gives its path. Throws `UserError`. */
export async function savePreset(request: SavePresetRequest): Promise<string> {
  const {builtInDirectory, userDirectory, schema, name, text, overwrite} = request;
  checkPresetName(name);
  if (
    !overwrite &&
    (await findPreset(name, {builtInDirectory, userDirectory: builtInDirectory})) !== undefined
  ) {
    throw new UserError(`The preset "${name}" comes with delegate-tui; yours would take its place.`, {
      next: ['Choose another name, or add --force to presets save or import.'],
    });
  }
  await makePrivateDirectory(userDirectory).catch((error: unknown) => {
    throw writeError(userDirectory, error);
  });
  const path = await save({path: presetPath(userDirectory, name), text, mode: 0o600, overwrite});
  // Editors do without completion when there is no room for it.
  if (schema !== undefined)
    await copyFile(schema, join(dirname(userDirectory), basename(schema))).catch(() => {});
  return path;
}

/** Deletes one of the user's presets and gives its path. Throws `UserError`, also for a built-in preset. */
export async function deletePreset(request: PresetDirectories & {name: string}): Promise<string> {
  const {name, userDirectory} = request;
  checkPresetName(name);
  const path = presetPath(userDirectory, name);
  const found = await findPreset(name, request);
  if (found === undefined) {
    const yours = (await listPresets(request)).filter(({origin}) => origin === 'yours');
    throw unknownPreset(
      name,
      yours.map((preset) => preset.name),
    );
  }
  if (found !== path) {
    throw new UserError(`The preset "${name}" comes with delegate-tui and stays.`, {
      next: ['Save one of yours under the same name to take its place.'],
    });
  }
  await unlink(path).catch((error: unknown) => {
    throw new UserError(`${shown(path)} could not be deleted: ${systemReason(error)}.`, {
      next: ['Delete it yourself.'],
      cause: error,
    });
  });
  return path;
}

/** Copies a preset to a file of the user's, and gives its path. Throws `UserError`. */
export async function exportPreset(
  request: PresetDirectories & {name: string; path: string; overwrite: boolean},
): Promise<string> {
  const {text} = await readPreset({...request, nameOrPath: request.name});
  return save({path: resolve(request.path), text, mode: 0o644, overwrite: request.overwrite});
}
