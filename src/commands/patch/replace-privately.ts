import {chmod} from 'node:fs/promises';

const PRIVATE = 0o600;

interface PrivateWrite {
  readonly path: string;
  /** Of the file as it was. */
  readonly mode: number;
  /** Puts the new text in its place, with the mode that the file has then, and gives the path of the backup. */
  readonly write: () => Promise<{readonly backup: string}>;
}

/**
 * Replaces a file by one that only its owner can read. It is closed before the secret is written, so that nobody
 * reads it meanwhile; the backup, which lacks the secret, keeps the old mode. When nothing is written, the mode
 * is put back.
 *
 * @throws what `write` throws, and a system error when the written file cannot be closed
 */
export async function replacePrivately({
  path,
  mode,
  write,
}: PrivateWrite): Promise<{readonly backup: string}> {
  // Only the owner may do this; another who may write here owns the file afterwards.
  const isClosed = await changed(path, PRIVATE);
  try {
    const {backup} = await write();
    if (!isClosed) await chmod(path, PRIVATE);
    else await changed(backup, mode);
    return {backup};
  } catch (error) {
    if (isClosed) await changed(path, mode);
    throw error;
  }
}

const changed = async (path: string, mode: number): Promise<boolean> =>
  chmod(path, mode).then(
    () => true,
    () => false,
  );
