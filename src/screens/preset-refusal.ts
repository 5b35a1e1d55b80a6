import type {Problem} from '../domain/problem.ts';
import {UserError} from '../domain/user-error.ts';
import {isError} from '../console/tell-problems.ts';

/** Why a preset cannot be taken: its first error, and how many more there are. `undefined` when it can be. */
export function presetRefusal(problems: readonly Problem[], file: string): UserError | undefined {
  const [first, ...others] = problems.filter(isError);
  if (!first) return undefined;
  const more = others.length === 0 ? '' : ` It is the first of ${others.length + 1} errors.`;
  return new UserError(`${file}:${first.source?.line ?? 1} ${first.message}.${more}`, {
    next: ['Mend the file, then choose it again.'],
  });
}
