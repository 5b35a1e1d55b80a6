import {at} from '../../domain/deploy/json.ts';
import {accessReview, type Permission} from '../../domain/deploy/permissions.ts';
import {yamlText} from '../../domain/yaml-text.ts';
import {privateDirectory, type PrivateDirectory} from '../run/private-directory.ts';
import {call, CALL_TIMEOUT_MS} from './call.ts';
import type {KubectlFailure} from './classify-error.ts';
import {diskFailure} from './disk-failure.ts';
import {jsonObjects} from './json-stream.ts';
import type {Connection} from './kubectl-types.ts';

export type AccessAnswers = {readonly denied: readonly Permission[]} | {readonly failure: KubectlFailure};

/** Asks the cluster for all permissions in one call. */
export async function askAccess({
  connection,
  permissions,
  signal,
}: {
  readonly connection: Connection;
  readonly permissions: readonly Permission[];
  readonly signal?: AbortSignal;
}): Promise<AccessAnswers> {
  if (permissions.length === 0) return {denied: []};
  const answers = await createReviews({
    connection,
    reviews: permissions.map(accessReview),
    ...(signal === undefined ? {} : {signal}),
  });
  if ('failure' in answers) return answers;
  return {denied: permissions.filter((_, index) => answers.allowed[index] !== true)};
}

export type ReviewAnswers =
  | {readonly allowed: readonly (boolean | undefined)[]}
  | {readonly failure: KubectlFailure};

/**
 * Creates access reviews, which the cluster answers and forgets. Answers come in the order of the questions. Never
 * throws.
 */
export async function createReviews({
  connection,
  reviews,
  signal,
}: {
  readonly connection: Connection;
  readonly reviews: readonly object[];
  readonly signal?: AbortSignal;
}): Promise<ReviewAnswers> {
  let directory: PrivateDirectory | undefined;
  try {
    directory = await privateDirectory();
    const file = await directory.write(
      'questions.yaml',
      reviews.map((review) => yamlText(review)).join('---\n'),
    );
    const result = await call({
      connection,
      args: ['create', '--validate=false', '-f', file, '-o=json'],
      timeoutMs: CALL_TIMEOUT_MS.access,
      ...(signal === undefined ? {} : {signal}),
    });
    if (result.failure !== undefined) return {failure: result.failure};
    const answers = answersIn(result.stdout);
    if (answers.length === reviews.length) return {allowed: answers};
    return {
      failure: {
        kind: 'other',
        message: 'The cluster did not answer every question about permissions.',
        next: 'Try again.',
        raw: '',
      },
    };
  } catch (error) {
    return {failure: diskFailure(error)};
  } finally {
    await directory?.remove();
  }
}

function answersIn(stdout: string): (boolean | undefined)[] {
  try {
    return jsonObjects(stdout).map((review) => {
      const allowed = at(review, 'status', 'allowed');
      return typeof allowed === 'boolean' ? allowed : undefined;
    });
  } catch {
    return [];
  }
}
