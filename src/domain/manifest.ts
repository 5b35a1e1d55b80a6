import type {Answers} from './answers.ts';
import {namespaceObject, permissionObjects, serviceAccountObjects} from './manifest/access.ts';
import {manifestNames} from './manifest/names.ts';
import {tokenSecrets} from './manifest/token-secrets.ts';
import {upgraderAccessObjects, upgraderConfigObject, upgraderJobObject} from './manifest/upgrader.ts';
import {autoscalerObjects, deploymentObject, serviceObject} from './manifest/workload.ts';
import {PLACEHOLDER_TOKEN} from './token.ts';
import {yamlDocuments, type YamlDocument} from './yaml-text.ts';

export {effectiveSecurityContext, sccCommand} from './manifest/security.ts';

/**
 * The Kubernetes manifest of a delegate with a custom image and suspended auto-upgrade: several YAML
 * documents, in the order in which they can be applied. Every API version in it is served by Kubernetes
 * 1.25 to 1.36. Holds no token.
 */
export function manifest(answers: Answers): string {
  const [first, ...others] = objects(answers);
  return yamlDocuments([{comment: introduction(answers), value: first?.value}, ...others]);
}

const objects = (answers: Answers): YamlDocument[] => [
  namespaceObject(answers),
  ...serviceAccountObjects(answers),
  ...permissionObjects(answers),
  ...(answers.delegate.token.from === 'later' ? tokenSecrets({answers, token: PLACEHOLDER_TOKEN}) : []),
  ...autoscalerObjects(answers),
  deploymentObject(answers),
  serviceObject(answers),
  ...upgraderAccessObjects(answers),
  upgraderConfigObject(answers),
  upgraderJobObject(answers),
];

const introduction = (answers: Answers): string[] => [
  `Harness delegate ${answers.delegate.name} with a custom image, in namespace ${answers.delegate.namespace}. Written by delegate-tui.`,
  '',
  "Auto-upgrade is suspended: the upgrader would put Harness's image in the place of this one, and its tools",
  'would be gone. To keep auto-upgrade, tell Harness your image instead, at least every 180 days:',
  'PUT /ng/api/delegate-setup/override-delegate-tag?accountIdentifier=ACCOUNT&delegateTag=IMAGE',
  '',
  tokenNote(answers),
  'Never run kubectl delete with this file: the namespace goes with everything in it.',
];

function tokenNote(answers: Answers): string {
  const {token, upgraderToken, namespace} = manifestNames(answers);
  const notes: Record<Answers['delegate']['token']['from'], string> = {
    secret: `The token is read from Secret ${token.name}, key ${token.key}, which must exist in namespace ${namespace}.`,
    file: `Secrets ${token.name} and ${upgraderToken.name} come with the token file; apply it after this one. Pods wait for it.`,
    later: `Put the delegate token in the place of ${PLACEHOLDER_TOKEN}, twice, before you apply this.`,
  };
  return notes[answers.delegate.token.from];
}
