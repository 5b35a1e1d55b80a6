import type {Answers} from '../answers.ts';
import {manifestNames} from '../manifest/names.ts';

/**
 * The command that makes the Secret which the delegate reads its token from. The token stands in a file; the
 * context is for the reader to fill in, so that no other cluster gets the token.
 */
export function tokenSecretCommand({delegate}: Pick<Answers, 'delegate'>): string {
  const {token, namespace} = manifestNames({delegate});
  const kubectl = 'kubectl --context CONTEXT';
  return `${kubectl} create namespace ${namespace} && ${kubectl} -n ${namespace} create secret generic ${token.name} --from-file=DELEGATE_TOKEN=FILE`;
}
