// Before Ink is loaded: it calls what Node 20 lacks.
import '../polyfill.ts';
import type {BuildFrontResult} from '../build-front/build-front.ts';
import type {OwnFile} from '../build-front/pin-own-file.ts';
import {buildCommand} from '../domain/build-command.ts';
import {hostOfReference} from '../domain/build-run/login-command.ts';
import {checkAnswers} from '../domain/check-answers.ts';
import type {Answers} from '../domain/answers.ts';
import {chosenBuilder} from '../domain/advice.ts';
import {imageRef, runningImage} from '../domain/image-ref.ts';
import {withDigest} from '../domain/pinned-plan.ts';
import {FILE_NAMES} from '../domain/plan.ts';
import {resolveTools} from '../domain/tools.ts';
import {EXIT_CODE, type ExitCode} from '../domain/exit-code.ts';
import {printLines} from '../console/io.ts';
import {fileLines, report} from '../report/report.ts';
import {shellPath, shellQuote} from '../console/shell-quote.ts';
import type {BuildJob} from '../wizard/build/state.ts';
import type {BackToReview, RoundsRun, Written} from './rounds-types.ts';

/**
 * From the files that the wizard has written to an image in the registry, and on to a cluster where that is wanted.
 * Prints one report of it all, and ends with the exit code of the last part; goes back to the review without a
 * report. Throws `UserError` when a screen
 * cannot be drawn.
 */
export async function buildWritten(written: Written, run: RoundsRun): Promise<ExitCode | BackToReview> {
  const {io, today, args} = run;
  const {answers} = checkAnswers(written.answers, {today});
  if (answers === undefined) {
    printLines(io.out, fileLines(written));
    return EXIT_CODE.ok;
  }
  const {openBuildFront} = await import('../build-front/build-front.ts');
  const result = await openBuildFront({
    job: jobOf(answers, written),
    io,
    directory: written.directory,
    answers,
    ...(written.patched === undefined ? {} : {patched: ownFile(written.patched)}),
    cwd: process.cwd(),
    stdin: process.stdin,
    stdout: process.stdout,
    noColor: args.options.noColor,
    accessible: args.options.accessible,
  });
  const {exit, code} = result;
  const pinned = withDigest(answers, exit.pinned);
  printLines(io.out, imageLines(result, answers));
  if (exit.by === 'back') return {toReview: {...written, answers: pinned}};
  if (exit.by === 'deploy') {
    const {deployWritten} = await import('./run-deploy.ts');
    return await deployWritten({...written, answers: pinned, deploy: written.build ?? 'ask'}, run);
  }
  const isPushed = exit.outcome === 'pushed';
  printLines(io.out, report({...written, answers: pinned, isPushed}));
  return code;
}

const ownFile = ({writtenTo, delegate, outcome}: NonNullable<Written['patched']>): OwnFile => ({
  path: writtenTo,
  delegate,
  isKept: outcome === 'kept',
});

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
  const {outcome, sentence, digest, pinned, backups = [], kept = []} = exit;
  if (outcome === undefined || sentence === undefined) return [];
  const isPinned = digest !== undefined && pinned === digest;
  return [
    `Image   ${sentence}`,
    ...(digest === undefined ? [] : [`Digest  ${digest}${isPinned ? ', pinned in the files' : ''}`]),
    ...(isPinned ? kept : []).map(
      (file) =>
        `Kept    ${file} is yours and does not name it. To pin it there: npx delegate-tui patch ${file} --image ${shellQuote(runningImage(withDigest(answers, digest)))}`,
    ),
    ...backups.map((path) => `Backup  ${path} is your file before the digest was written into it`),
    ...(outcome === 'built' ? [`Push    ${shellQuote(imageRef(answers))} is not pushed yet`] : []),
  ];
}
