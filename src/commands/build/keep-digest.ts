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

/** Writes what was pushed, and the digest that names exactly this content, into the output directory. */
export async function keepDigest(
  {image, digest, pinned}: Extract<BuildEvent, {type: 'pushed'}>,
  {
    directory,
    now,
    io,
    json,
  }: {readonly directory: string; readonly now: Date; readonly io: Io; readonly json: boolean},
): Promise<void> {
  if (digest === undefined) return;
  const path = join(directory, DIGEST_FILE);
  const shown = shellPath(directory, DIGEST_FILE);
  const text = `${JSON.stringify({image, digest, pinned, pushed: now.toISOString()}, undefined, 2)}\n`;
  try {
    await saveText({path, text, mode: PUBLIC_MODE, overwrite: true});
    if (json) io.out(jsonLine({type: 'digest-kept', path}));
    else printLines(io.out, [`Kept     ${shown}`]);
  } catch (error) {
    // The push has succeeded all the same.
    const reason = systemReason(error);
    if (json) io.out(jsonLine({type: 'notice', text: `${shown} was not written: ${reason}`}));
    else printLines(io.err, [`${shown} was not written: ${reason}. Copy the digest above.`]);
  }
}
