import {homedir} from 'node:os';
import {join} from 'node:path';
import {sanitiseLine} from '../domain/text.ts';
import {UserError} from '../domain/user-error.ts';
import {readTextFile, type DiskEntry} from './read-text-file.ts';

/** What is wrong, and what to do instead. */
const REASONS: Readonly<
  Record<Exclude<DiskEntry['kind'], 'text' | 'unreadable'>, readonly [string, string]>
> = {
  absent: ['does not exist', 'Give the path of the manifest that installs the delegate.'],
  directory: ['is a directory', 'Give a manifest in it.'],
  link: ['is a link', 'Give the file that it leads to.'],
  special: ['is no regular file', 'Give the path of the manifest that installs the delegate.'],
  'too-large': ['is larger than 1 MiB', 'Give the manifest of the delegate alone.'],
  'not-text': ['is no text in UTF-8', 'Give a YAML manifest.'],
};

/** `~/x` as a shell would read it. */
const expanded = (path: string): string =>
  path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path;

/**
 * Reads a file that people have, to be edited later. A link is none: edits would take its place. Throws `UserError`
 * when it cannot be read.
 */
export async function readExistingFile(
  given: string,
): Promise<{readonly path: string; readonly text: string}> {
  const path = expanded(given);
  const entry = await readTextFile(path);
  if (entry.kind === 'text') return {path, text: entry.text};
  const name = sanitiseLine(path, {maxLength: 200});
  if (entry.kind === 'unreadable')
    throw new UserError(`${name} cannot be read: ${entry.reason}.`, {next: ['Make it readable for you.']});
  const [what, next] = REASONS[entry.kind];
  throw new UserError(`${name} ${what}.`, {next: [next]});
}
