import type {DeployOutcome, DeployResult, ObjectCounts} from '../domain/deploy/events.ts';
import {describeMs} from '../domain/rollout/describe-ms.ts';
import {shellPath, shellQuote} from '../shell-quote.ts';
import type {DeployExit} from '../wizard/deploy/effects.ts';

export interface ReportInput {
  readonly exit: DeployExit;
  /** Where the files are, and the answers they were made from, for the command that repeats it all. */
  readonly made?: {readonly directory: string; readonly preset: string};
}

const LABEL_WIDTH = 8;
const labelled = (label: string, lines: readonly string[]): string[] =>
  lines.map((line, index) => (index === 0 ? label : '').padEnd(LABEL_WIDTH) + line);

const COUNTED = ['created', 'changed', 'unchanged', 'absent', 'unknown'] as const;
const counted = (counts: ObjectCounts): string =>
  COUNTED.filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${outcome}`)
    .join(', ');

const place = ({context, namespace, practice}: DeployResult): string =>
  practice === undefined ? `${context} / ${namespace}` : `the practice cluster (${practice}) / ${namespace}`;

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
  const files = `--preset ${shellPath(made.directory, made.preset)} --output ${shellPath(made.directory)}`;
  return labelled('Again', [`npx delegate-tui apply ${files} --context ${shellQuote(result.context)} --yes`]);
}

/** What the deploy screens leave in the scrollback: what was applied, how it ended, and how to go on. */
export function deployReport(input: ReportInput): string[] {
  const {exit} = input;
  const {result, hadBegun} = exit;
  if (result === undefined)
    return [
      hadBegun
        ? 'You left before the end was known. Look again with: npx delegate-tui watch --last'
        : 'Nothing was applied.',
    ];
  const applied =
    result.objects === undefined ? [] : [`Applied to ${place(result)}: ${counted(result.objects)}`];
  return [...applied, rolloutLine(result), ...labelled('Next', result.next), ...againLines(input)];
}
