import type {Arguments} from '../args.ts';
import {pushRun} from '../build/build-run.ts';
import type {Today} from '../domain/check-answers.ts';
import {EXIT_CODE, type ExitCode} from '../domain/exit-code.ts';
import {printLines, type Io} from '../console/io.ts';
import {tellProblems} from '../console/tell-problems.ts';
import {builderPlace} from './build/builder-place.ts';
import {keepDigest} from './build/keep-digest.ts';
import {pinDigest, pinProblem, tellOldPin} from './build/pin-digest.ts';
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
 * knows it by; with --pin-digest in the files that the delegate is installed from too.
 *
 * @throws UserError when a file cannot be read or written
 */
export async function runPush(run: Run): Promise<ExitCode> {
  const {args, io, now} = run;
  const {json, pinDigest: pins = false} = args.options;
  const wanted = await whatToBuild(run);
  const refused = pins && 'directory' in wanted ? await pinProblem(wanted, run) : undefined;
  if (!('directory' in wanted) || refused !== undefined) {
    tellProblems('directory' in wanted ? [refused].flatMap((one) => one ?? []) : wanted, {io, json});
    return EXIT_CODE.usage;
  }
  const {directory, reference, tools, answers} = wanted;
  const signals = catchSignals((line) => printLines(io.err, [line]));
  try {
    const events = pushRun({
      ...builderPlace({...run, signals}),
      reference,
      ...(tools === undefined ? {} : {tools}),
    });
    const {code, pushed} = await printEvents({events, io, json, signals});
    if (pushed === undefined) return code;
    await keepDigest(pushed, {directory, now, io, json});
    const ended = signals.code();
    if (ended !== undefined) return ended;
    const {digest} = pushed;
    if (digest !== undefined && pins && answers !== undefined)
      await pinDigest(digest, {args, io, directory, answers});
    else if (digest !== undefined) tellOldPin(digest, {...wanted, args, io});
    if (digest !== undefined || !pins) return signals.code() ?? code;
    if (!json) printLines(io.err, ['Nothing was pinned: only a digest that the registry tells can be.']);
    return EXIT_CODE.failed;
  } finally {
    signals.close();
  }
}
