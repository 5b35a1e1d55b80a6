// Before Ink is loaded: it calls what Node 20 lacks.
import './polyfill.ts';
import type {Arguments} from './args.ts';
import {usageProblem} from './args/usage-problem.ts';
import {checkAnswers} from './domain/check-answers.ts';
import type {Today} from './domain/check-answers.ts';
import {sanitiseLine} from './domain/text.ts';
import {openExisting} from './existing-start.ts';
import {EXIT_CODE} from './exit-code.ts';
import type {ExitCode} from './exit-code.ts';
import {gatherAnswers} from './gather-answers.ts';
import {printLines} from './io.ts';
import type {Io} from './io.ts';
import {readToken} from './read-token.ts';
import {fileLines, report} from './report.ts';
import type {RunRecord} from './services/run-record.ts';
import {isError, tellProblems} from './tell-problems.ts';
import type {Outcome} from './wizard/effects.ts';

interface Run {
  readonly args: Arguments;
  readonly io: Io;
  readonly today: Today;
  /** `2026-11-21` */
  readonly day: string;
}

/**
 * Opens the wizard on the terminal of this process, filled in by preset and flags, and leaves the report in
 * the scrollback.
 *
 * @throws UserError when the preset cannot be read or the screen cannot be drawn
 */
export async function runWizard(run: Run): Promise<ExitCode> {
  const {args, io, today, day} = run;
  const {preset, output, tool, tokenFile, noColor, accessible} = args.options;
  const takesKeyboard = preset === '-' ? '--preset' : tokenFile === '-' ? '--token-file' : undefined;
  if (takesKeyboard) {
    const message = 'standard input is the keyboard here; give a file, or add --headless';
    tellProblems([usageProblem('conflict', message, takesKeyboard)], {io, json: false});
    return EXIT_CODE.usage;
  }
  const {wantedScenario} = await import('./commands/deploy/practice.ts');
  const {problem} = wantedScenario(args);
  if (problem) {
    tellProblems([problem], {io, json: false});
    return EXIT_CODE.usage;
  }
  const {layers, problems} = await gatherAnswers({args, io});
  const token = await readToken({args, io});
  // A word in DELEGATE_TOKEN may be meant for others; where a token is needed, the wizard asks for it.
  const all = [...problems, ...(tokenFile === undefined ? [] : token.problems)];
  // A preset that is no YAML would open an empty wizard.
  if (all.some(isError)) {
    tellProblems(all, {io, json: false});
    return EXIT_CODE.usage;
  }
  const existing = await openExisting({args, today});
  if (existing !== undefined && 'code' in existing) {
    tellProblems([existing], {io, json: false});
    return EXIT_CODE.usage;
  }
  const {openWizardFront} = await import('./wizard-front.ts');
  const {outcome, notices, unfinished} = await openWizardFront({
    layers,
    isGiven: preset !== undefined || tool.length > 0 || Object.keys(args.answers).length > 0,
    ...(output === undefined ? {} : {directory: output}),
    ...(token.token === undefined ? {} : {delegateToken: token.token}),
    today,
    day,
    io,
    stdin: process.stdin,
    stdout: process.stdout,
    noColor,
    accessible,
    practice: args.options.practice !== undefined,
    ...(existing === undefined ? {} : {existing: existing.given}),
    now: new Date(),
  });
  const code = await conclude(outcome, run, unfinished);
  printLines(io.err, notices);
  return code;
}

async function conclude(outcome: Outcome, run: Run, unfinished: RunRecord | undefined): Promise<ExitCode> {
  const {io, today} = run;
  switch (outcome.kind) {
    case 'cancelled':
      printLines(io.err, ['Nothing was written.']);
      return EXIT_CODE.cancelled;
    case 'failed':
      printLines(io.err, [sanitiseLine(outcome.message)]);
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
      const {answers} = checkAnswers(outcome.answers, {today});
      printLines(io.out, answers ? report({...outcome, answers}) : fileLines(outcome));
      return EXIT_CODE.ok;
    }
  }
}
