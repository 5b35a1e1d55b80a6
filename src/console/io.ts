import type {Environment} from '../domain/environment.ts';

/** The world as the command line sees it, so that tests can stand in for it. */
export interface Io {
  /** Results. The text is written as it is. */
  readonly out: (text: string) => void;
  /** Problems, warnings and what is being done. */
  readonly err: (text: string) => void;
  /** Standard input. */
  readonly input: AsyncIterable<Uint8Array | string>;
  readonly env: Environment;
  /** `linux`, `darwin`, `win32`, …: where settings are kept depends on it. */
  readonly platform: string;
  /** A person sits at both ends. */
  readonly isTerminal: boolean;
  /** Results are printed on a terminal, which obeys control characters. */
  readonly outIsTerminal: boolean;
  readonly columns: number;
}

/** Prints lines, each with a line end. */
export function printLines(print: (text: string) => void, lines: readonly string[]): void {
  if (lines.length > 0) print(`${lines.join('\n')}\n`);
}
