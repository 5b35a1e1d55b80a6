import type {Arguments} from './args.ts';
import {EXIT_CODE} from './domain/exit-code.ts';
import type {ExitCode} from './domain/exit-code.ts';
import type {Io} from './console/io.ts';
import {processIo} from './console/process-io.ts';
import {VERSION} from './console/version.ts';

/** Whether the command line asks for --help or --version, which need next to nothing of the program. */
export const isQuick = ({options}: Arguments): boolean => options.help || options.version;

/** Answers --help or --version. */
export async function answerQuickly({options, command}: Arguments, io: Io): Promise<ExitCode> {
  return options.help ? tellHelp(command, io) : tellVersion(io);
}

async function tellHelp(command: string, io: Io): Promise<ExitCode> {
  const {explain} = await import('./console/explain.ts');
  return explain(command, io);
}

function tellVersion(io: Io): ExitCode {
  io.out(`${VERSION}\n`);
  return EXIT_CODE.ok;
}

/** The same for this process, from a small script of its own. Undefined when the whole program is needed. */
export async function runQuickCli(
  argv: readonly string[],
  onLost?: () => void,
): Promise<ExitCode | undefined> {
  const io = processIo({isBrief: true, ...(onLost && {onLost})});
  const [word, ...others] = argv;
  if (others.length === 0) {
    if (word === '--version') return tellVersion(io);
    if (word === '--help' || word === '-h') return tellHelp('wizard', io);
  }
  const {parseArguments} = await import('./args.ts');
  const args = parseArguments(argv);
  if (isQuick(args)) return answerQuickly(args, io);
  const {command, operands, problems} = args;
  return command === 'help' && problems.length === 0 ? tellHelp(operands.join(' '), io) : undefined;
}
