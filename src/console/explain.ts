import {EXIT_CODE} from '../domain/exit-code.ts';
import type {ExitCode} from '../domain/exit-code.ts';
import {COMMANDS} from '../args/commands.ts';
import {printLines} from './io.ts';
import type {Io} from './io.ts';

/** Prints the usage text of a command, or of everything where none is named. */
export async function explain(name: string, io: Pick<Io, 'out' | 'columns'>): Promise<ExitCode> {
  if (name === 'practice') {
    const {practiceHelp} = await import('./practice-help.ts');
    printLines(io.out, practiceHelp(io.columns));
    return EXIT_CODE.ok;
  }
  const {usage} = await import('./usage.ts');
  const known = COMMANDS.find((row) => row.name === name && name !== 'wizard');
  printLines(io.out, usage({command: known?.name, columns: io.columns}));
  return EXIT_CODE.ok;
}
