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

/** Completes a problem with a token that was typed. */
export const TOKEN_HINT =
  '; a token on a command line can be seen by others: put it into a file and give that with --token-file, or set DELEGATE_TOKEN';
/** What people write for a flag that there is not, and for good reason. */
const HINTS: Readonly<Record<string, string>> = {
  token: TOKEN_HINT,
  'delegate-token': TOKEN_HINT,
};

const MAX_SAME_END = 3;

/** `; did you mean --image-repository?` for `--repository`: flags with more words, or fewer, in front. */
function sameEnd(name: string, known: readonly string[]): string {
  const found = known.filter((flag) => flag.endsWith(`-${name}`) || name.endsWith(`-${flag}`));
  if (found.length === 0 || found.length > MAX_SAME_END) return '';
  return `; did you mean ${found.map((flag) => `--${flag}`).join(' or ')}?`;
}

/** A flag that there is not. What was given for it is not repeated. */
export const unknownFlag = (name: string, raw: string, known: readonly string[]): Problem => {
  const hint = Object.hasOwn(HINTS, name) ? HINTS[name] : undefined;
  return usageProblem(
    'unknown-flag',
    `is not a flag of delegate-tui${hint ?? (suggestion(name, known, '--') || sameEnd(name, known))}`,
    raw,
  );
};

/** `; did you mean --tools?`, or nothing when no known word is near. */
export function suggestion(word: string, known: readonly string[], dashes = ''): string {
  const near = didYouMean(word, known);
  return near ? `; did you mean ${dashes}${near}?` : '';
}
