import {UserError} from '../domain/user-error.ts';

/** What a machine is told of something that went wrong: the reason, and what to do where somebody knows it. */
export const failureWords = (
  error: unknown,
): {readonly message: string; readonly next?: readonly string[]} => ({
  message: error instanceof Error ? error.message : String(error),
  ...(error instanceof UserError ? {next: error.next} : {}),
});

/** How errors of one file say that it was left alone. */
const UNTOUCHED = /^Nothing was (?:changed|written)\./;

/** A failure of the last of several files: as the error tells it, but for the others, which are written by then. */
export function failureAfterOthers(error: unknown): UserError {
  const {message, next = []} = failureWords(error);
  const told = next.some((line) => UNTOUCHED.test(line))
    ? next.map((line) => line.replace(UNTOUCHED, 'It is as it was; the other files are written.'))
    : [...next, 'The other files are written.'];
  return new UserError(message, {next: told, cause: error});
}
