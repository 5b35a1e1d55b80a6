import type {Answers} from '../answers.ts';
import {isPlaceholder} from '../token.ts';
import {when, type Finding, type Rule} from './rule.ts';

/** Kubernetes DNS-1123 subdomain: dots stand between labels. */
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const NAMED_OBJECTS: readonly (readonly [field: string, read: (answers: Answers) => string | undefined])[] = [
  ['image.pullSecret', ({image}) => image.pullSecret],
  ['delegate.token.secretName', ({delegate}) => delegate.token.secretName],
  ['delegate.serviceAccount.name', ({delegate}) => delegate.serviceAccount.name],
  ['delegate.proxy.secretName', ({delegate}) => delegate.proxy.secretName],
  ['delegate.caSecret', ({delegate}) => delegate.caSecret],
];

/** Names that the API server would refuse though they hold only the right characters. */
export const objectNameRule: Rule = (answers) => [
  ...NAMED_OBJECTS.flatMap(([field, read]): Finding[] => {
    const name = read(answers);
    return when(name !== undefined && !SUBDOMAIN.test(name), {
      field,
      code: 'invalid',
      severity: 'error',
      message: 'Every part between dots must begin and end with a letter or digit. Correct the name.',
    });
  }),
  ...when(!/^[a-z]/.test(answers.delegate.serviceName), {
    field: 'delegate.serviceName',
    code: 'invalid',
    severity: 'error',
    message: 'The name of a Service begins with a letter. Choose another one.',
  }),
];

/** Where the delegate lives and how build pods find it. */
export const placeRule: Rule = ({delegate}) => [
  ...when(delegate.namespace === 'default' || delegate.namespace.startsWith('kube-'), {
    field: 'delegate.namespace',
    code: 'shared-namespace',
    severity: 'warning',
    message: `Namespace ${delegate.namespace} belongs to others too, and rights given there reach them. Choose a namespace for the delegate alone.`,
  }),
  ...when(delegate.serviceName !== 'delegate-service', {
    field: 'delegate.serviceName',
    code: 'service-name',
    severity: 'notice',
    message:
      'Build pods of Harness CI look for a Service called delegate-service. Keep that name if this delegate runs builds.',
  }),
];

/** Which account, and with which token. */
export const identityRule: Rule = ({delegate}) => [
  ...when(isPlaceholder(delegate.accountId), {
    field: 'delegate.accountId',
    code: 'placeholder',
    severity: 'error',
    message:
      'This is a placeholder. Give your account id; it stands in the address of your Harness pages after /account/.',
  }),
  ...when(delegate.token.from === 'secret' && delegate.token.secretName === undefined, {
    field: 'delegate.token.secretName',
    code: 'missing',
    severity: 'error',
    message: 'The token shall come from an existing Secret. Give the name of that Secret.',
  }),
  ...when(delegate.token.from !== 'secret' && delegate.token.secretName !== undefined, {
    field: 'delegate.token.secretName',
    code: 'ignored',
    severity: 'warning',
    message:
      'The name of the Secret is not used, because the token does not come from one. Choose the source "secret", or remove the name.',
  }),
];

/** Private registries want credentials from the nodes or from a Secret. */
export const pullSecretRule: Rule = ({image}) =>
  when(image.pullSecret === undefined && image.registry !== 'docker-hub', {
    field: 'image.pullSecret',
    code: 'pull-secret',
    severity: 'notice',
    message:
      'The nodes must be allowed to pull from this registry. If they are not, create an image pull Secret and name it here.',
  });
