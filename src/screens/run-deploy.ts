// Before Ink is loaded: it calls what Node 20 lacks.
import '../polyfill.ts';
import {applyByHand} from '../fronts/apply-by-hand.ts';
import type {Manifests} from '../fronts/manifests.ts';
import {isRefusal, openRun, tellRefusal} from '../fronts/open-run.ts';
import {practiceSpeed} from '../fronts/wanted-scenario.ts';
import type {DeployFrontInput, DeployFrontResult} from '../deploy-front/deploy-front.ts';
import {deployReport, practisedLines, type ReportInput} from '../deploy-front/deploy-report.ts';
import type {Answers} from '../domain/answers.ts';
import {checkAnswers} from '../domain/check-answers.ts';
import {FILE_NAMES} from '../domain/plan.ts';
import {resolveTools} from '../domain/tools.ts';
import {UserError} from '../domain/user-error.ts';
import type {ExitCode} from '../domain/exit-code.ts';
import {printLines} from '../console/io.ts';
import {SCENARIOS} from '../practice/scenarios.ts';
import {fileLines, report} from '../report/report.ts';
import {readTextFile} from '../services/read-text-file.ts';
import type {RunRecord} from '../services/run-record.ts';
import {shellPath} from '../console/shell-quote.ts';
import type {BackToReview, RoundsRun, Written} from './rounds-types.ts';

type Run = Pick<RoundsRun, 'args' | 'io'>;

/** What every opening of the deploy screens on the terminal of this process has in common. */
const terminalOf = ({args, io}: Run) => ({
  io,
  stdin: process.stdin,
  stdout: process.stdout,
  noColor: args.options.noColor,
  accessible: args.options.accessible,
  scenarios: SCENARIOS.map(({name, says}) => ({name, says})),
  ...practiceSpeed(io),
});

const open = async (input: DeployFrontInput): Promise<DeployFrontResult> => {
  const {openDeployFront} = await import('../deploy-front/deploy-front.ts');
  return await openDeployFront(input);
};

/**
 * From the files that the wizard has written to a cluster. Prints one report of both, and ends with the exit code
 * of the rollout; without a report, where the person goes back to the review. Throws `UserError` when a manifest cannot be read or the screen cannot be drawn.
 */
export async function deployWritten(written: Written, run: RoundsRun): Promise<ExitCode | BackToReview> {
  const {io, today, args} = run;
  const {answers} = checkAnswers(written.answers, {today});
  const {directory, events, patched} = written;
  const token = events.find(({role}) => role === 'token');
  const ours = [FILE_NAMES.manifest, ...(token === undefined ? [] : [token.path])].map((path) =>
    below(directory, path),
  );
  const paths = patched === undefined ? ours : [patched.writtenTo];
  const manifests = await Promise.all(paths.map(readManifest));
  const {exit, code} = await open({
    ...terminalOf(run),
    kind: 'deploy',
    hasReview: true,
    delegate: {
      name: patched?.delegate.name || (answers?.delegate.name ?? ''),
      namespace: patched?.delegate.namespace || (answers?.delegate.namespace ?? 'default'),
    },
    manifests,
    file: paths[0] ?? '',
    ...(answers === undefined ? {} : validationOf(answers, directory)),
    ...(written.deploy === 'practice' ? {practice: args.options.practice ?? ''} : {}),
    ...(args.options.context === undefined ? {} : {context: args.options.context}),
    byHand: applyByHand(paths, args.options.context),
  });
  if (exit.by === 'back') return {toReview: written};
  const files = events.find(({role}) => role === 'answers');
  const made = {
    directory,
    preset: files?.writtenTo ?? FILE_NAMES.answers,
    ...(patched === undefined ? {} : {file: patched.writtenTo}),
  };
  printLines(io.out, wholeReport({exit, written, made, ...(answers === undefined ? {} : {answers})}));
  return code;
}

/** What a verification looks for, and the pipeline that does the same from inside Harness. */
function validationOf(
  answers: Answers,
  directory: string,
): Pick<DeployFrontInput, 'verifies' | 'validation'> {
  const validation = shellPath(directory, FILE_NAMES.validation);
  const {accountId, managerUrl} = answers.delegate;
  const lastStep = `Last, run the validation pipeline in Harness: it lets the delegate itself run each tool. It is ${validation}.`;
  return {validation, verifies: {tools: resolveTools(answers), accountId, managerUrl, lastStep}};
}

/** What was written and how the rollout went, and what comes next: on a cluster that, after practice all the rest. */
function wholeReport({
  exit,
  written,
  made,
  answers,
}: Required<Pick<ReportInput, 'exit' | 'made'>> & {
  readonly written: Written;
  readonly answers?: Answers;
}): string[] {
  const practised = exit.practice ?? exit.result?.practice;
  if (practised !== undefined && exit.result?.outcome !== 'complete')
    return [...deployReport({exit}), ...fileLines(written), ...practisedLines(made.directory, made.file)];
  return answers === undefined || (exit.hadBegun && practised === undefined)
    ? [...fileLines(written), ...deployReport({exit, made})]
    : [...deployReport({exit}), ...report({...written, answers})];
}

/**
 * `apply` in a terminal: from the choice of the cluster, or from the checks where the command line names it. Ends
 * with the exit code of the rollout. Throws `UserError` when the screen cannot be drawn.
 */
export async function applyOnScreen(
  {
    texts,
    paths = [],
    made,
    delegate,
  }: Manifests &
    Pick<DeployFrontInput, 'delegate'> & {
      /** What the files were made from, and where they lie, where that is known. */
      readonly made?: {readonly answers: Answers; readonly directory: string};
    },
  run: Run,
): Promise<ExitCode> {
  const {context, practice, file = [], output, forceConflicts = false} = run.args.options;
  const {exit, code} = await open({
    ...terminalOf(run),
    kind: 'deploy',
    delegate,
    ...(paths.length === 0 ? {} : {byHand: applyByHand(paths, context)}),
    manifests: texts,
    file: file.join(' ') || below(output ?? '.', FILE_NAMES.manifest),
    takesOver: forceConflicts,
    ...(made === undefined ? {} : validationOf(made.answers, made.directory)),
    ...(practice === undefined ? {} : {practice}),
    ...(context === undefined ? {} : {context}),
  });
  printLines(run.io.out, deployReport({exit}));
  return code;
}

/** `undo` in a terminal: shows what it means, and asks. Ends with its exit code. Throws `UserError` as above. */
export const undoOnScreen = async (record: RunRecord, run: Run): Promise<ExitCode> =>
  await comeBack('undo', record, run);

/** Back to a rollout on the screens. Ends with the exit code of the rollout. */
export const watchOnScreen = async (record: RunRecord, run: Run): Promise<ExitCode> =>
  await comeBack('watch', record, run);

async function comeBack(kind: 'watch' | 'undo', record: RunRecord, run: Run): Promise<ExitCode> {
  const {target, deployment} = record;
  const {context, namespace} = target;
  // What keeps a run from beginning is told as where there are no screens.
  const opened = await openRun({io: run.io, context, namespace, record});
  if (isRefusal(opened))
    return tellRefusal(opened, {
      io: run.io,
      json: false,
      ...(kind === 'undo' ? {nothing: 'Nothing was changed.'} : {}),
    });
  const {exit, code} = await open({
    ...terminalOf(run),
    kind,
    delegate: {name: deployment.name, namespace: target.namespace},
    record,
    takesOver: run.args.options.forceConflicts === true,
  });
  printLines(run.io.out, deployReport({exit}));
  return code;
}

const below = (directory: string, path: string): string =>
  directory === '.' ? path : `${directory.replace(/\/+$/, '')}/${path}`;

async function readManifest(path: string): Promise<string> {
  const entry = await readTextFile(path, {followLinks: true});
  if (entry.kind === 'text') return entry.text;
  throw new UserError(`${shellPath(path)} cannot be read any more, so nothing was applied.`, {
    next: ['See what became of the file, and start again.'],
  });
}
