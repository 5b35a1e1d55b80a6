import type {Existing} from '../args/options.ts';
import type {FileComparison} from '../domain/events.ts';
import {UserError} from '../domain/user-error.ts';
import {shellPath} from '../console/shell-quote.ts';

/** Whether somebody has to say what becomes of the file. Ignore files of the user's own are always kept. */
export const isQuestion = ({state, role}: FileComparison): boolean => state === 'edited' && role !== 'ignore';

/** Why the files cannot be written: one is in the way, or was edited and nothing says what becomes of it. */
export function obstacleIn(
  comparisons: readonly FileComparison[],
  {directory, existing}: {readonly directory: string; readonly existing: Existing},
): UserError | undefined {
  const blocked = comparisons.find(({state}) => state === 'blocked');
  if (blocked)
    return new UserError(
      `${shellPath(directory, blocked.path)} cannot be written: ${blocked.reason ?? 'it is in the way'}.`,
      {
        next: ['Nothing was written. Choose another directory with --output, or remove the cause.'],
      },
    );
  const edited = comparisons.filter(isQuestion).map(({path}) => shellPath(directory, path));
  if (existing !== 'fail' || edited.length === 0) return undefined;
  return new UserError(
    `${edited.join(', ')} ${edited.length === 1 ? 'was' : 'were'} edited, or made by someone else.`,
    {
      next: [
        'Nothing was written. Add --existing keep, --existing overwrite (a backup is kept) or --existing beside.',
      ],
    },
  );
}
