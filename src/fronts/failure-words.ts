import {UserError} from '../domain/user-error.ts';

/** What a machine is told of something that went wrong: the reason, and what to do where somebody knows it. */
export const failureWords = (
  error: unknown,
): {readonly message: string; readonly next?: readonly string[]} => ({
  message: error instanceof Error ? error.message : String(error),
  ...(error instanceof UserError ? {next: error.next} : {}),
});
