import {sanitiseLine} from '../domain/text.ts';

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'you have no permission',
  EPERM: 'the system does not allow it',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'it is a directory',
  EEXIST: 'it exists already',
  ELOOP: 'a link is in the way',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open',
  EBUSY: 'it is in use',
  EIO: 'the disk reports an error',
};

/** The code of a system error, `''` for anything else. */
export function systemCode(error: unknown): string {
  const code = typeof error === 'object' && error !== null ? (error as {code?: unknown}).code : undefined;
  return typeof code === 'string' ? code : '';
}

/** Why the system refused, in a few plain words that follow a colon. */
export function systemReason(error: unknown): string {
  const code = systemCode(error);
  return (
    WORDS[code] ??
    sanitiseLine(code || (error instanceof Error ? error.message : String(error)), {maxLength: 200})
  );
}
