import type {Arguments} from './args.ts';
import {practiceSpeed} from './commands/deploy/practice.ts';
import type {DeployFrontInput, DeployFrontResult} from './deploy-front.ts';
import {deployReport} from './deploy-front/deploy-report.ts';
import {checkAnswers, type Today} from './domain/check-answers.ts';
import {FILE_NAMES} from './domain/plan.ts';
import {UserError} from './domain/user-error.ts';
import type {ExitCode} from './exit-code.ts';
import {printLines, type Io} from './io.ts';
import {fileLines, report} from './report.ts';
import {readTextFile} from './services/read-text-file.ts';
import type {RunRecord} from './services/run-record.ts';
import {shellPath} from './shell-quote.ts';
import type {Outcome} from './wizard/effects.ts';

interface Run {
  readonly args: Arguments;
  readonly io: Io;
  readonly today: Today;
}

type Written = Extract<Outcome, {kind: 'written'}>;

/** What every opening of the deploy screens on the terminal of this process has in common. */
const terminalOf = ({args, io}: Pick<Run, 'args' | 'io'>) => ({
  io,
  stdin: process.stdin,
  stdout: process.stdout,
  noColor: args.options.noColor,
  accessible: args.options.accessible,
  ...practiceSpeed(io),
});

const open = async (input: DeployFrontInput): Promise<DeployFrontResult> => {
  const {openDeployFront} = await import('./deploy-front.ts');
  return await openDeployFront(input);
};

/**
 * From the files that the wizard has written to a cluster. Prints one report of both, and ends with the exit code
 * of the rollout. Throws `UserError` when a manifest cannot be read or the screen cannot be drawn.
 */
export async function deployWritten(written: Written, run: Run): Promise<ExitCode> {
  const {io, today, args} = run;
  const {answers} = checkAnswers(written.answers, {today});
  const {directory, events} = written;
  const token = events.find(({role}) => role === 'token');
  const paths = [FILE_NAMES.manifest, ...(token === undefined ? [] : [token.path])].map((path) =>
    below(directory, path),
  );
  const manifests = await Promise.all(paths.map(readManifest));
  const {exit, code} = await open({
    ...terminalOf(run),
    kind: 'deploy',
    delegate: {name: answers?.delegate.name ?? '', namespace: answers?.delegate.namespace ?? 'default'},
    manifests,
    file: paths[0] ?? '',
    ...(written.deploy === 'practice' ? {practice: args.options.practice ?? '', onPractice: true} : {}),
    ...(args.options.context === undefined ? {} : {context: args.options.context}),
    byHand: `kubectl apply --server-side ${paths.map((path) => `-f ${shellPath(path)}`).join(' ')}`,
  });
  const files = events.find(({role}) => role === 'answers');
  const made = {directory, preset: files?.writtenTo ?? FILE_NAMES.answers};
  // After practice, the real thing is still to be done.
  const isReal = exit.hadBegun && exit.result?.practice === undefined;
  printLines(
    io.out,
    isReal || answers === undefined
      ? [...fileLines(written), ...deployReport({exit, made})]
      : [...deployReport({exit}), ...report({...written, answers})],
  );
  return code;
}

/** Back to a rollout on the screens. Ends with the exit code of the rollout. */
export async function watchOnScreen(record: RunRecord, run: Pick<Run, 'args' | 'io'>): Promise<ExitCode> {
  const {target, deployment} = record;
  const {exit, code} = await open({
    ...terminalOf(run),
    kind: 'watch',
    delegate: {name: deployment.name, namespace: target.namespace},
    record,
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
