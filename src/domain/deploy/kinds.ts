/** What we must know about a kind to name it in a request. */
export interface KindRow {
  readonly kind: string;
  /** API group; empty for the core group. */
  readonly group: string;
  /** Plural name in addresses and permissions. */
  readonly resource: string;
  readonly namespaced: boolean;
}

const rows = (group: string, namespaced: boolean, kinds: Readonly<Record<string, string>>): KindRow[] =>
  Object.entries(kinds).map(([kind, resource]) => ({kind, group, resource, namespaced}));

/** Source: Kubernetes API reference. */
const KINDS: readonly KindRow[] = [
  ...rows('', false, {Namespace: 'namespaces', PersistentVolume: 'persistentvolumes'}),
  ...rows('', true, {
    ConfigMap: 'configmaps',
    Event: 'events',
    LimitRange: 'limitranges',
    PersistentVolumeClaim: 'persistentvolumeclaims',
    Pod: 'pods',
    ResourceQuota: 'resourcequotas',
    Secret: 'secrets',
    Service: 'services',
    ServiceAccount: 'serviceaccounts',
  }),
  ...rows('apps', true, {
    DaemonSet: 'daemonsets',
    Deployment: 'deployments',
    ReplicaSet: 'replicasets',
    StatefulSet: 'statefulsets',
  }),
  ...rows('autoscaling', true, {HorizontalPodAutoscaler: 'horizontalpodautoscalers'}),
  ...rows('batch', true, {CronJob: 'cronjobs', Job: 'jobs'}),
  ...rows('networking.k8s.io', true, {Ingress: 'ingresses', NetworkPolicy: 'networkpolicies'}),
  ...rows('policy', true, {PodDisruptionBudget: 'poddisruptionbudgets'}),
  ...rows('rbac.authorization.k8s.io', true, {Role: 'roles', RoleBinding: 'rolebindings'}),
  ...rows('rbac.authorization.k8s.io', false, {
    ClusterRole: 'clusterroles',
    ClusterRoleBinding: 'clusterrolebindings',
  }),
  ...rows('scheduling.k8s.io', false, {PriorityClass: 'priorityclasses'}),
  ...rows('storage.k8s.io', false, {StorageClass: 'storageclasses'}),
];

/** The row of a kind; `undefined` for kinds that clusters add themselves. */
export const findKind = (group: string, kind: string): KindRow | undefined =>
  KINDS.find((row) => row.group === group && row.kind === kind);
