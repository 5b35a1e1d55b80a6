import {checkAnswers} from '../domain/check-answers.ts';
import {sanitiseLine} from '../domain/text.ts';
import {withEarlier} from '../domain/with-earlier.ts';
import {EXIT_CODE, type ExitCode} from '../domain/exit-code.ts';
import {printLines} from '../console/io.ts';
import {fileLines, report} from '../report/report.ts';
import type {RunRecord} from '../services/run-record.ts';
import type {WizardFrontInput} from './wizard-front.ts';
import type {Outcome} from '../wizard/effects.ts';
import type {Reopening} from '../wizard/reopen-wizard.ts';
import type {WizardState} from '../wizard/state.ts';
import type {BackToReview, RoundsRun, Written} from './rounds-types.ts';

/**
 * Opens the wizard, and what it leads to, until the person is done: from the choice of a cluster or of a builder Esc
 * leads back to the review. Between two screens the terminal does not echo. Throws `UserError` when a screen cannot
 * be drawn, or when a file that was written cannot be read any more.
 */
export async function wizardRounds(input: WizardFrontInput, run: RoundsRun): Promise<ExitCode> {
  const {openWizardFront} = await import('./wizard-front.ts');
  const notices: string[] = [];
  let opening = input;
  let earlier: Written | undefined;
  try {
    for (;;) {
      const {outcome, notices: told, unfinished, state} = await openWizardFront(opening);
      notices.push(...told);
      const now = outcome.kind === 'written' ? withEarlier(outcome, earlier) : outcome;
      const end = await conclude(now, run, {unfinished, earlier});
      if (typeof end === 'number') {
        printLines(run.io.err, notices);
        return end;
      }
      earlier = end.toReview;
      opening = {...input, reopening: await reopening(state, earlier)};
    }
  } finally {
    // Each screen leaves that to the next one; none may have come.
    if (input.stdin.isTTY) input.stdin.setRawMode(false);
  }
}

interface Known {
  readonly unfinished: RunRecord | undefined;
  /** What was written before the review was opened again. */
  readonly earlier: Written | undefined;
}

async function conclude(
  outcome: Outcome,
  run: RoundsRun,
  {unfinished, earlier}: Known,
): Promise<ExitCode | BackToReview> {
  const {io} = run;
  switch (outcome.kind) {
    case 'cancelled':
      if (earlier === undefined) printLines(io.err, ['Nothing was written.']);
      else printLines(io.out, wholeReport(earlier, run));
      return EXIT_CODE.cancelled;
    case 'failed':
      printLines(io.err, [sanitiseLine(outcome.message)]);
      if (earlier !== undefined) printLines(io.out, fileLines(earlier));
      return EXIT_CODE.failed;
    case 'watch': {
      if (unfinished === undefined) return EXIT_CODE.ok;
      const {watchOnScreen} = await import('./run-deploy.ts');
      return await watchOnScreen(unfinished, run);
    }
    case 'written': {
      if (outcome.build !== undefined) {
        const {buildWritten} = await import('./run-build.ts');
        return await buildWritten(outcome, run);
      }
      if (outcome.deploy !== undefined) {
        const {deployWritten} = await import('./run-deploy.ts');
        return await deployWritten(outcome, run);
      }
      printLines(io.out, wholeReport(outcome, run));
      return EXIT_CODE.ok;
    }
  }
}

function wholeReport(written: Written, {today}: RoundsRun): string[] {
  const {answers} = checkAnswers(written.answers, {today});
  return answers ? report({...written, answers}) : fileLines(written);
}

/** A file that people have may hold what was edited now; one that cannot be read stays as the wizard knew it. */
async function reopening(state: WizardState, {answers, patched}: Written): Promise<Reopening> {
  const path = patched?.writtenTo ?? state.existing?.file.path;
  if (state.existing === undefined || path === undefined) return {state, answers};
  const {readTextFile} = await import('../services/read-text-file.ts');
  const entry = await readTextFile(path);
  return {state, answers, ...(entry.kind === 'text' ? {existing: {path, text: entry.text}} : {})};
}
