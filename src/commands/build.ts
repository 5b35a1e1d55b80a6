import type {Arguments} from '../args.ts';
import {hasAnswers} from '../args/has-answers.ts';
import {buildRun} from '../build/build-run.ts';
import type {Today} from '../domain/check-answers.ts';
import {FILE_NAMES} from '../domain/plan.ts';
import {EXIT_CODE, type ExitCode} from '../domain/exit-code.ts';
import {argumentNames, buildContext} from '../fronts/build-context.ts';
import {prepareFiles, writePlan} from '../headless/headless.ts';
import {printLines, type Io} from '../console/io.ts';
import {fileLines} from '../report/report.ts';
import {shellPath, shellQuote} from '../console/shell-quote.ts';
import {tellProblems} from '../console/tell-problems.ts';
import {builderPlace} from './build/builder-place.ts';
import {printEvents} from './build/print-events.ts';
import {whatToBuild} from './build/what-to-build.ts';
import {catchSignals} from './deploy/signals.ts';

interface Run {
  readonly args: Arguments;
  readonly io: Io;
  readonly now: Date;
  readonly today: Today;
}

const USUAL_PLATFORM = 'linux/amd64';

/** Writes the files when the command line has answers; an exit code when that could not be done. */
async function writeFirst(run: Run): Promise<ExitCode | undefined> {
  const {args, io} = run;
  if (!hasAnswers(args)) return undefined;
  const prepared = await prepareFiles(run);
  if (typeof prepared === 'number') return prepared;
  const events = await writePlan(run, prepared);
  if (!args.options.json) printLines(io.out, fileLines({directory: prepared.directory, events}));
  return undefined;
}

/**
 * Builds the image of an output directory with a builder of this machine, and lets it run its tools.
 *
 * @throws UserError when a file cannot be read or written
 */
export async function runBuild(run: Run): Promise<ExitCode> {
  const {args, io} = run;
  const {json, platform = USUAL_PLATFORM} = args.options;
  const stopped = await writeFirst(run);
  if (stopped !== undefined) return stopped;
  const wanted = await whatToBuild(run);
  const context = 'directory' in wanted ? await buildContext(wanted.directory) : undefined;
  const problems = 'directory' in wanted ? (context && 'code' in context ? [context] : []) : wanted;
  if (!('directory' in wanted) || context === undefined || 'code' in context) {
    tellProblems(problems, {io, json});
    return EXIT_CODE.usage;
  }
  const {directory, reference, tools, answers} = wanted;
  const signals = catchSignals((line) => printLines(io.err, [line]));
  try {
    const events = buildRun({
      ...builderPlace({...run, signals}),
      ...context,
      reference,
      platform,
      argumentNames: argumentNames(answers, io.env),
      ...(tools === undefined ? {} : {tools}),
    });
    const {code, outcome} = await printEvents({events, io, json, signals});
    if (!json && outcome === 'built')
      printLines(io.err, [`Next: npx delegate-tui push --output ${shellPath(directory)}${imageFlag(args)}`]);
    if (!json && outcome === 'refused')
      printLines(io.err, [
        `Or let Harness build it: ${shellPath(directory, FILE_NAMES.step)} needs no builder here.`,
      ]);
    return code;
  } finally {
    signals.close();
  }
}

const imageFlag = ({options}: Arguments): string =>
  options.image === undefined ? '' : ` --image ${shellQuote(options.image)}`;
