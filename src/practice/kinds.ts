/** One kind that the practice cluster serves. */
export type Kind = {
  kind: string;
  group: string;
  version: string;
  plural: string;
  singular: string;
  namespaced: boolean;
  shortNames: readonly string[];
  inAll: boolean;
  /** True when a change of the spec counts up metadata.generation. */
  counted: boolean;
  subresources: readonly ('scale' | 'status' | 'log' | 'exec')[];
};

type Row = Pick<Kind, 'kind' | 'plural'> & Partial<Kind>;
const make = (row: Row): Kind => ({
  group: '',
  version: 'v1',
  singular: row.kind.toLowerCase(),
  namespaced: true,
  shortNames: [],
  inAll: false,
  counted: false,
  subresources: [],
  ...row,
});

const RBAC = {group: 'rbac.authorization.k8s.io'};

/** The kinds of a usual cluster, in the order in which discovery tells them. */
export const KINDS: readonly Kind[] = [
  {
    kind: 'Namespace',
    plural: 'namespaces',
    namespaced: false,
    shortNames: ['ns'],
    subresources: ['status' as const],
  },
  {kind: 'Node', plural: 'nodes', namespaced: false, shortNames: ['no'], subresources: ['status' as const]},
  {
    kind: 'Pod',
    plural: 'pods',
    shortNames: ['po'],
    inAll: true,
    subresources: ['status' as const, 'log' as const, 'exec' as const],
  },
  {kind: 'Service', plural: 'services', shortNames: ['svc'], inAll: true},
  {kind: 'Secret', plural: 'secrets'},
  {kind: 'ConfigMap', plural: 'configmaps', shortNames: ['cm']},
  {kind: 'ServiceAccount', plural: 'serviceaccounts', shortNames: ['sa']},
  {kind: 'Event', plural: 'events', shortNames: ['ev']},
  {kind: 'ResourceQuota', plural: 'resourcequotas', shortNames: ['quota']},
  {
    kind: 'Deployment',
    plural: 'deployments',
    group: 'apps',
    shortNames: ['deploy'],
    inAll: true,
    counted: true,
    subresources: ['status' as const, 'scale' as const],
  },
  {
    kind: 'ReplicaSet',
    plural: 'replicasets',
    group: 'apps',
    shortNames: ['rs'],
    inAll: true,
    counted: true,
    subresources: ['status' as const, 'scale' as const],
  },
  {kind: 'CronJob', plural: 'cronjobs', group: 'batch', shortNames: ['cj'], inAll: true, counted: true},
  {kind: 'Job', plural: 'jobs', group: 'batch', inAll: true, counted: true},
  {
    kind: 'HorizontalPodAutoscaler',
    plural: 'horizontalpodautoscalers',
    group: 'autoscaling',
    version: 'v2',
    shortNames: ['hpa'],
    inAll: true,
  },
  {kind: 'Role', plural: 'roles', ...RBAC},
  {kind: 'RoleBinding', plural: 'rolebindings', ...RBAC},
  {kind: 'ClusterRole', plural: 'clusterroles', namespaced: false, ...RBAC},
  {kind: 'ClusterRoleBinding', plural: 'clusterrolebindings', namespaced: false, ...RBAC},
  {
    kind: 'ValidatingWebhookConfiguration',
    plural: 'validatingwebhookconfigurations',
    group: 'admissionregistration.k8s.io',
    namespaced: false,
    counted: true,
  },
].map(make);

/** What OpenShift has besides: enough to be recognised by. */
export const OPENSHIFT_KINDS: readonly Kind[] = [
  {
    kind: 'SecurityContextConstraints',
    plural: 'securitycontextconstraints',
    group: 'security.openshift.io',
    namespaced: false,
    shortNames: ['scc'],
  },
  {kind: 'Project', plural: 'projects', group: 'project.openshift.io', namespaced: false},
].map(make);

/** The name under which a kind is stored and authorised: `pods`, `deployments.apps`. */
export const resourceOf = ({plural, group}: Pick<Kind, 'plural' | 'group'>): string =>
  group === '' ? plural : `${plural}.${group}`;

export const apiVersionOf = ({group, version}: Pick<Kind, 'group' | 'version'>): string =>
  group === '' ? version : `${group}/${version}`;
