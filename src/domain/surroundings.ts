import type {Environment} from './environment.ts';

/** True where the locale says UTF-8. Source: POSIX locale order LC_ALL, LC_CTYPE, LANG; an empty one counts as none. */
export const isUtf8Locale = (env: Environment): boolean =>
  /utf-?8/i.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '');

/** True where `CI` says that no person is there, also where there is a terminal. */
export const isForCi = (env: Environment): boolean => !['', '0', 'false'].includes(env['CI'] ?? '');

/**
 * True for a terminal that obeys no sequences: all it can show is one line below the other. Windows sets no TERM.
 * Source: terminfo's entry `dumb`.
 */
export const isPlainTerminal = ({
  env,
  platform,
}: {
  readonly env: Environment;
  readonly platform?: string | undefined;
}): boolean => {
  const name = env['TERM'] ?? '';
  return name === 'dumb' || (name === '' && platform !== 'win32');
};
