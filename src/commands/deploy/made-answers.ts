import type {Answers} from '../../domain/answers.ts';
import {UserError} from '../../domain/user-error.ts';
import {expectedAnswers, type ExpectedRequest} from '../status/expected-answers.ts';

/**
 * The answers that the files of --output were made from: what a verification after the rollout looks for. None
 * where files of one's own are applied, or where the answers cannot be read: applying does without them.
 */
export async function madeAnswers({
  args,
  io,
  today,
}: ExpectedRequest): Promise<{readonly answers: Answers; readonly directory: string} | undefined> {
  const {preset: _preset, ...options} = args.options;
  const {output: directory, file = []} = options;
  if (directory === undefined || file.length > 0) return undefined;
  try {
    const {answers, problems} = await expectedAnswers({args: {...args, answers: {}, options}, io, today});
    return answers === undefined || problems.length > 0 ? undefined : {answers, directory};
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
