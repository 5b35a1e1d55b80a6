import type {Answers} from '../answers.ts';
import {TOKEN_KEY} from '../token.ts';

type DelegateAnswers = Pick<Answers, 'delegate'>;

/** A key of a Secret, as `secretKeyRef` takes it. */
export interface SecretKey {
  readonly name: string;
  readonly key: string;
}

export interface ManifestNames {
  readonly delegate: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Where the Deployment finds the token. */
  readonly token: SecretKey;
  /** Where the upgrader finds the same token. */
  readonly upgraderToken: SecretKey;
  readonly clusterRoleBinding: string;
  readonly namespaceRole: string;
  readonly autoscaler: string;
  readonly upgraderRole: string;
  readonly upgraderServiceAccount: string;
  readonly upgraderConfig: string;
  readonly upgraderJob: string;
}

/** Name of the delegate's container; the upgrader is told the same. */
export const CONTAINER_NAME = 'delegate';

/**
 * Names of all objects. They carry the delegate's name, so that two delegates in one namespace share
 * nothing but the namespace; names of cluster-wide objects carry the namespace too.
 */
export function manifestNames({delegate}: DelegateAnswers): ManifestNames {
  const {name, namespace, token} = delegate;
  const own: SecretKey = {name: `${name}-account-token`, key: TOKEN_KEY};
  const existing: SecretKey | undefined =
    token.from === 'secret' ? {...own, name: token.secretName ?? own.name} : undefined;
  return {
    delegate: name,
    namespace,
    serviceAccount: serviceAccountName({delegate}),
    token: existing ?? own,
    upgraderToken: existing ?? {name: `${name}-upgrader-token`, key: 'UPGRADER_TOKEN'},
    clusterRoleBinding: `${namespace}-${name}-${delegate.permissions}`,
    namespaceRole: `${name}-namespace-admin`,
    autoscaler: `${name}-hpa`,
    upgraderRole: `${name}-upgrader-cronjob`,
    upgraderServiceAccount: `${name}-upgrader-sa`,
    upgraderConfig: `${name}-upgrader-config`,
    upgraderJob: `${name}-upgrader-job`,
  };
}

/** The delegate's service account: the one that is named, or one of its own under the delegate's name. */
export const serviceAccountName = ({delegate}: DelegateAnswers): string =>
  delegate.serviceAccount.name ?? delegate.name;

/** Pods are selected by this label alone. It must never change: a Deployment's selector is immutable. */
export const selectorLabels = ({delegate}: DelegateAnswers) => ({'harness.io/name': delegate.name});

/** Labels that say what an object is; never part of a selector. */
export const COMMON_LABELS = {
  'app.kubernetes.io/name': 'harness-delegate',
  'app.kubernetes.io/managed-by': 'delegate-tui',
} as const;
