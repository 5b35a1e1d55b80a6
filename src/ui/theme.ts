import type {TextProps} from 'ink';
import type {Environment} from '../domain/environment.ts';
import {isPlainTerminal, isUtf8Locale} from '../domain/surroundings.ts';
import {ASCII_GLYPHS, UNICODE_GLYPHS} from './glyphs.ts';
import type {Glyphs} from './glyphs.ts';
import type {Role} from './line.ts';

export type TextStyle = Pick<TextProps, 'color' | 'dimColor' | 'bold' | 'inverse'>;

export interface Theme {
  readonly glyphs: Glyphs;
  readonly styles: Readonly<Record<Role, TextStyle>>;
  /** Stands before the character at the cursor where a cell cannot be shown inverted; else empty. */
  readonly cursorMark: string;
  /** The terminal obeys no sequences: what is new is written as lines, and nothing is ever taken back. */
  readonly isPlain: boolean;
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

const showsUnicode = (env: Environment): boolean => isUtf8Locale(env) && !ASCII_TERMINALS.has(env['TERM']);

/** Whether Ink's colour library sends any style at all, bold and inverse included. */
const sendsStyles = (env: Environment, noColorFlag: boolean): boolean =>
  !noColorFlag && !['0', 'false'].includes(env['FORCE_COLOR'] ?? '');

/**
 * The looks for one terminal. `env` is the environment, `platform` that of the process, `noColor` whether the user
 * gave `--no-color`. Source: no-color.org (set and not empty).
 */
export function createTheme({
  env,
  platform,
  noColor = false,
}: {
  env: Environment;
  platform?: string;
  noColor?: boolean;
}): Theme {
  const isPlain = isPlainTerminal({env, platform});
  const colourless = noColor || isPlain || (env['NO_COLOR'] ?? '') !== '';
  return {
    glyphs: showsUnicode(env) ? UNICODE_GLYPHS : ASCII_GLYPHS,
    styles: colourless ? COLOURLESS : COLOURED,
    cursorMark: !isPlain && sendsStyles(env, noColor) ? '' : '|',
    isPlain,
  };
}
