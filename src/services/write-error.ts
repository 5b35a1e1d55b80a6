import {statfsSync} from 'node:fs';
import {sanitiseLine} from '../domain/text.ts';
import {UserError} from '../domain/user-error.ts';
import {systemCode, systemReason} from './system-reason.ts';

/** `; 12 kB are free`, where the disk is full and tells. */
function freeSpace(error: unknown, directory: string | undefined): string {
  if (directory === undefined || systemCode(error) !== 'ENOSPC') return '';
  try {
    const {bavail, bsize} = statfsSync(directory);
    return `; ${Math.floor((bavail * bsize) / 1024)} kB are free`;
  } catch {
    return '';
  }
}

const REMOVE_CAUSE = 'Nothing was changed. Remove the cause and run it again.';
/** How much the disk has free says nothing about a quota. */
const NEXT: Readonly<Record<string, string>> = {
  EDQUOT:
    'Nothing was changed. Remove files of yours on that disk, or ask for a larger quota; quota -s shows it. Then run it again.',
};

/** What a failed write tells the user, when everything is as it was before. `directory`: where it was to be. */
export function writeError(path: string, error: unknown, directory?: string): UserError {
  if (error instanceof UserError) return error;
  return new UserError(
    `${sanitiseLine(path, {maxLength: 200})} could not be written: ${systemReason(error)}${freeSpace(error, directory)}.`,
    {
      next: [NEXT[systemCode(error)] ?? REMOVE_CAUSE],
      cause: error,
    },
  );
}
