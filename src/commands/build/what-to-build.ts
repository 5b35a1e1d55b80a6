import {join} from 'node:path';
import type {Arguments} from '../../args.ts';
import {usageProblem} from '../../args/usage-problem.ts';
import type {Answers} from '../../domain/answers.ts';
import {referenceProblem} from '../../domain/build-run/check-reference.ts';
import type {CheckedTool} from '../../domain/build-run/tool-check-script.ts';
import {checkAnswers, type Today} from '../../domain/check-answers.ts';
import {imageRef} from '../../domain/image-ref.ts';
import {mergeAnswers} from '../../domain/merge.ts';
import {FILE_NAMES} from '../../domain/plan.ts';
import type {Problem} from '../../domain/problem.ts';
import {resolveTools} from '../../domain/tools.ts';
import {gatherAnswers} from '../../inputs/gather-answers.ts';
import type {Io} from '../../console/io.ts';
import {noDelegateYet} from '../../inputs/no-delegate-yet.ts';
import {readTextFile} from '../../services/read-text-file.ts';
import {shellPath} from '../../console/shell-quote.ts';
import {isError} from '../../console/tell-problems.ts';

interface Run {
  readonly args: Arguments;
  readonly io: Io;
  readonly today: Today;
}

/** The image of an output directory. */
export interface WhatToBuild {
  readonly directory: string;
  readonly reference: string;
  /** Absent: the image is not to be checked. */
  readonly tools?: readonly CheckedTool[];
  readonly answers?: Answers;
}

/**
 * Reads what --output and --image name: the image, and the tools that it must have. Problems when something is
 * missing or wrong.
 *
 * @throws WrongInput when the directory holds no delegate, or its answers cannot be read
 */
export async function whatToBuild(run: Run): Promise<WhatToBuild | readonly Problem[]> {
  const {output, image, skipSmokeTest = false} = run.args.options;
  if (output === undefined)
    return [usageProblem('missing', 'is not given: the directory that generate wrote', '--output')];
  const wrong = image === undefined ? undefined : referenceProblem(image);
  if (wrong !== undefined) return [usageProblem('invalid', wrong, '--image')];
  const file = join(output, FILE_NAMES.answers);
  if ((await readTextFile(file, {followLinks: true})).kind === 'absent')
    return await withoutAnswers({directory: output, image, isChecked: !skipSmokeTest});
  const args = {...run.args, answers: {}, options: {...run.args.options, preset: file, tool: []}};
  const gathered = await gatherAnswers({args, io: run.io});
  const {answers, problems} = checkAnswers(mergeAnswers(gathered.layers), {
    today: run.today,
    positionOf: gathered.positionOf,
  });
  const errors = [...gathered.problems, ...problems].filter(isError);
  if (answers === undefined || errors.length > 0) return errors;
  return {
    directory: output,
    reference: image ?? imageRef(answers),
    answers,
    ...(skipSmokeTest ? {} : {tools: resolveTools(answers)}),
  };
}

interface Bare {
  readonly directory: string;
  readonly image: string | undefined;
  readonly isChecked: boolean;
}

/** A Dockerfile alone says neither how its image is called nor which tools are in it. */
async function withoutAnswers({
  directory,
  image,
  isChecked,
}: Bare): Promise<WhatToBuild | readonly Problem[]> {
  const isIncomplete = image === undefined || isChecked;
  if (isIncomplete && (await readTextFile(join(directory, FILE_NAMES.dockerfile))).kind === 'absent')
    throw noDelegateYet(directory);
  const lacking = `${shellPath(directory, FILE_NAMES.answers)} is not there`;
  if (image === undefined)
    return [
      usageProblem(
        'missing',
        `is not given, and ${lacking}: generate writes it, or name the image`,
        '--image',
      ),
    ];
  if (isChecked)
    return [
      usageProblem(
        'missing',
        `is not given, and ${lacking}, so the tools to look for are not known; make it with generate, or give this flag`,
        '--skip-smoke-test',
      ),
    ];
  return {directory, reference: image};
}
