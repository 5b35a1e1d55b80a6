import type {Arguments} from '../../args.ts';
import {printLines, type Io} from '../../console/io.ts';
import {tellProblems} from '../../console/tell-problems.ts';
import {whyUnasked} from '../../console/why-unasked.ts';
import {EXIT_CODE, type ExitCode} from '../../domain/exit-code.ts';
import type {Problem} from '../../domain/problem.ts';

/** Tells what is wrong with a command line, that `nothing` was done, and why nobody was asked for what is missing. */
export function refuseUsage(
  problems: readonly Problem[],
  {args, io, nothing}: {readonly args: Arguments; readonly io: Io; readonly nothing: string},
): ExitCode {
  tellProblems(problems, {io, json: args.options.json});
  const isMissing = problems.some(({code}) => code === 'missing');
  printLines(io.err, [nothing, ...(isMissing ? whyUnasked(args, io) : [])]);
  return EXIT_CODE.usage;
}
