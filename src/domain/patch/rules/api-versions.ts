/** An API version that Kubernetes no longer serves, and what takes its place. */
export interface ApiVersionRow {
  readonly kinds: readonly string[];
  readonly from: readonly string[];
  /** None: nothing does, or not with the same fields. */
  readonly to?: string;
  /** First release of Kubernetes without it. */
  readonly removed: string;
  readonly shape?: 'selector' | 'metrics';
  /** What to do where nothing takes its place. */
  readonly advice?: string;
}

const APPS = ['extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2'];
const RBAC = 'rbac.authorization.k8s.io';

/** Source: Kubernetes deprecated API migration guide. */
const API_VERSIONS: readonly ApiVersionRow[] = [
  {kinds: ['CronJob'], from: ['batch/v1beta1', 'batch/v2alpha1'], to: 'batch/v1', removed: '1.25'},
  {
    kinds: ['HorizontalPodAutoscaler'],
    from: ['autoscaling/v2beta1'],
    to: 'autoscaling/v2',
    removed: '1.25',
    shape: 'metrics',
  },
  {kinds: ['HorizontalPodAutoscaler'], from: ['autoscaling/v2beta2'], to: 'autoscaling/v2', removed: '1.26'},
  {
    kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
    from: APPS,
    to: 'apps/v1',
    removed: '1.16',
    shape: 'selector',
  },
  {
    kinds: ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'],
    from: [`${RBAC}/v1beta1`, `${RBAC}/v1alpha1`],
    to: `${RBAC}/v1`,
    removed: '1.22',
  },
  {
    kinds: ['NetworkPolicy'],
    from: ['extensions/v1beta1'],
    to: 'networking.k8s.io/v1',
    removed: '1.16',
  },
  {kinds: ['PodDisruptionBudget'], from: ['policy/v1beta1'], to: 'policy/v1', removed: '1.25'},
  {
    kinds: ['PriorityClass'],
    from: ['scheduling.k8s.io/v1beta1', 'scheduling.k8s.io/v1alpha1'],
    to: 'scheduling.k8s.io/v1',
    removed: '1.22',
  },
  {
    kinds: ['PodSecurityPolicy'],
    from: ['policy/v1beta1', 'extensions/v1beta1'],
    removed: '1.25',
    advice:
      'take the object out of the file; the namespace label pod-security.kubernetes.io/enforce takes its place',
  },
  {
    kinds: ['Ingress'],
    from: ['extensions/v1beta1', 'networking.k8s.io/v1beta1'],
    removed: '1.22',
    advice: 'write it as networking.k8s.io/v1, whose backend and pathType differ',
  },
];

/** The row of an object whose API version is served no more. */
export const removedVersion = (apiVersion: string, kind: string): ApiVersionRow | undefined =>
  API_VERSIONS.find(({kinds, from}) => kinds.includes(kind) && from.includes(apiVersion));
