import type {Arguments} from '../args.ts';
import type {Existing} from '../args/options.ts';
import {checkAnswers} from '../domain/check-answers.ts';
import type {Today} from '../domain/check-answers.ts';
import type {Answers} from '../domain/answers.ts';
import type {FileChoice, FileComparison, PlanEvent} from '../domain/events.ts';
import type {FilledFile} from '../domain/existing/fill-answers.ts';
import {isOwnProblem} from '../domain/existing/is-own-problem.ts';
import {makePlan} from '../domain/plan.ts';
import type {Plan} from '../domain/plan-types.ts';
import type {Problem} from '../domain/problem.ts';
import {mergedAnswers} from '../inputs/existing-start.ts';
import {EXIT_CODE} from '../domain/exit-code.ts';
import type {ExitCode} from '../domain/exit-code.ts';
import {gatherAnswers} from '../inputs/gather-answers.ts';
import {printLines} from '../console/io.ts';
import type {Io} from '../console/io.ts';
import {isQuestion, obstacleIn} from './obstacles.ts';
import {printFile} from './print-file.ts';
import {isError, jsonLine, tellProblems} from '../console/tell-problems.ts';

interface Run {
  readonly args: Arguments;
  readonly today: Today;
  readonly io: Io;
}

const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

function refuse(problems: readonly Problem[], {args, io}: Run): ExitCode {
  const {json} = args.options;
  tellProblems(problems, {io, json});
  if (!json) printLines(io.err, [`Nothing was written: ${whatToDo(problems.filter(isError))}`]);
  return EXIT_CODE.usage;
}

/** Not every mistake has a flag that could mend it. */
function whatToDo(errors: readonly Problem[]): string {
  if (errors.every(({flag}) => flag !== undefined))
    return `${counted(errors.length, 'answer is', 'answers are')} missing or wrong. Give the flags named above, or a preset with --preset.`;
  return errors.every(({flag, source}) => flag === undefined && source !== undefined)
    ? 'mend the file at the lines named above, and run it again.'
    : 'mend what is named above, and run it again.';
}

const outputMissing: Problem = {
  field: 'output',
  code: 'missing',
  severity: 'error',
  message: 'is not given: the directory to write to',
  flag: '--output',
};

/** Files that are ready to be written. */
export interface PreparedFiles {
  readonly answers: Answers;
  readonly plan: Plan;
  /** As the user wrote it. */
  readonly directory: string;
  /** The manifest that people have, which the files are for. */
  readonly existing?: FilledFile;
}

/**
 * Makes the files without asking anything. The same command gives the same files on every machine:
 * remembered preferences are not read.
 *
 * @throws UserError when a file cannot be read or written; with `--dry-run` too, when the files could not be written
 */
export async function runHeadless(run: Run): Promise<ExitCode> {
  const {args, io} = run;
  const {json, dryRun, print, existing = 'fail'} = args.options;
  const prepared = await prepareFiles(run, {notices: print === undefined});
  if (typeof prepared === 'number') return prepared;
  if (print) return printFile({...prepared, role: print, io});
  const {plan, directory, answers} = prepared;
  if (dryRun) {
    const {dryRunReport} = await import('./dry-run.ts');
    const {compareFiles} = await import('../services/compare-files.ts');
    const comparisons = await compareFiles({directory, files: plan.files});
    return dryRunReport({io, json, directory, files: plan.files, comparisons, existing});
  }
  const events = await writePlan(run, prepared);
  const path = prepared.existing?.file.path;
  const patched = path === undefined ? {} : {patched: {outcome: 'kept', path, writtenTo: path} as const};
  if (json) return EXIT_CODE.ok;
  const {report} = await import('../report/report.ts');
  printLines(io.out, report({answers, directory, events, ...patched}));
  return EXIT_CODE.ok;
}

/**
 * Checks the answers and makes the texts; writes nothing. An exit code when something is missing or wrong: all
 * of it has been told then.
 *
 * @param notices tells what is worth knowing about the files, too: for who makes them for their own sake
 */
export async function prepareFiles(
  run: Run,
  {notices = false}: {readonly notices?: boolean} = {},
): Promise<PreparedFiles | ExitCode> {
  const {args, today, io} = run;
  const {output, print} = args.options;
  const gathered = await gatherAnswers({args, io});
  const merged = await mergedAnswers({args, today, layers: gathered.layers});
  if ('code' in merged) return refuse([merged], run);
  const {existing} = merged;
  const checked = checkAnswers(merged.answers, {today, positionOf: gathered.positionOf});
  const problems = [
    ...gathered.problems,
    ...(output === undefined && !print ? [outputMissing] : []),
    ...(gathered.problems.some(isError)
      ? []
      : checked.problems.filter((problem) => !existing || isOwnProblem(problem))),
  ];
  const {answers} = checked;
  if (!answers || problems.some(isError)) return refuse(problems, run);
  const {headlessSecrets} = await import('./headless-secrets.ts');
  const secrets = print
    ? {problems: []}
    : await headlessSecrets({answers, args, io, isWanted: existing === undefined});
  const all = [...problems, ...secrets.problems];
  if (all.some(isError)) return refuse(all, run);
  tellProblems(all, {io, json: args.options.json, notices});
  const directory = output ?? '.';
  if (existing) {
    const {planExisting} = await import('../domain/existing/plan-existing.ts');
    return {answers, plan: planExisting({answers, existing}), directory, existing};
  }
  const only = print === undefined || print === 'override' ? {} : {only: print};
  return {answers, plan: makePlan({answers, secrets: secrets.secrets ?? {}, ...only}), directory};
}

/**
 * Looks what each file would become; writes nothing.
 *
 * @throws UserError when a file is in the way, or was edited and --existing does not say what becomes of it
 */
export async function comparePlan(
  {args}: Pick<Run, 'args'>,
  {plan, directory}: Pick<PreparedFiles, 'plan' | 'directory'>,
): Promise<FileComparison[]> {
  const {existing = 'fail'} = args.options;
  const {compareFiles} = await import('../services/compare-files.ts');
  const comparisons = await compareFiles({directory, files: plan.files});
  const obstacle = obstacleIn(comparisons, {directory, existing});
  if (obstacle) throw obstacle;
  return comparisons;
}

/**
 * Writes the files; with `--json` each is told as an event.
 *
 * @throws UserError as `comparePlan`, and when a file cannot be written
 */
export async function writePlan(
  {args, io}: Pick<Run, 'args' | 'io'>,
  {plan, directory}: Pick<PreparedFiles, 'plan' | 'directory'>,
): Promise<PlanEvent[]> {
  const {json, existing = 'fail'} = args.options;
  const comparisons = await comparePlan({args}, {plan, directory});
  const {execute} = await import('../services/execute.ts');
  const events: PlanEvent[] = [];
  for await (const event of execute({
    plan,
    directory,
    choices: choicesFor(comparisons, existing),
    comparisons,
  })) {
    events.push(event);
    if (json) io.out(jsonLine(event));
  }
  return events;
}

/** What is done with files that were edited since we wrote them. `fail` was dealt with before. */
function choicesFor(comparisons: readonly FileComparison[], existing: Existing): Record<string, FileChoice> {
  const edited = existing === 'fail' ? [] : comparisons.filter(isQuestion);
  return Object.fromEntries(edited.map(({path}) => [path, existing as FileChoice]));
}
