import type {Arguments} from '../args.ts';
import {TOOLS} from '../domain/catalogue/tools.ts';
import {EXIT_CODE} from '../domain/exit-code.ts';
import type {ExitCode} from '../domain/exit-code.ts';
import {printLines, printWhole} from '../console/io.ts';
import type {Io} from '../console/io.ts';

/** Lists the catalogue: name, known versions, purpose. With `--json` one tool a line. */
export async function runTools({args, io}: {readonly args: Arguments; readonly io: Io}): Promise<ExitCode> {
  if (args.options.json) {
    const rows = TOOLS.map(({name, purpose, versions, inBase, requires, note}) => ({
      type: 'tool',
      name,
      purpose,
      versions,
      inBase,
      requires,
      note,
    }));
    printWhole(
      io.out,
      rows.map((row) => JSON.stringify(row)),
    );
    return EXIT_CODE.ok;
  }
  const longest = Math.max(...TOOLS.map(({name}) => name.length));
  printLines(
    io.out,
    TOOLS.map(
      ({name, purpose, versions}) =>
        `${name.padEnd(longest)}  ${purpose}${versions.length === 0 ? '' : `  (${versions.join(', ')})`}`,
    ),
  );
  return EXIT_CODE.ok;
}
