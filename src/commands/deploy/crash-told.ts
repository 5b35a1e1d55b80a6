import {Crash, UserError} from '../../domain/user-error.ts';

/**
 * Does the work, and tells an error of ours, also one in the background, as what `next` says is to be done then. The
 * work is not waited for any more: `isOver` says so to it.
 *
 * @throws Crash without words of its own
 */
export async function crashTold<T>(
  work: (isOver: () => boolean) => Promise<T>,
  next: () => readonly string[],
): Promise<T> {
  let isOver = false;
  let onError: (error: unknown) => void = () => undefined;
  const failure = new Promise<never>((_, reject) => {
    onError = reject;
  });
  process.on('uncaughtException', onError);
  try {
    return await Promise.race([work(() => isOver), failure]);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new Crash('', {cause: error, next: next()});
  } finally {
    isOver = true;
    process.off('uncaughtException', onError);
  }
}
