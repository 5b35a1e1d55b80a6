import {constants} from 'node:fs';
import {lstat, open, stat} from 'node:fs/promises';
import {systemCode, systemReason} from './system-reason.ts';

export const MAX_TEXT_BYTES = 1024 * 1024;

/** What stands at a path. `text` is UTF-8 without NUL, `mode` the permission bits. */
export type DiskEntry =
  | {readonly kind: 'absent'}
  | {readonly kind: 'text'; readonly text: string; readonly mode: number}
  | {readonly kind: 'too-large' | 'not-text'; readonly mode: number}
  | {readonly kind: 'directory' | 'link' | 'special'}
  | {readonly kind: 'unreadable'; readonly reason: string};

/** UTF-8 without NUL, or `undefined`. A byte order mark is kept. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Reads at most one byte more than allowed, whatever size the file claims. */
async function readCapped(path: string, flags: number): Promise<DiskEntry> {
  const file = await open(path, flags);
  try {
    const stats = await file.stat();
    if (!stats.isFile()) return {kind: 'special'};
    const mode = stats.mode & 0o777;
    if (stats.size > MAX_TEXT_BYTES) return {kind: 'too-large', mode};
    const buffer = Buffer.alloc(MAX_TEXT_BYTES + 1);
    let length = 0;
    while (length < buffer.length) {
      const {bytesRead} = await file.read(buffer, length, buffer.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    if (length > MAX_TEXT_BYTES) return {kind: 'too-large', mode};
    const text = decodeText(buffer.subarray(0, length));
    return text === undefined ? {kind: 'not-text', mode} : {kind: 'text', text, mode};
  } finally {
    await file.close();
  }
}

/**
 * Looks at a path and reads it when it is a regular file of at most 1 MiB. Never opens devices or pipes.
 * `followLinks` is for paths that the user typed. Does not throw.
 */
export async function readTextFile(path: string, {followLinks = false} = {}): Promise<DiskEntry> {
  try {
    const stats = await (followLinks ? stat(path) : lstat(path));
    if (stats.isSymbolicLink()) return {kind: 'link'};
    if (stats.isDirectory()) return {kind: 'directory'};
    if (!stats.isFile()) return {kind: 'special'};
    // The entry may be swapped after lstat: NONBLOCK keeps a pipe from hanging us.
    const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
    return await readCapped(path, followLinks ? flags : flags | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') return {kind: 'absent'};
    if (code === 'ELOOP' && !followLinks) return {kind: 'link'};
    return {kind: 'unreadable', reason: systemReason(error)};
  }
}
