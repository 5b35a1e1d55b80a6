import type {DeployOutcome, DeployResult, ObjectCounts} from '../domain/deploy/events.ts';
import {describeMs} from '../domain/rollout/describe-ms.ts';
import {labelled} from '../report/labelled.ts';
import {shellPath, shellQuote} from '../console/shell-quote.ts';
import type {DeployExit} from '../wizard/deploy/effects.ts';

export interface ReportInput {
  readonly exit: DeployExit;
  /** Where the files are, and the answers they were made from, for the command that repeats it all. */
  readonly made?: Made;
}

interface Made {
  readonly directory: string;
  readonly preset: string;
  /** A manifest of the user's own that was applied in the place of one of ours. */
  readonly file?: string;
}

const COUNTED = ['created', 'changed', 'unchanged', 'absent', 'unknown'] as const;
const counted = (counts: ObjectCounts): string =>
  COUNTED.filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${outcome}`)
    .join(', ');

const place = ({context, namespace, practice}: DeployResult): string =>
  practice === undefined ? `${context} / ${namespace}` : `the practice cluster (${practice}) / ${namespace}`;

const PRACTICE_OVER = 'You left before the end; the practice cluster is gone, and the rollout with it.';

/** Outcomes after which the time that it took says something. */
const TIMED: readonly DeployOutcome[] = ['complete', 'doomed', 'failed', 'timeout'];

function rolloutLine(result: DeployResult): string {
  const {outcome, sentence, seconds, revision, image} = result;
  if (!TIMED.includes(outcome)) return sentence;
  const facts = [
    `after ${describeMs(seconds * 1000)}`,
    ...(revision ? [`revision ${revision}`] : []),
    ...(image ? [`image ${image}`] : []),
  ];
  return `${sentence} (${facts.join(', ')})`;
}

function againLines({exit, made}: ReportInput): string[] {
  const {result} = exit;
  if (made === undefined || result === undefined || result.practice !== undefined || !exit.hadBegun)
    return [];
  const files =
    made.file === undefined
      ? `--preset ${shellPath(made.directory, made.preset)} --output ${shellPath(made.directory)}`
      : `--file ${shellPath(made.file)}`;
  return labelled('Again', [`npx delegate-tui apply ${files} --context ${shellQuote(result.context)} --yes`]);
}

/** What comes next after practice: with the files of a directory, or with one file of the user's own. */
export function practisedLines(directory: string, file?: string): string[] {
  const what = file === undefined ? `--output ${shellPath(directory)}` : `--file ${shellPath(file)}`;
  return labelled('Next', [
    `On a cluster of yours: npx delegate-tui apply ${what}`,
    `Once more on practice: npx delegate-tui apply ${what} --practice`,
  ]);
}

const leftLine = (lookAgain?: string): string =>
  `You left before the end was known. ${lookAgain === undefined ? 'Look at the cluster.' : `Look again with: ${lookAgain}`}`;

/** What the deploy screens leave in the scrollback: what was applied, how it ended, and how to go on. */
export function deployReport(input: ReportInput): string[] {
  const {exit} = input;
  const {result, hadBegun, practice, lookAgain} = exit;
  if (result === undefined && practice !== undefined)
    return [hadBegun ? PRACTICE_OVER : 'Nothing was applied.'];
  if (result === undefined) return [hadBegun ? leftLine(lookAgain) : 'Nothing was applied.'];
  const applied =
    result.objects === undefined ? [] : [`Applied to ${place(result)}: ${counted(result.objects)}`];
  return [...applied, rolloutLine(result), ...labelled('Next', result.next), ...againLines(input)];
}
