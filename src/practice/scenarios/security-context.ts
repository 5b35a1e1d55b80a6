import {forbidden} from '../api/api-error.ts';
import {isBound, subjectOf} from '../api/subject.ts';
import type {AdmissionRule} from '../cluster.ts';
import {listAt, textAt, valueAt, type KubeObject} from '../objects.ts';
import type {Store} from '../store.ts';

/** The one that everybody may use. */
const USUAL = 'restricted-v2';
const UID_RANGE = [1_000_060_000, 1_000_069_999] as const;
/** Those that let a pod choose its user, the strictest first; and whether that may be root. */
const WIDER: readonly {scc: string; root: boolean}[] = [
  {scc: 'nonroot-v2', root: false},
  {scc: 'nonroot', root: false},
  {scc: 'anyuid', root: true},
  {scc: 'privileged', root: true},
];
const OTHER_SCCS = [
  'restricted',
  'nonroot-v2',
  'nonroot',
  'hostmount-anyuid',
  'hostnetwork-v2',
  'hostnetwork',
  'hostaccess',
  'privileged',
];
const unusable = (name: string): string =>
  `provider "${name}": Forbidden: not usable by user or serviceaccount`;

/**
 * True when a security context constraint may be used: the usual one by everybody, others through a binding to its
 * own role, as `oc adm policy add-scc-to-user` makes it.
 * Source: OpenShift docs, "Managing security context constraints".
 * @param isFor whether a binding is for who asks
 */
export function mayUseScc(
  store: Store,
  {namespace, scc, isFor}: {namespace: string; scc: string; isFor: (binding: KubeObject) => boolean},
): boolean {
  const bindings = [
    ...store.list('rolebindings.rbac.authorization.k8s.io', namespace),
    ...store.list('clusterrolebindings.rbac.authorization.k8s.io'),
  ];
  const isOf = (role: string): boolean => role === scc || role.endsWith(`:${scc}`);
  return (
    scc === USUAL || bindings.some((binding) => isOf(textAt(binding, 'roleRef', 'name')) && isFor(binding))
  );
}

/**
 * OpenShift's security context constraints, for a service account without more rights than the usual one. A pod
 * that asks for no user of its own gets one of the namespace's range.
 * Source: OpenShift docs, "Managing security context constraints".
 */
export const securityContextConstraints: AdmissionRule = (pod, store) => {
  const {namespace = ''} = pod.metadata;
  const name = pod.metadata.generateName ?? pod.metadata.name;
  const users = listAt(pod, 'spec', 'containers').map(
    (one) =>
      valueAt(one, 'securityContext', 'runAsUser') ?? valueAt(pod, 'spec', 'securityContext', 'runAsUser'),
  );
  const [low, high] = UID_RANGE;
  const bad = users.findIndex((user) => typeof user === 'number' && (user < low || user > high));
  const account = textAt(pod, 'spec', 'serviceAccountName') || 'default';
  const subject = subjectOf(`system:serviceaccount:${namespace}:${account}`, []);
  const isFor = (binding: KubeObject): boolean => isBound(binding, subject);
  const fits = WIDER.filter(({root}) => root || !users.includes(0));
  const scc =
    bad < 0
      ? USUAL
      : fits.map((one) => one.scc).find((one) => mayUseScc(store, {namespace, scc: one, isFor}));
  if (scc !== undefined) {
    const annotations = {...pod.metadata.annotations, 'openshift.io/scc': scc};
    return {...pod, metadata: {...pod.metadata, annotations}};
  }
  const user = String(users[bad]);
  const reasons = [
    unusable('anyuid'),
    `provider restricted-v2: .containers[${bad}].runAsUser: Invalid value: ${user}: must be in the ranges: [${low}, ${high}]`,
    'provider restricted-v3: .spec.hostUsers: Invalid value: null: Host Users must be set to false',
    `provider restricted-v3: .containers[${bad}].runAsUser: Invalid value: ${user}: must be in the ranges: [1000, 65534]`,
    ...OTHER_SCCS.map(unusable),
  ];
  throw forbidden(
    `pods "${name}" is forbidden: unable to validate against any security context constraint: [${reasons.join(', ')}]`,
  );
};
