import {lstat, readdir} from 'node:fs/promises';
import {join, parse} from 'node:path';
import {didYouMean} from '../domain/did-you-mean.ts';
import {isPresetName, PRESET_NAME_RULE} from '../domain/preset-name.ts';
import {sanitiseLine} from '../domain/text.ts';
import {WrongInput} from '../domain/user-error.ts';
import {readTextFile} from './read-text-file.ts';
import type {DiskEntry} from './read-text-file.ts';

export interface PresetDirectories {
  readonly builtInDirectory: string;
  readonly userDirectory: string;
  /** JSON Schema of presets; a copy lies above the user's directory, where the first line of a saved preset points. */
  readonly schema?: string;
}

export interface PresetFile {
  readonly name: string;
  readonly origin: 'built-in' | 'yours';
  readonly path: string;
  readonly text: string;
}

/** Words from outside inside a message. */
export const shown = (text: string): string => sanitiseLine(text, {maxLength: 200});

/** Throws `WrongInput` for a name that could not be a file name everywhere. */
export function checkPresetName(name: string): void {
  if (isPresetName(name)) return;
  throw new WrongInput(`"${shown(name)}" cannot be the name of a preset.`, {next: [PRESET_NAME_RULE]});
}

export const presetPath = (directory: string, name: string): string => join(directory, `${name}.yaml`);

/** Why a preset's file cannot be used, as the end of a sentence. */
const REFUSALS: Readonly<Record<Exclude<DiskEntry['kind'], 'text' | 'unreadable'>, string>> = {
  absent: 'does not exist',
  directory: 'is a directory, not a preset file',
  link: 'is a link; presets are plain files',
  special: 'is not a regular file',
  'too-large': 'is larger than 1 MiB, too large for a preset',
  'not-text': 'is not UTF-8 text',
};

/** The text of a preset file. Throws `WrongInput` with one sentence when it is not a plain text file of sane size. */
export async function presetText(path: string, options: {followLinks: boolean}): Promise<string> {
  const entry = await readTextFile(path, options);
  if (entry.kind === 'text') return entry.text;
  const refusal = entry.kind === 'unreadable' ? `cannot be read: ${entry.reason}` : REFUSALS[entry.kind];
  throw new WrongInput(`${shown(path)} ${refusal}.`, {next: ['Check the path, or choose another preset.']});
}

async function namesIn(directory: string): Promise<string[]> {
  const files = await readdir(directory).catch((): string[] => []);
  const names = files
    .map((file) => parse(file))
    .filter(({ext, name}) => ext === '.yaml' && isPresetName(name));
  return names.map(({name}) => name).sort();
}

async function presetsIn(directory: string, origin: PresetFile['origin']): Promise<PresetFile[]> {
  const presets: PresetFile[] = [];
  for (const name of await namesIn(directory)) {
    const path = presetPath(directory, name);
    const entry = await readTextFile(path);
    if (entry.kind === 'text') presets.push({name, origin, path, text: entry.text});
  }
  return presets;
}

/** What most people begin with; the wizard points at it. */
const FIRST = 'kubernetes';

const firstFirst = (presets: readonly PresetFile[]): PresetFile[] => [
  ...presets.filter(({name}) => name === FIRST),
  ...presets.filter(({name}) => name !== FIRST),
];

/**
 * Every preset that can be chosen by name: yours first, then the built-in ones that none of yours shadows.
 * Files that are not presets by name, size or kind are left out. Does not throw.
 */
export async function listPresets({
  builtInDirectory,
  userDirectory,
}: PresetDirectories): Promise<PresetFile[]> {
  const yours = await presetsIn(userDirectory, 'yours');
  const builtIn = firstFirst(await presetsIn(builtInDirectory, 'built-in'));
  const taken = new Set(yours.map(({name}) => name));
  return [...yours, ...builtIn.filter(({name}) => !taken.has(name))];
}

/** Path of what is there under a name, fit to be a preset or not; yours win. */
export async function findPreset(
  name: string,
  {builtInDirectory, userDirectory}: PresetDirectories,
): Promise<string | undefined> {
  if (!isPresetName(name)) return undefined;
  for (const directory of [userDirectory, builtInDirectory]) {
    const path = presetPath(directory, name);
    // A directory of yours that cannot be looked into, such as another user’s home under sudo, holds none.
    if ((await lstat(path).catch(() => undefined)) !== undefined) return path;
  }
  return undefined;
}

/** The refusal of a name that no preset has, with the nearest one and the list. */
export function unknownPreset(name: string, known: readonly string[]): WrongInput {
  const nearest = didYouMean(name, known);
  const next =
    known.length === 0 ? ['There are no presets yet.'] : [`Presets: ${known.map(shown).join(', ')}`];
  return new WrongInput(`There is no preset "${shown(name)}".`, {
    next: nearest === undefined ? next : [`Did you mean ${shown(nearest)}?`, ...next],
  });
}
