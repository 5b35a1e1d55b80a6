import type {Answers} from '../answers.ts';
import {permissionRow} from '../catalogue/permissions.ts';
import type {YamlDocument} from '../yaml-text.ts';
import {COMMON_LABELS, manifestNames, serviceAccountName} from './names.ts';

const RBAC = 'rbac.authorization.k8s.io';
const isEmpty = (map: object): boolean => Object.keys(map).length === 0;

/** The namespace that everything else lives in. */
export const namespaceObject = ({delegate}: Answers): YamlDocument => ({
  value: {apiVersion: 'v1', kind: 'Namespace', metadata: {name: delegate.namespace, labels: COMMON_LABELS}},
});

/** The delegate's service account, when the manifest shall make it. */
export function serviceAccountObjects({delegate}: Answers): YamlDocument[] {
  const {create, annotations} = delegate.serviceAccount;
  if (!create) return [];
  const metadata = {
    name: serviceAccountName({delegate}),
    namespace: delegate.namespace,
    labels: COMMON_LABELS,
    annotations: isEmpty(annotations) ? undefined : annotations,
  };
  return [{value: {apiVersion: 'v1', kind: 'ServiceAccount', metadata}}];
}

/** What the delegate may do: a binding to an existing ClusterRole, or every right in its own namespace. */
export function permissionObjects(answers: Answers): YamlDocument[] {
  const {namespace, serviceAccount, clusterRoleBinding, namespaceRole} = manifestNames(answers);
  const {clusterRole, consequence} = permissionRow(answers.delegate.permissions);
  const subjects = [{kind: 'ServiceAccount', name: serviceAccount, namespace}];
  const comment = `What the delegate may do: ${consequence}.`;
  if (clusterRole !== undefined) {
    const metadata = {name: clusterRoleBinding, labels: COMMON_LABELS};
    const roleRef = {apiGroup: RBAC, kind: 'ClusterRole', name: clusterRole};
    return [
      {comment, value: {apiVersion: `${RBAC}/v1`, kind: 'ClusterRoleBinding', metadata, subjects, roleRef}},
    ];
  }
  const metadata = {name: namespaceRole, namespace, labels: COMMON_LABELS};
  const rules = [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}];
  const roleRef = {apiGroup: RBAC, kind: 'Role', name: namespaceRole};
  return [
    {comment, value: {apiVersion: `${RBAC}/v1`, kind: 'Role', metadata, rules}},
    {value: {apiVersion: `${RBAC}/v1`, kind: 'RoleBinding', metadata, subjects, roleRef}},
  ];
}
