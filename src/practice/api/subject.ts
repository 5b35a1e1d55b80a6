import {listAt, textAt, type KubeObject} from '../objects.ts';

/** Who wants to do something, by the names that RBAC knows. */
export type Subject = {user: string; groups: readonly string[]};

/** Who kubectl is here. */
export const PRACTICE_USER = 'practice';
const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

/** A user with the groups that everybody of its sort is in. Source: Kubernetes docs, "Authenticating". */
export function subjectOf(user: string, groups: readonly string[]): Subject {
  const [, namespace] = SERVICE_ACCOUNT.exec(user) ?? [];
  const all = 'system:serviceaccounts';
  const own = namespace === undefined ? [] : [all, `${all}:${namespace}`];
  return {user, groups: [...groups, ...own, 'system:authenticated']};
}

/** True when a binding is for the subject. */
export function isBound(binding: KubeObject, {user, groups}: Subject): boolean {
  const home = binding.metadata.namespace ?? '';
  return listAt(binding, 'subjects').some((one) => {
    const name = textAt(one, 'name');
    if (textAt(one, 'kind') === 'Group') return groups.includes(name);
    if (textAt(one, 'kind') === 'User') return name === user;
    return user === `system:serviceaccount:${textAt(one, 'namespace') || home}:${name}`;
  });
}
