import {listAt, textAt} from './json.ts';
import type {NeededScc} from './needed-scc.ts';

const ROLE_PREFIX = 'system:openshift:scc:';
/** It lets everything through, whatever else is needed. */
const EVERYTHING = 'privileged';

/**
 * Whether one of the RoleBindings of a namespace, or of a manifest, lets a service account use an SCC. Source:
 * OpenShift docs, managing security context constraints: `oc adm policy add-scc-to-user` binds the ClusterRole
 * `system:openshift:scc:NAME`.
 */
export function bindsScc(
  bindings: readonly unknown[],
  {
    scc,
    serviceAccount,
    namespace,
  }: {
    readonly scc: NonNullable<NeededScc['scc']>;
    readonly serviceAccount: string;
    readonly namespace: string;
  },
): boolean {
  const roles = [scc, EVERYTHING].map((name) => `${ROLE_PREFIX}${name}`);
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
  const isOurs = (subject: unknown): boolean => {
    const name = textAt(subject, 'name') ?? '';
    switch (textAt(subject, 'kind')) {
      case 'ServiceAccount':
        return name === serviceAccount && (textAt(subject, 'namespace') ?? namespace) === namespace;
      case 'User':
        return name === `system:serviceaccount:${namespace}:${serviceAccount}`;
      case 'Group':
        return groups.includes(name);
      default:
        return false;
    }
  };
  return bindings.some(
    (binding) =>
      textAt(binding, 'roleRef', 'kind') === 'ClusterRole' &&
      roles.includes(textAt(binding, 'roleRef', 'name') ?? '') &&
      listAt(binding, 'subjects').some(isOurs),
  );
}
