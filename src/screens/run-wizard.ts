// Before Ink is loaded: it calls what Node 20 lacks.
import '../polyfill.ts';
import type {Arguments} from '../args.ts';
import {usageProblem} from '../args/usage-problem.ts';
import type {Today} from '../domain/check-answers.ts';
import {openExisting} from '../inputs/existing-start.ts';
import {EXIT_CODE} from '../domain/exit-code.ts';
import type {ExitCode} from '../domain/exit-code.ts';
import {gatherAnswers} from '../inputs/gather-answers.ts';
import type {Io} from '../console/io.ts';
import {readToken} from '../inputs/read-token.ts';
import {isError, tellProblems} from '../console/tell-problems.ts';
import type {WizardFrontInput} from './wizard-front.ts';
import {wizardRounds} from './wizard-rounds.ts';

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
  const {wantedScenario} = await import('../fronts/wanted-scenario.ts');
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
  const input: WizardFrontInput = {
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
  };
  return await wizardRounds(input, run);
}
