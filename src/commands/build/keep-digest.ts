import {join} from 'node:path';
import type {BuildEvent} from '../../domain/build-run/build-events.ts';
import {printLines, type Io} from '../../io.ts';
import {saveText} from '../../services/save-text.ts';
import {systemReason} from '../../services/system-reason.ts';
import {shellPath} from '../../shell-quote.ts';
import {jsonLine} from '../../tell-problems.ts';

/** Beside the files that the image was made from. */
const DIGEST_FILE = 'image-digest.json';
const PUBLIC_MODE = 0o644;

type Pushed = Extract<BuildEvent, {type: 'pushed'}>;

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

/** Keeps the digest that names exactly this content beside the files, and tells so. */
export async function keepDigest(
  pushed: Pushed,
  {
    directory,
    now,
    io,
    json,
  }: {readonly directory: string; readonly now: Date; readonly io: Io; readonly json: boolean},
): Promise<void> {
  if (pushed.digest === undefined) return;
  const shown = shellPath(directory, DIGEST_FILE);
  const saved = await saveDigest(pushed, {directory, now});
  if ('path' in saved) {
    if (json) io.out(jsonLine({type: 'digest-kept', path: saved.path}));
    else printLines(io.out, [`Kept     ${shown}`]);
    return;
  }
  // The push has succeeded all the same.
  if (json) io.out(jsonLine({type: 'notice', text: `${shown} was not written: ${saved.reason}`}));
  else printLines(io.err, [`${shown} was not written: ${saved.reason}. Copy the digest above.`]);
}
