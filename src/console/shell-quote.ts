import {sanitiseLine} from '../domain/text.ts';

const SAFE = /^[A-Za-z0-9_@%+=:,./][A-Za-z0-9_@%+=:,./-]*$/;

/** One word of a POSIX shell line that a person may copy. Characters that cannot be shown are left out. */
export function shellQuote(word: string): string {
  const shown = sanitiseLine(word);
  return SAFE.test(shown) ? shown : `'${shown.replaceAll("'", String.raw`'\''`)}'`;
}

/** A path below a directory, as a shell word that no program takes for a flag. */
export function shellPath(directory: string, path = ''): string {
  const whole =
    path === '' ? directory : directory === '.' ? path : `${directory.replace(/\/+$/, '')}/${path}`;
  return shellQuote(whole.startsWith('-') ? `./${whole}` : whole);
}
