import type {Answers} from './answers.ts';
import {tokenSecrets} from './manifest/token-secrets.ts';
import {inspectToken} from './token.ts';
import {yamlDocuments} from './yaml-text.ts';

/**
 * The file with the token: the Secrets that the manifest's Deployment and upgrader refer to. A token that
 * was encoded twice is written decoded once, white space around it is dropped.
 */
export function tokenManifest({
  answers,
  token,
}: {
  readonly answers: Pick<Answers, 'delegate'>;
  readonly token: string;
}): string {
  const {name, namespace} = answers.delegate;
  const [first, ...others] = tokenSecrets({answers, token: inspectToken(token).value});
  const comment = [
    `Token of Harness delegate ${name}. Keep this file out of git and readable by you alone.`,
    `Namespace ${namespace} comes with the manifest: apply the manifest first, then this file. Pods wait for it.`,
  ];
  return yamlDocuments([{comment, value: first?.value}, ...others]);
}
