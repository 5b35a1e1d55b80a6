import {didYouMean} from '../domain/did-you-mean.ts';
import type {Problem} from '../domain/problem.ts';

/** Something wrong with the command line itself. `message` completes the flag, or stands alone without one. */
export const usageProblem = (code: string, message: string, flag?: string): Problem => ({
  field: flag ?? 'command',
  code,
  severity: 'error',
  message,
  ...(flag && {flag}),
});

/** `; did you mean --tools?`, or nothing when no known word is near. */
export function suggestion(word: string, known: readonly string[], dashes = ''): string {
  const near = didYouMean(word, known);
  return near ? `; did you mean ${dashes}${near}?` : '';
}
