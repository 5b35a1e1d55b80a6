import {usageProblem} from '../args/usage-problem.ts';
import {openContext, openPractice, type OpenedTarget, type UnknownContext} from '../deploy/open-target.ts';
import {DEFAULT_ANSWERS} from '../domain/defaults.ts';
import {didYouMean} from '../domain/did-you-mean.ts';
import type {Problem} from '../domain/problem.ts';
import {sanitiseLine} from '../domain/text.ts';
import {UserError} from '../domain/user-error.ts';
import {EXIT_CODE, type ExitCode} from '../domain/exit-code.ts';
import {printLines, type Io} from '../console/io.ts';
import {findKubectl} from '../services/kubectl/find-kubectl.ts';
import type {Kubectl} from '../services/kubectl/kubectl-types.ts';
import {recheckTarget} from '../services/kubectl/target.ts';
import type {RunRecord} from '../services/run-record.ts';
import {tellFailure} from '../console/tell-failure.ts';
import {tellProblems} from '../console/tell-problems.ts';
import {practiceSpeed} from './wanted-scenario.ts';

export interface OpenRequest {
  readonly io: Io;
  readonly context: string;
  readonly namespace?: string;
  /** The command that does without us what is to be done. */
  readonly byHand?: string;
  /** A run that is come back to: its context has to mean the same cluster as then. */
  readonly record?: RunRecord;
}

/** Why a run does not begin, told by `tellRefusal`, and its exit code. */
export interface Refusal {
  readonly exitCode: ExitCode;
  readonly why: Problem | UserError;
}

export const isRefusal = (opened: object): opened is Refusal => 'exitCode' in opened;

/** kubectl, for those who need it before they know where to go. */
export async function openKubectl({
  io,
  byHand,
}: Pick<OpenRequest, 'io' | 'byHand'>): Promise<Kubectl | Refusal> {
  return await orRefusal(EXIT_CODE.refused, async () => await findKubectl({env: io.env, ...given({byHand})}));
}

/**
 * Connects to a context of the kubeconfig. Without kubectl a check refuses; a kubeconfig that cannot be read, or
 * has no such context, is a wrong command line. The same for every command.
 */
export async function openRun({
  io,
  context,
  namespace,
  byHand,
  record,
}: OpenRequest): Promise<OpenedTarget | Refusal> {
  const kubectl = await openKubectl({io, ...given({byHand})});
  if (isRefusal(kubectl)) return kubectl;
  const opened = await orRefusal(
    EXIT_CODE.usage,
    async () => await openContext({kubectl, context, env: io.env, ...given({namespace})}),
  );
  if (isRefusal(opened)) return opened;
  if ('unknown' in opened) return {exitCode: EXIT_CODE.usage, why: unknownContext(opened)};
  if (record === undefined) return opened;
  return await orRefusal(EXIT_CODE.refused, async () => {
    await recheckTarget(kubectl, record.target, {env: io.env});
    return opened;
  });
}

export interface PracticeRunRequest {
  readonly io: Io;
  readonly kubectl: Kubectl;
  readonly scenario: string;
  /** Of the Deployment. */
  readonly name: string;
  readonly namespace?: string;
}

/** Connects to the practice cluster. */
export const openPracticeRun = async ({
  io,
  kubectl,
  scenario,
  name,
  namespace = DEFAULT_ANSWERS.delegate.namespace,
}: PracticeRunRequest): Promise<OpenedTarget> =>
  await openPractice({kubectl, scenario, delegate: {name, namespace}, env: io.env, ...practiceSpeed(io)});

/** Says why a run does not begin, ending with `nothing` (`Nothing was changed.`), and gives its exit code. */
export function tellRefusal(
  {why, exitCode}: Refusal,
  {io, json, nothing}: {readonly io: Io; readonly json: boolean; readonly nothing?: string},
): ExitCode {
  if (why instanceof UserError) tellFailure(why, {io, json});
  else tellProblems([why], {io, json});
  if (nothing !== undefined) printLines(io.err, [nothing]);
  return exitCode;
}

/** An option that may be missing. */
const given = <T extends object>(options: T): {[Key in keyof T]?: Exclude<T[Key], undefined>} =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };

async function orRefusal<T>(exitCode: ExitCode, open: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {exitCode, why: error};
  }
}

/** That many names are listed. */
const MAX_LISTED = 8;

function unknownContext({unknown: name, contexts, notices}: UnknownContext): Problem {
  const near = didYouMean(name, contexts);
  const listed = contexts.slice(0, MAX_LISTED).map((each) => sanitiseLine(each, {maxLength: 60}));
  const more = contexts.length > listed.length ? ', …' : '';
  const hint =
    near === undefined ? `there are: ${listed.join(', ')}${more}` : `did you mean ${sanitiseLine(near)}?`;
  const odd = notices.map((notice) => notice.replace(/\.$/, ''));
  return usageProblem(
    'unknown-context',
    `${JSON.stringify(sanitiseLine(name))} is not in your kubeconfig; ${[hint, ...odd].join('; ')}`,
    '--context',
  );
}
