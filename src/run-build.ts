// Before Ink is loaded: it calls what Node 20 lacks.
import './polyfill.ts';
import type {Arguments} from './args.ts';
import type {BuildFrontInput, BuildFrontResult} from './build-front.ts';
import {buildCommand} from './domain/build-command.ts';
import {hostOfReference} from './domain/build-run/login-command.ts';
import {checkAnswers, type Today} from './domain/check-answers.ts';
import type {Answers} from './domain/answers.ts';
import {chosenBuilder} from './domain/advice.ts';
import {imageRef} from './domain/image-ref.ts';
import {withDigest} from './domain/pinned-plan.ts';
import {FILE_NAMES} from './domain/plan.ts';
import {resolveTools} from './domain/tools.ts';
import {EXIT_CODE, type ExitCode} from './exit-code.ts';
import {printLines, type Io} from './io.ts';
import {fileLines, report} from './report.ts';
import {shellPath, shellQuote} from './shell-quote.ts';
import type {BuildJob} from './wizard/build/state.ts';
import type {Outcome} from './wizard/effects.ts';

interface Run {
  readonly args: Arguments;
  readonly io: Io;
  readonly today: Today;
}

type Written = Extract<Outcome, {kind: 'written'}>;

/**
 * From the files that the wizard has written to an image in the registry, and on to a cluster where that is wanted.
 * Prints one report of it all, and ends with the exit code of the last part. Throws `UserError` when a screen
 * cannot be drawn.
 */
export async function buildWritten(written: Written, run: Run): Promise<ExitCode> {
  const {io, today, args} = run;
  const {answers} = checkAnswers(written.answers, {today});
  if (answers === undefined) {
    printLines(io.out, fileLines(written));
    return EXIT_CODE.ok;
  }
  const result = await openScreens({
    job: jobOf(answers, written),
    io,
    directory: written.directory,
    answers,
    ...(written.patched === undefined ? {} : {patched: written.patched.writtenTo}),
    cwd: process.cwd(),
    stdin: process.stdin,
    stdout: process.stdout,
    noColor: args.options.noColor,
    accessible: args.options.accessible,
  });
  const {exit, code} = result;
  const pinned = withDigest(answers, exit.pinned);
  printLines(io.out, imageLines(result, answers));
  if (exit.by === 'deploy') {
    const {deployWritten} = await import('./run-deploy.ts');
    return await deployWritten({...written, answers: pinned, deploy: written.build ?? 'ask'}, run);
  }
  const isPushed = exit.outcome === 'pushed';
  printLines(io.out, report({...written, answers: pinned, isPushed}));
  return code;
}

/** Between two screens the terminal must not echo what is typed: it would stand in the middle of the next one. */
async function openScreens(input: BuildFrontInput): Promise<BuildFrontResult> {
  const {stdin} = input;
  const setRaw = (isRaw: boolean): void => void (stdin.isTTY && stdin.setRawMode(isRaw));
  setRaw(true);
  try {
    const {openBuildFront} = await import('./build-front.ts');
    return await openBuildFront(input);
  } finally {
    setRaw(false);
  }
}

function jobOf(answers: Answers, {directory, events, patched}: Written): BuildJob {
  const reference = imageRef(answers);
  const {digest} = answers.image;
  return {
    reference,
    registry: hostOfReference(reference),
    dockerfile: shellPath(directory, FILE_NAMES.dockerfile),
    tools: resolveTools(answers).map(({name, version}) => [name, version].filter(Boolean).join(' ')),
    ...(digest === undefined ? {} : {pinned: digest}),
    ...(chosenBuilder(answers) === 'outside' ? {} : {pipeline: shellPath(directory, FILE_NAMES.step)}),
    byHand: [buildCommand(answers, shellPath(directory)), `docker push ${shellQuote(reference)}`],
    deploys: [...events, ...(patched === undefined ? [] : [patched])].some(({role}) => role === 'manifest'),
  };
}

/** What became of the image, for the scrollback. */
function imageLines({exit}: BuildFrontResult, answers: Answers): string[] {
  const {outcome, sentence, digest, pinned} = exit;
  if (outcome === undefined || sentence === undefined) return [];
  const isPinned = digest !== undefined && pinned === digest;
  return [
    `Image   ${sentence}`,
    ...(digest === undefined ? [] : [`Digest  ${digest}${isPinned ? ', pinned in the files' : ''}`]),
    ...(outcome === 'built' ? [`Push    ${shellQuote(imageRef(answers))} is not pushed yet`] : []),
  ];
}
