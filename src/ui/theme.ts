import type {TextProps} from 'ink';
import type {Environment} from '../domain/environment.ts';
import {ASCII_GLYPHS, UNICODE_GLYPHS} from './glyphs.ts';
import type {Glyphs} from './glyphs.ts';
import type {Role} from './line.ts';

export type TextStyle = Pick<TextProps, 'color' | 'dimColor' | 'bold' | 'inverse'>;

export interface Theme {
  readonly glyphs: Glyphs;
  readonly styles: Readonly<Record<Role, TextStyle>>;
  /** Stands before the character at the cursor where a cell cannot be shown inverted; else empty. */
  readonly cursorMark: string;
}

const COLOURED: Record<Role, TextStyle> = {
  plain: {},
  strong: {bold: true},
  accent: {color: 'cyan'},
  ok: {color: 'green'},
  warn: {color: 'yellow'},
  error: {color: 'red'},
  dim: {dimColor: true},
  added: {color: 'green'},
  removed: {color: 'red'},
  selected: {color: 'cyan'},
  cursor: {inverse: true},
};

const COLOURLESS: Record<Role, TextStyle> = {
  plain: {},
  strong: {bold: true},
  accent: {},
  ok: {},
  warn: {},
  error: {},
  dim: {},
  added: {},
  removed: {},
  selected: {bold: true},
  cursor: {inverse: true},
};

/** Terminals without a Unicode font, whatever the locale says. */
const ASCII_TERMINALS: ReadonlySet<string | undefined> = new Set(['linux', 'dumb']);

function showsUnicode(env: Environment): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return /utf-?8/i.test(locale) && !ASCII_TERMINALS.has(env['TERM']);
}

/** Whether Ink's colour library sends any style at all, bold and inverse included. */
function sendsStyles(env: Environment, noColorFlag: boolean): boolean {
  return !noColorFlag && env['TERM'] !== 'dumb' && !['0', 'false'].includes(env['FORCE_COLOR'] ?? '');
}

/**
 * The looks for one terminal. `env` is the environment, `noColor` whether the user gave `--no-color`.
 * Sources: no-color.org (set and not empty), POSIX locale order LC_ALL, LC_CTYPE, LANG.
 */
export function createTheme({env, noColor = false}: {env: Environment; noColor?: boolean}): Theme {
  const colourless = noColor || (env['NO_COLOR'] ?? '') !== '';
  return {
    glyphs: showsUnicode(env) ? UNICODE_GLYPHS : ASCII_GLYPHS,
    styles: colourless ? COLOURLESS : COLOURED,
    cursorMark: sendsStyles(env, noColor) ? '' : '|',
  };
}
