import type {Environment} from '../domain/environment.ts';
import type {Today} from '../domain/check-answers.ts';
import {UserError} from '../domain/user-error.ts';

const VARIABLE = 'DELEGATE_TUI_TODAY';

/**
 * The month that ages are counted from: that of `now`, or the one in DELEGATE_TUI_TODAY (`2026-11`), which
 * makes a run repeatable. Throws `UserError` when the variable is not a month.
 */
export function todayOf({now, env}: {readonly now: Date; readonly env: Environment}): Today {
  const given = env[VARIABLE];
  if (!given) return {year: now.getFullYear(), month: now.getMonth() + 1};
  const parts = /^(\d{4})-(0[1-9]|1[0-2])(?:-\d{2})?$/.exec(given);
  if (!parts)
    throw new UserError(`${VARIABLE} is not a month such as 2026-11.`, {
      next: [`Mend it or unset it: unset ${VARIABLE}`],
    });
  return {year: Number(parts[1]), month: Number(parts[2])};
}

/** The day of `now` where the user is: `2026-11-21`. */
export const dayOf = (now: Date): string =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
