import {listAt, textAt} from '../objects.ts';
import {mayUseScc} from '../scenarios/security-context.ts';
import type {Store} from '../store.ts';
import {isBound, PRACTICE_USER, type Subject} from './subject.ts';

/** What somebody wants to do. */
export type Attempt = {
  verb: string;
  group: string;
  resource: string;
  subresource: string;
  namespace: string;
  name: string;
};

function allows(rule: unknown, {verb, group, resource, subresource, name}: Attempt): boolean {
  const full = subresource === '' ? resource : `${resource}/${subresource}`;
  const names = listAt(rule, 'resourceNames');
  const has = (field: string, ...wanted: string[]): boolean =>
    listAt(rule, field).some((one) => one === '*' || wanted.includes(String(one)));
  return (
    has('verbs', verb) &&
    has('apiGroups', group) &&
    has('resources', full) &&
    (names.length === 0 || names.includes(name))
  );
}

const RBAC = 'rbac.authorization.k8s.io';

/** What roles and bindings give. The practice user may do everything. Source: Kubernetes docs, "Using RBAC". */
function rbacAllows(store: Store, subject: Subject, attempt: Attempt): boolean {
  if (subject.user === PRACTICE_USER) return true;
  const {namespace} = attempt;
  const bindings = [
    ...store.list(`clusterrolebindings.${RBAC}`),
    ...(namespace === '' ? [] : store.list(`rolebindings.${RBAC}`, namespace)),
  ];
  return bindings
    .filter((binding) => isBound(binding, subject))
    .some((binding) => {
      const isRole = textAt(binding, 'roleRef', 'kind') === 'Role';
      const name = textAt(binding, 'roleRef', 'name');
      const role = isRole
        ? store.get(`roles.${RBAC}`, binding.metadata.namespace, name)
        : store.get(`clusterroles.${RBAC}`, undefined, name);
      return listAt(role, 'rules').some((rule) => allows(rule, attempt));
    });
}

/**
 * True when somebody may do something. Security context constraints are for who was given one by name: a role
 * with all rights does not count, so that what OpenShift refuses is refused here too.
 */
export const mayDo = (store: Store, subject: Subject, attempt: Attempt): boolean =>
  attempt.resource === 'securitycontextconstraints' && attempt.verb === 'use'
    ? mayUseScc(store, {
        namespace: attempt.namespace,
        scc: attempt.name,
        isFor: (one) => isBound(one, subject),
      })
    : rbacAllows(store, subject, attempt);
