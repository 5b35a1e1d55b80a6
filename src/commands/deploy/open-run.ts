import type {Arguments} from '../../args.ts';
import {usageProblem} from '../../args/usage-problem.ts';
import {openContext, openPractice, type OpenedTarget} from '../../deploy/open-target.ts';
import {didYouMean} from '../../domain/did-you-mean.ts';
import type {Problem} from '../../domain/problem.ts';
import {sanitiseLine} from '../../domain/text.ts';
import type {Io} from '../../io.ts';
import {practiceSpeed} from './practice.ts';

export interface OpenRequest {
  readonly args: Arguments;
  readonly io: Io;
  /** Scenario of the practice cluster, when that is wanted. */
  readonly scenario?: string;
  readonly context?: string;
  readonly namespace?: string;
  /** Of the Deployment. */
  readonly name: string;
  /** The command that does without us what is to be done. */
  readonly byHand?: string;
}

/** Connects to the practice cluster, or to a context of the kubeconfig; a problem when there is no such context. */
export async function openRun({
  io,
  scenario,
  context = '',
  namespace,
  name,
  byHand,
}: OpenRequest): Promise<OpenedTarget | Problem> {
  if (scenario !== undefined) {
    const delegate = {name, namespace: namespace ?? 'harness-delegate-ng'};
    return await openPractice({scenario, delegate, env: io.env, ...practiceSpeed(io)});
  }
  const opened = await openContext({
    context,
    env: io.env,
    ...(namespace === undefined ? {} : {namespace}),
    ...(byHand === undefined ? {} : {byHand}),
  });
  return 'unknown' in opened ? unknownContext(opened.unknown, opened.contexts) : opened;
}

/** That many names are listed. */
const MAX_LISTED = 8;

function unknownContext(name: string, contexts: readonly string[]): Problem {
  const near = didYouMean(name, contexts);
  const listed = contexts.slice(0, MAX_LISTED).map((each) => sanitiseLine(each, {maxLength: 60}));
  const more = contexts.length > listed.length ? ', …' : '';
  const hint =
    near === undefined ? `there are: ${listed.join(', ')}${more}` : `did you mean ${sanitiseLine(near)}?`;
  return usageProblem(
    'unknown-context',
    `${JSON.stringify(sanitiseLine(name))} is not in your kubeconfig; ${hint}`,
    '--context',
  );
}
