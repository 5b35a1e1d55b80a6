import {isHarnessImage} from '../live-delegate/read-image.ts';
import type {InstallFinding} from '../install/install-patch.ts';
import {isPlaceholder} from '../token.ts';
import {valueAt} from '../value-at.ts';

type Row = Omit<InstallFinding, 'where'> & {
  /** Path of the value. */
  readonly field: string;
  /** Key that a missing one belongs beside, where the file has that. */
  readonly beside?: string;
  /** Whether it holds of these values. */
  readonly when: (read: (path: string) => unknown) => boolean;
};

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
/** Empty, or something that a person was meant to replace. */
const isOpen = (value: unknown): boolean => !isText(value) || isPlaceholder(value);

const needsToken = (read: (path: string) => unknown): boolean =>
  !isText(read('existingDelegateToken')) && isOpen(read('delegateToken'));

/** The image that the chart makes of its values; its own default is Harness's. */
function imageOf(read: (path: string) => unknown): string {
  const repository = read('image.repository');
  const image = isText(repository) ? repository : read('delegateDockerImage');
  return isText(image) ? image : 'harness/delegate';
}

/** What a reader of a values file should know, and we do not change by ourselves. */
const ROWS: readonly Row[] = [
  {
    code: 'harness-image',
    field: 'delegateDockerImage',
    severity: 'warning',
    message: 'It is still the image of Harness, without your tools. Name yours with --image.',
    when: (read) => isHarnessImage(imageOf(read)) || isPlaceholder(imageOf(read)),
  },
  {
    code: 'token-in-clear',
    field: 'delegateToken',
    severity: 'warning',
    message:
      'The token stands in clear text. Keep it in a Secret, name that in existingDelegateToken, remove this line, and make a new token in Harness if the file was ever shared.',
    when: (read) => isText(read('delegateToken')) && !isOpen(read('delegateToken')),
  },
  {
    code: 'token-placeholder',
    field: 'delegateToken',
    severity: 'warning',
    message:
      'This is a placeholder, and no existingDelegateToken is named. Name a Secret there that holds the token.',
    when: (read) => needsToken(read) && isText(read('delegateToken')),
  },
  {
    code: 'token-missing',
    field: 'delegateToken',
    beside: 'accountId',
    severity: 'warning',
    message:
      'delegateToken is not set, and no existingDelegateToken is named. Name a Secret there that holds the token.',
    when: (read) => needsToken(read) && !isText(read('delegateToken')),
  },
  {
    code: 'account-placeholder',
    field: 'accountId',
    severity: 'warning',
    message:
      'This is empty or a placeholder. Put your account id there; it stands in the address of Harness behind /account/.',
    when: (read) => read('accountId') !== undefined && isOpen(read('accountId')),
  },
  {
    code: 'account-missing',
    field: 'accountId',
    severity: 'warning',
    message:
      'accountId is not set. Put your account id there; it stands in the address of Harness behind /account/.',
    when: (read) => read('accountId') === undefined,
  },
  {
    code: 'cluster-admin',
    field: 'k8sPermissionsType',
    severity: 'notice',
    message:
      'The delegate is cluster-admin, which is the chart’s default too. If it works in its own namespace only, write NAMESPACE_ADMIN.',
    when: (read) => (read('k8sPermissionsType') ?? 'CLUSTER_ADMIN') === 'CLUSTER_ADMIN',
  },
  {
    code: 'root',
    field: 'delegate.securityContext.runAsUser',
    severity: 'notice',
    message:
      'The delegate runs as root, which is the chart’s default too, and OpenShift refuses it. Write 1001, or null where the cluster chooses the uid.',
    when: (read) =>
      !read('delegateSecurityContext') &&
      (read('delegate.securityContext.runAsUser') === 0 ||
        read('delegate.securityContext.runAsUser') === undefined),
  },
  {
    code: 'old-security-key',
    field: 'delegateSecurityContext',
    severity: 'warning',
    message:
      'Only older charts read this key; newer ones read delegate.securityContext and run as root without it. Write it there too.',
    when: (read) =>
      read('delegateSecurityContext') !== undefined && read('delegate.securityContext') === undefined,
  },
  {
    code: 'no-suspend',
    field: 'upgrader.suspend',
    severity: 'warning',
    message:
      'The chart has no such value, so it does nothing. upgrader.enabled is what turns auto-upgrade off.',
    when: (read) => read('upgrader.suspend') !== undefined,
  },
  {
    code: 'replicas-unused',
    field: 'replicas',
    severity: 'notice',
    message:
      'The autoscaler sets the replicas, so this number is not used. Change autoscaling.minReplicas instead.',
    when: (read) => read('autoscaling.enabled') === true && read('replicas') !== undefined,
  },
];

/** Findings about values of the chart, as they are after the edits, with the path of the value. */
export const valuesFindings = (values: unknown): Omit<Row, 'when'>[] =>
  ROWS.filter(({when}) => when((path) => valueAt(values, path.split('.')))).map(
    ({when: _when, ...finding}) => finding,
  );
