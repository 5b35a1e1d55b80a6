import {join} from 'node:path';
import {sanitiseLine} from '../domain/text.ts';
import {WrongInput} from '../domain/user-error.ts';
import {home} from './paths.ts';
import {readTextFile, type DiskEntry} from './read-text-file.ts';

type Refused = Exclude<DiskEntry, {readonly kind: 'text'}>;

const GIVE = 'give the path of the manifest, values file or Terraform file';

/** What is wrong, and what to do instead. */
const REASONS: Readonly<Record<Exclude<Refused['kind'], 'unreadable'>, readonly [string, string]>> = {
  absent: ['does not exist', GIVE],
  directory: ['is a directory', 'give a file in it'],
  link: ['is a link', 'give the file that it leads to'],
  special: ['is no regular file', GIVE],
  'too-large': ['is larger than 1 MiB', 'give the file of the delegate alone'],
  'not-text': ['is no text in UTF-8', 'give a manifest, values file or Terraform file'],
};

/** Why what stands at a path cannot be edited, and what to do instead: two parts of a sentence. */
export const whyRefused = (entry: Refused): readonly [what: string, next: string] =>
  entry.kind === 'unreadable'
    ? [`cannot be read: ${entry.reason}`, 'make it readable for you']
    : REASONS[entry.kind];

/** `~/x` as a shell would read it. */
const expanded = (path: string): string =>
  path === '~' || path.startsWith('~/') ? join(home(process.env), path.slice(1)) : path;

/**
 * Reads a file that people have, to be edited later. A link is none: edits would take its place. Throws `WrongInput`
 * when it cannot be read.
 */
export async function readExistingFile(
  given: string,
): Promise<{readonly path: string; readonly text: string}> {
  const path = expanded(given);
  const entry = await readTextFile(path);
  if (entry.kind === 'text') return {path, text: entry.text};
  const [what, next] = whyRefused(entry);
  throw new WrongInput(`${sanitiseLine(path, {maxLength: 200})} ${what}.`, {
    next: [`${next.charAt(0).toUpperCase()}${next.slice(1)}.`],
  });
}
