import {constants} from 'node:fs';
import {access, rm} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {isDeep} from '../domain/deploy/json.ts';
import {linkToFirstFree} from './link-to-first-free.ts';
import {withoutTokens} from './looks-like-token.ts';
import {makePrivateDirectory} from './make-missing.ts';
import {configDirectory} from './paths.ts';
import {preferenceValues} from './preference-values.ts';
import type {PreferenceValues} from './preference-values.ts';
import {readTextFile} from './read-text-file.ts';
import {systemReason} from './system-reason.ts';

export type {PreferenceValues};

/** Neither method throws: what goes wrong costs one sentence. */
export interface Preferences {
  read(): Promise<{preferences: PreferenceValues; notice?: string}>;
  write(next: PreferenceValues): Promise<{notice?: string}>;
}

const NAME = 'preferences';
const MAX_CORRUPT = 99;
const ELSEWHERE = 'Set DELEGATE_TUI_CONFIG_DIR to a directory that is yours.';

/** Writes the store. Loaded here because most runs never need it; it takes any JSON for its own, so it never reads for us. */
async function writeStore(directory: string, values: Record<string, unknown>): Promise<void> {
  const {default: Conf} = await import('conf');
  const store = new Conf<Record<string, unknown>>({
    cwd: directory,
    configName: NAME,
    projectName: 'delegate-tui',
    projectSuffix: '',
    configFileMode: 0o600,
    accessPropertiesByDotNotation: false,
  });
  store.store = values;
}

function parse(text: string): PreferenceValues | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isDeep(value) ? undefined : preferenceValues(value);
  } catch {
    return undefined;
  }
}

function* corruptNames(path: string): Generator<string> {
  for (let number = 1; number <= MAX_CORRUPT; number++) yield `${path}.corrupt-${number}`;
}

/** Moves a file that is not ours out of the way. Gives its new name. */
async function putAside(path: string): Promise<string> {
  const aside = await linkToFirstFree(path, corruptNames(path));
  await rm(path);
  return basename(aside);
}

type Stored = {preferences: PreferenceValues; notice?: string};

/** Reads the store; what cannot be ours is put aside, never deleted. */
async function load(directory: string): Promise<Stored> {
  const path = join(directory, `${NAME}.json`);
  const entry = await readTextFile(path, {followLinks: true});
  if (entry.kind === 'absent') return {preferences: {}};
  if (entry.kind === 'unreadable') throw new Error(entry.reason);
  if (entry.kind === 'directory' || entry.kind === 'special')
    throw new Error('something that is not a file is in its place');
  const preferences = entry.kind === 'text' ? parse(entry.text) : undefined;
  if (preferences !== undefined) return {preferences};
  const aside = await putAside(path);
  return {
    preferences: {},
    notice: `Saved preferences could not be understood; they are kept as ${aside}. Delete it if you do not miss them.`,
  };
}

async function save(directory: string, next: PreferenceValues): Promise<{notice?: string}> {
  await makePrivateDirectory(directory);
  // The store would try for a second before it gives up.
  await access(directory, constants.W_OK | constants.X_OK);
  const {notice} = await load(directory);
  const {value, dropped} = withoutTokens(JSON.parse(JSON.stringify(preferenceValues(next) ?? {})));
  await writeStore(directory, value as Record<string, unknown>);
  if (dropped === 0) return notice === undefined ? {} : {notice};
  return {
    notice:
      'What looks like a delegate token was not remembered. Give the token with --token-file or DELEGATE_TOKEN.',
  };
}

/**
 * What the terminal UI remembers between runs, in `preferences.json` (mode 0600) of the directory, which is the
 * user's configuration directory when not given. Nothing is read or made before a method is called.
 */
export function openPreferences({
  directory = configDirectory(process.env, process.platform),
}: {directory?: string} = {}): Preferences {
  return {
    async read() {
      try {
        return await load(directory);
      } catch (error) {
        return {
          preferences: {},
          notice: `Saved preferences cannot be read: ${systemReason(error)}. ${ELSEWHERE}`,
        };
      }
    },
    async write(next) {
      try {
        return await save(directory, next);
      } catch (error) {
        return {notice: `Preferences were not saved: ${systemReason(error)}. ${ELSEWHERE}`};
      }
    },
  };
}
