import {asciiSigns} from '../domain/ascii-signs.ts';
import type {Environment} from '../domain/environment.ts';
import {terminalLines} from './terminal-lines.ts';

/**
 * Writes a text as it is. `columns`: the width of the terminal that it goes to; not there where it is none. `isAscii`:
 * whoever reads it may have no signs but those of ASCII.
 */
export interface Print {
  (text: string): void;
  readonly columns?: number | undefined;
  readonly isAscii?: boolean;
}

/** The world as the command line sees it, so that tests can stand in for it. */
export interface Io {
  /** Results. The text is written as it is. */
  readonly out: Print;
  /** Problems, warnings and what is being done. */
  readonly err: Print;
  /** Standard input. */
  readonly input: AsyncIterable<Uint8Array | string>;
  readonly env: Environment;
  /** `linux`, `darwin`, `win32`, …: where settings are kept depends on it. */
  readonly platform: string;
  /** A person sits at both ends, and may be asked. */
  readonly isTerminal: boolean;
  /** Terminals are at both ends, but the variable CI says that nobody is there. */
  readonly isForCi?: boolean;
  /** Results are printed on a terminal, which obeys control characters. */
  readonly outIsTerminal: boolean;
  readonly columns: number;
}

/**
 * Prints lines, each with a line end. On a terminal sentences are broken between words. In a locale without UTF-8 signs
 * of ours are spelled in ASCII.
 */
export function printLines(print: Print, lines: readonly string[]): void {
  const {columns, isAscii = false} = print;
  const spelled = isAscii ? lines.map(asciiSigns) : lines;
  printWhole(
    print,
    columns === undefined ? spelled : spelled.flatMap((line) => terminalLines(line, columns)),
  );
}

/** Prints lines that are no sentences, such as JSON, a diff or a file: none of them is broken. */
export function printWhole(print: Print, lines: readonly string[]): void {
  if (lines.length > 0) print(`${lines.join('\n')}\n`);
}
