import {readFile} from 'node:fs/promises';
import {EXIT_CODE} from '../domain/exit-code.ts';
import type {ExitCode} from '../domain/exit-code.ts';
import type {Io} from '../console/io.ts';
import {packageRoot} from '../package-root.ts';

/** Prints the JSON Schema of presets as it was shipped with this program. */
export async function runSchema({io}: {readonly io: Io}): Promise<ExitCode> {
  io.out(await readFile(new URL('schema/answers.schema.json', packageRoot()), 'utf8'));
  return EXIT_CODE.ok;
}
