import type {Arguments} from '../../args.ts';
import {usageProblem} from '../../args/usage-problem.ts';
import type {Answers} from '../../domain/answers.ts';
import {imageRef, runningImage} from '../../domain/image-ref.ts';
import {ofThoseThere, pinnedPlan, withDigest} from '../../domain/pinned-plan.ts';
import {FILE_NAMES} from '../../domain/plan.ts';
import type {Problem} from '../../domain/problem.ts';
import {comparePlan, writePlan} from '../../headless/headless.ts';
import {printLines, type Io} from '../../console/io.ts';
import {fileLines} from '../../report/report.ts';
import {shellPath, shellQuote} from '../../console/shell-quote.ts';
import {jsonLine} from '../../console/tell-problems.ts';
import type {WhatToBuild} from './what-to-build.ts';

interface Run {
  readonly args: Arguments;
  readonly io: Io;
}

/** Stands in for a digest that is not known yet. */
const ANY_DIGEST = `sha256:${'0'.repeat(64)}`;

const wrong = (code: 'missing' | 'conflict', message: string): Problem =>
  usageProblem(code, message, '--pin-digest');

/**
 * Why the digest could not be pinned, before anything is pushed.
 *
 * @throws UserError when files were edited and nothing says what shall become of them
 */
export async function pinProblem(
  {directory, answers, reference}: WhatToBuild,
  {args}: Pick<Run, 'args'>,
): Promise<Problem | undefined> {
  if (answers === undefined)
    return wrong('missing', `needs ${shellPath(directory, FILE_NAMES.answers)}, which generate writes`);
  if (reference !== imageRef(answers))
    return wrong(
      'conflict',
      `pins ${imageRef(answers)}, which the answers name; leave --image out, or change the answers`,
    );
  await comparePlan({args}, {plan: pinnedPlan(answers, ANY_DIGEST), directory});
  return undefined;
}

/**
 * Writes the answers and the file that installs the delegate anew, with the digest in them.
 *
 * @throws UserError when a file cannot be written
 */
export async function pinDigest(
  digest: string,
  {directory, answers, ...run}: Run & {readonly directory: string; readonly answers: Answers},
): Promise<void> {
  const {args, io} = run;
  const whole = pinnedPlan(answers, digest);
  const comparisons = await comparePlan({args}, {plan: whole, directory});
  // Where the file that installs the delegate is not there, people have one of their own.
  const isExisting = comparisons.some(({role, state}) => role !== 'answers' && state === 'new');
  const plan = ofThoseThere(pinnedPlan(answers, digest, {isExisting}), comparisons);
  const events = await writePlan(run, {plan, directory});
  if (args.options.json) return;
  printLines(io.out, fileLines({directory, events}));
  const image = shellQuote(runningImage(withDigest(answers, digest)));
  if (isExisting)
    printLines(io.err, [
      `No file in ${shellPath(directory)} installs the delegate. To pin the digest in yours: npx delegate-tui patch FILE --image ${image}`,
    ]);
  for (const event of events)
    if (event.type === 'file' && event.outcome === 'kept' && event.role !== 'answers')
      printLines(io.err, [
        `${shellPath(directory, event.path)} is yours and was kept. To pin the digest in it: npx delegate-tui patch ${shellPath(directory, event.path)} --image ${image}`,
      ]);
}

/** Says that the files pin another content than the one that was pushed now. */
export function tellOldPin(digest: string, {directory, answers, args, io}: Run & WhatToBuild): void {
  const old = answers?.image.digest;
  if (old === undefined || old === digest) return;
  const text = `The files in ${shellPath(directory)} still pin ${old}, so the delegate would run the image from before. Pin the new one with: npx delegate-tui push --output ${shellPath(directory)} --pin-digest`;
  if (args.options.json) io.out(jsonLine({type: 'notice', text}));
  else printLines(io.err, [text]);
}
