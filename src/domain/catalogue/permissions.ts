import type {Permission} from '../choices.ts';

export interface PermissionRow {
  readonly name: Permission;
  readonly label: string;
  /** What follows from it, one line. */
  readonly consequence: string;
  /** Existing ClusterRole that is bound cluster-wide; none: a Role with every right in the namespace. */
  readonly clusterRole?: string;
}

/** Source: `k8sPermissionsType` of Harness's delegate Helm chart. */
export const PERMISSION_ROWS: readonly PermissionRow[] = [
  {
    name: 'cluster-admin',
    label: 'Cluster admin',
    consequence: 'deploys everywhere; pipelines can do anything in the cluster',
    clusterRole: 'cluster-admin',
  },
  {
    name: 'cluster-viewer',
    label: 'Cluster viewer',
    consequence: 'reads everything but Secrets, changes nothing',
    clusterRole: 'view',
  },
  {
    name: 'namespace-admin',
    label: 'Namespace admin',
    consequence: 'may do everything in its own namespace, nothing outside',
  },
];

/** The row of a permission. */
export const permissionRow = (permission: Permission): PermissionRow =>
  PERMISSION_ROWS.find(({name}) => name === permission) ?? PERMISSION_ROWS[0]!;
