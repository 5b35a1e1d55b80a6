import type {Arguments} from '../args.ts';
import {pushRun} from '../build/build-run.ts';
import type {Today} from '../domain/check-answers.ts';
import {EXIT_CODE, type ExitCode} from '../exit-code.ts';
import {printLines, type Io} from '../io.ts';
import {tellProblems} from '../tell-problems.ts';
import {builderPlace} from './build/builder-place.ts';
import {keepDigest} from './build/keep-digest.ts';
import {printEvents} from './build/print-events.ts';
import {whatToBuild} from './build/what-to-build.ts';
import {catchSignals} from './deploy/signals.ts';

interface Run {
  readonly args: Arguments;
  readonly io: Io;
  readonly now: Date;
  readonly today: Today;
}

/**
 * Lets the built image of an output directory run its tools, pushes it, and keeps the digest that the registry
 * knows it by.
 *
 * @throws UserError when a file cannot be read
 */
export async function runPush(run: Run): Promise<ExitCode> {
  const {args, io, now} = run;
  const {json} = args.options;
  const wanted = await whatToBuild(run);
  if (!('directory' in wanted)) {
    tellProblems(wanted, {io, json});
    return EXIT_CODE.usage;
  }
  const {directory, reference, tools} = wanted;
  const signals = catchSignals((line) => printLines(io.err, [line]));
  try {
    const events = pushRun({
      ...builderPlace({...run, signals}),
      reference,
      ...(tools === undefined ? {} : {tools}),
    });
    const {code, pushed} = await printEvents({events, io, json, signals});
    if (pushed !== undefined) await keepDigest(pushed, {directory, now, io, json});
    return code;
  } finally {
    signals.close();
  }
}
