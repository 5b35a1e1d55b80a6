import type {Answers} from '../answers.ts';
import type {YamlDocument} from '../yaml-text.ts';
import {COMMON_LABELS, manifestNames, type SecretKey} from './names.ts';

/**
 * The Secrets of the delegate and of its upgrader, with the same token. `stringData`, because a token is
 * valid base64 itself: in `data` the API server would decode it and the delegate would get something else.
 */
export function tokenSecrets({
  answers,
  token,
}: {
  readonly answers: Pick<Answers, 'delegate'>;
  readonly token: string;
}): YamlDocument[] {
  const names = manifestNames(answers);
  const secret = ({name, key}: SecretKey): YamlDocument => ({
    value: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {name, namespace: names.namespace, labels: COMMON_LABELS},
      type: 'Opaque',
      stringData: {[key]: token},
    },
  });
  return [secret(names.token), secret(names.upgraderToken)];
}
