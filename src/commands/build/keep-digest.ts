import {printLines, type Io} from '../../console/io.ts';
import {DIGEST_FILE, saveDigest, type Pushed} from '../../services/save-digest.ts';
import {shellPath} from '../../console/shell-quote.ts';
import {jsonLine} from '../../console/tell-problems.ts';

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
