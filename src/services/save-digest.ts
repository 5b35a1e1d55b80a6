import {join} from 'node:path';
import type {BuildEvent} from '../domain/build-run/build-events.ts';
import {saveText} from './save-text.ts';
import {systemReason} from './system-reason.ts';

/** Beside the files that the image was made from. */
export const DIGEST_FILE = 'image-digest.json';
const PUBLIC_MODE = 0o644;

export type Pushed = Extract<BuildEvent, {type: 'pushed'}>;

/** Writes what was pushed into the output directory; the path, or the reason why it is not there. */
export async function saveDigest(
  {image, digest, pinned}: Pushed,
  {directory, now}: {readonly directory: string; readonly now: Date},
): Promise<{readonly path: string} | {readonly reason: string}> {
  const path = join(directory, DIGEST_FILE);
  const text = `${JSON.stringify({image, digest, pinned, pushed: now.toISOString()}, undefined, 2)}\n`;
  try {
    await saveText({path, text, mode: PUBLIC_MODE, overwrite: true});
    return {path};
  } catch (error) {
    return {reason: systemReason(error)};
  }
}
