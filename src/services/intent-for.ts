import type {FileChoice, FileComparison, FileOutcome} from '../domain/events.ts';
import type {PlannedFile} from '../domain/plan-types.ts';
import {sanitiseLine} from '../domain/text.ts';
import {UserError} from '../domain/user-error.ts';

/** What will be done with one file, before anything is touched. */
export interface Intent {
  readonly planned: PlannedFile;
  readonly outcome: FileOutcome;
  /** Keep what is replaced. */
  readonly backup: boolean;
}

/** The refusal to write a file that something stands in the way of. */
export const blockedError = (path: string, reason: string): UserError =>
  new UserError(`${sanitiseLine(path, {maxLength: 200})} cannot be written: ${reason}.`, {
    next: ['Nothing was written. Remove the cause, keep the file, or choose another output directory.'],
  });

/**
 * New and changed files are written, edited ones are kept unless chosen otherwise.
 * Throws `UserError` for a file that is blocked and is neither kept nor written beside.
 */
export function intentFor(
  planned: PlannedFile,
  {state, reason}: FileComparison,
  choice?: FileChoice,
): Intent {
  const intent = (outcome: FileOutcome, backup = false): Intent => ({planned, outcome, backup});
  if (state === 'new') return intent('created');
  if (state === 'unchanged') return intent('unchanged');
  if (choice === 'beside') return intent('written-beside');
  if (choice === 'keep' || (choice === undefined && state === 'edited')) return intent('kept');
  if (state !== 'blocked') return intent('replaced', state === 'edited');
  throw blockedError(planned.path, reason ?? 'it is in the way');
}
