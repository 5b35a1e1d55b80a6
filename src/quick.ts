import {parseArguments} from './args.ts';
import type {Arguments} from './args.ts';
import {EXIT_CODE} from './exit-code.ts';
import type {ExitCode} from './exit-code.ts';
import {explain} from './explain.ts';
import type {Io} from './io.ts';
import {processIo} from './process-io.ts';
import {VERSION} from './version.ts';

/** Whether the command line asks for --help or --version, which need next to nothing of the program. */
export const isQuick = ({options}: Arguments): boolean => options.help || options.version;

/** Answers --help or --version. */
export async function answerQuickly({options, command}: Arguments, io: Io): Promise<ExitCode> {
  if (options.help) return explain(command, io);
  io.out(`${VERSION}\n`);
  return EXIT_CODE.ok;
}

/** The same for this process, from a small script of its own. Undefined when the whole program is needed. */
export async function runQuickCli(argv: readonly string[]): Promise<ExitCode | undefined> {
  const args = parseArguments(argv);
  return isQuick(args) ? answerQuickly(args, processIo()) : undefined;
}
