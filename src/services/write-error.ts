import {sanitiseLine} from '../domain/text.ts';
import {UserError} from '../domain/user-error.ts';
import {systemReason} from './system-reason.ts';

/** What a failed write tells the user, when everything is as it was before. */
export function writeError(path: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  return new UserError(
    `${sanitiseLine(path, {maxLength: 200})} could not be written: ${systemReason(error)}.`,
    {
      next: ['Nothing was changed. Remove the cause and run it again.'],
      cause: error,
    },
  );
}
