import {isAbsolute, join, resolve} from 'node:path';
import {sanitiseLine} from '../domain/text.ts';
import {UserError} from '../domain/user-error.ts';

const isPlain = (segment: string) => segment !== '' && segment !== '.' && segment !== '..';

/**
 * Where a planned file goes. Throws `UserError` unless `path` is relative, with `/` between plain names, so
 * that nothing is ever written outside `directory`.
 */
export function plannedPath(directory: string, path: string): string {
  const safe =
    !isAbsolute(path) &&
    path.split('/').every(isPlain) &&
    sanitiseLine(path) === path &&
    !path.includes('\\');
  if (!safe) {
    throw new UserError(
      `${sanitiseLine(path, {maxLength: 200})} does not stay inside the output directory.`,
      {
        next: ['Give a relative path without "..".'],
      },
    );
  }
  return join(resolve(directory), ...path.split('/'));
}
