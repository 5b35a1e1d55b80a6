import type {Arguments} from '../args.ts';
import {suggestion} from '../args/usage-problem.ts';
import {EXIT_CODE} from '../domain/exit-code.ts';
import type {ExitCode} from '../domain/exit-code.ts';
import {printLines} from '../console/io.ts';
import type {Io} from '../console/io.ts';
import {bashScript} from './completion/bash-script.ts';
import {fishScript} from './completion/fish-script.ts';
import {SHELLS} from './completion/shells.ts';
import type {Shell} from './completion/shells.ts';
import {completionTables} from './completion/tables.ts';
import type {Tables} from './completion/tables.ts';
import {zshScript} from './completion/zsh-script.ts';

const SCRIPTS: Readonly<Record<Shell, (tables: Tables) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** Prints the completion script of a shell, made from the tables of flags and commands. */
export async function runCompletion({
  args,
  io,
}: {
  readonly args: Arguments;
  readonly io: Io;
}): Promise<ExitCode> {
  const [word = ''] = args.operands;
  const shell = SHELLS.find((name) => name === word);
  if (shell) {
    io.out(SCRIPTS[shell](completionTables()));
    return EXIT_CODE.ok;
  }
  printLines(io.err, [
    `There is no completion for ${JSON.stringify(word)}${suggestion(word, SHELLS)}. Write: delegate-tui completion ${SHELLS.join('|')}`,
  ]);
  return EXIT_CODE.usage;
}
