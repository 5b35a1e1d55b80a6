import {constants} from 'node:fs';
import {access, lstat, stat} from 'node:fs/promises';
import {dirname, join, resolve} from 'node:path';
import {sanitiseLine} from '../domain/text.ts';
import {systemCode, systemReason} from './system-reason.ts';

type Found = {readonly kind: 'directory' | 'absent'} | {readonly kind: 'wrong'; readonly reason: string};

const shown = (path: string) => sanitiseLine(path, {maxLength: 200});
const wrong = (path: string, reason: string): Found => ({kind: 'wrong', reason: `${shown(path)} ${reason}`});

async function look(path: string, {followLinks}: {followLinks: boolean}): Promise<Found> {
  try {
    const stats = await (followLinks ? stat(path) : lstat(path));
    if (stats.isDirectory()) return {kind: 'directory'};
    return wrong(
      path,
      stats.isSymbolicLink() ? 'is a link that could lead elsewhere' : 'is a file, not a directory',
    );
  } catch (error) {
    const code = systemCode(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR')
      return wrong(path, `cannot be opened: ${systemReason(error)}`);
    const entry = await lstat(path).catch(() => undefined);
    return entry === undefined ? {kind: 'absent'} : wrong(path, 'is a link to nothing');
  }
}

async function notWritable(path: string): Promise<string | undefined> {
  try {
    await access(path, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return `${shown(path)} cannot be written to: ${systemReason(error)}`;
  }
}

/** The directory, or the nearest one above it that exists. The user named it, so that it may be a link. */
async function nearest(directory: string): Promise<{path: string; found: Found}> {
  let path = directory;
  let found = await look(path, {followLinks: true});
  while (found.kind === 'absent' && dirname(path) !== path) {
    path = dirname(path);
    found = await look(path, {followLinks: true});
  }
  return {path, found};
}

/**
 * Why no file can be made at `path` (relative, checked) below `directory`: something in between is not a
 * directory, is a link that could lead elsewhere, or may not be written to. `undefined` when nothing is in the way.
 */
export async function parentProblem(directory: string, path: string): Promise<string | undefined> {
  const start = await nearest(resolve(directory));
  if (start.found.kind === 'wrong') return start.found.reason;
  let deepest = start.path;
  const segments = start.path === resolve(directory) ? path.split('/').slice(0, -1) : [];
  for (const segment of segments) {
    const below = join(deepest, segment);
    const found = await look(below, {followLinks: false});
    if (found.kind === 'wrong') return found.reason;
    if (found.kind === 'absent') break;
    deepest = below;
  }
  return notWritable(deepest);
}
