import type {Arguments} from '../args.ts';
import {usageProblem} from '../args/usage-problem.ts';
import type {PartialAnswers} from '../domain/answers.ts';
import type {Today} from '../domain/check-answers.ts';
import type {ExistingReading} from '../domain/existing/existing-file.ts';
import type {FilledFile} from '../domain/existing/fill-answers.ts';
import {mergeAnswers, type Layers} from '../domain/merge.ts';
import type {Problem} from '../domain/problem.ts';

/** The file that `--file` names, as it was read. */
export interface ExistingStart {
  readonly given: {readonly path: string; readonly text: string; readonly delegate?: string};
  readonly reading: Exclude<ExistingReading, {state: 'foreign'}>;
}

const SEVERAL = usageProblem('conflict', 'names the file to start from; give one', '--file');
const NO_FILE = usageProblem('conflict', 'chooses from a file; give that with --file', '--delegate');

/**
 * Reads the file that a new image is made for; `undefined` when none is named. A problem when it is no file of a
 * delegate.
 *
 * @throws UserError when it cannot be read
 */
export async function openExisting({
  args,
  today,
}: {
  readonly args: Arguments;
  readonly today: Today;
}): Promise<ExistingStart | Problem | undefined> {
  const {file: [named, ...others] = [], delegate} = args.options;
  if (named === undefined) return delegate === undefined ? undefined : NO_FILE;
  if (others.length > 0) return SEVERAL;
  const {readExistingFile} = await import('../services/existing-file.ts');
  const {readExisting} = await import('../domain/existing/existing-file.ts');
  const given = {...(await readExistingFile(named)), ...(delegate === undefined ? {} : {delegate})};
  const reading = readExisting({...given, today});
  return reading.state === 'foreign' ? reading.problem : {given, reading};
}

/**
 * The answers of all layers, those of the file that `--file` names among them. A problem when that will not do.
 *
 * @throws UserError when it cannot be read
 */
export async function mergedAnswers({
  args,
  today,
  layers,
}: {
  readonly args: Arguments;
  readonly today: Today;
  readonly layers: Layers;
}): Promise<{readonly answers: PartialAnswers; readonly existing?: FilledFile} | Problem> {
  const start = await openExisting({args, today});
  if (start === undefined) return {answers: mergeAnswers(layers)};
  if ('code' in start) return start;
  const {reading} = start;
  if (reading.state === 'choose') return reading.problem;
  const {fillAnswers} = await import('../domain/existing/fill-answers.ts');
  return fillAnswers(layers, {file: reading.file, today});
}
