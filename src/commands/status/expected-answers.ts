import {join} from 'node:path';
import type {Arguments} from '../../args.ts';
import {usageProblem} from '../../args/usage-problem.ts';
import type {Answers} from '../../domain/answers.ts';
import {checkAnswers, type Today} from '../../domain/check-answers.ts';
import {fillGaps} from '../../domain/fill-gaps.ts';
import {isPlainObject, mergeAnswers} from '../../domain/merge.ts';
import {FILE_NAMES} from '../../domain/plan.ts';
import type {Problem} from '../../domain/problem.ts';
import {valueAt} from '../../domain/value-at.ts';
import {gatherAnswers} from '../../inputs/gather-answers.ts';
import type {Io} from '../../console/io.ts';
import {noDelegateYet} from '../../inputs/no-delegate-yet.ts';
import {readTextFile} from '../../services/read-text-file.ts';
import {isError} from '../../console/tell-problems.ts';

/** What the delegate should be, as a preset or an output directory says. */
export interface ExpectedAnswers {
  /** With stand-ins for what is missing; only there when a file was named. */
  readonly answers?: Answers;
  /** They name the image, too; presets that are shared often do not. */
  readonly namesImage: boolean;
  /** Where a flag or the file gives them. */
  readonly name?: string;
  readonly namespace?: string;
  readonly accountId?: string;
  readonly managerUrl?: string;
  /** What is wrong with the file; not empty: go no further. */
  readonly problems: readonly Problem[];
}

export interface ExpectedRequest {
  readonly args: Arguments;
  readonly io: Io;
  readonly today: Today;
}

/**
 * Reads the answers that --preset or --output names, with the flags above them.
 *
 * @throws UserError when there is no such file or it cannot be read
 */
export async function expectedAnswers({args, io, today}: ExpectedRequest): Promise<ExpectedAnswers> {
  const {preset, output} = args.options;
  if (preset !== undefined && output !== undefined) {
    const both = usageProblem('conflict', 'does not go with --preset; both name the answers', '--output');
    return {namesImage: false, problems: [both]};
  }
  const file = preset ?? (output === undefined ? undefined : join(output, FILE_NAMES.answers));
  if (file === undefined) return {namesImage: false, problems: [], ...namesIn(args.answers)};
  if (preset === undefined && (await readTextFile(file)).kind === 'absent')
    throw noDelegateYet(output ?? '.');
  const own = {...args, answers: withoutHarness(args.answers), options: {...args.options, preset: file}};
  const {layers, problems, positionOf} = await gatherAnswers({args: own, io});
  const merged = mergeAnswers(layers);
  const checked = checkAnswers(merged, {today, positionOf});
  const wrong = [...problems, ...checked.problems.filter(({code}) => code !== 'missing')].filter(isError);
  const {answers} = fillGaps(merged);
  return {
    ...(answers === undefined ? {} : {answers}),
    namesImage: !checked.problems.some(({code, field}) => code === 'missing' && field.startsWith('image.')),
    problems: wrong,
    // The answers of one delegate leave out what is usual; a preset that is shared says nothing by that.
    ...namesIn(checked.answers === undefined ? layers.preset : merged),
    ...namesIn(args.answers),
  };
}

/** Where Harness is asked is checked when it is asked; it says nothing about what the delegate should be. */
function withoutHarness(answers: Arguments['answers']): Arguments['answers'] {
  const {delegate, ...others} = answers;
  if (!isPlainObject(delegate)) return answers;
  const {managerUrl: _url, accountId: _account, ...rest} = delegate;
  return {...others, delegate: rest};
}

const NAMES = ['name', 'namespace', 'accountId', 'managerUrl'] as const;

/** Only what is said: what is usual is a guess. */
const namesIn = (tree: unknown): Pick<ExpectedAnswers, (typeof NAMES)[number]> =>
  Object.fromEntries(
    NAMES.map((key) => [key, valueAt(tree, ['delegate', key])]).filter(
      ([, value]) => typeof value === 'string',
    ),
  ) as Pick<ExpectedAnswers, (typeof NAMES)[number]>;
