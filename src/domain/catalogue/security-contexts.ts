import type {SecurityContext} from '../choices.ts';

/** What `auto` stands for is decided by the cluster type. */
export type EffectiveSecurityContext = Exclude<SecurityContext, 'auto'>;

export interface SecurityContextRow {
  readonly name: SecurityContext;
  readonly label: string;
  /** What follows from it, one line. */
  readonly consequence: string;
}

export const SECURITY_CONTEXT_ROWS: readonly SecurityContextRow[] = [
  {
    name: 'auto',
    label: 'Follow the cluster',
    consequence: 'uid 1001 on Kubernetes, a uid of the cluster’s choice on OpenShift',
  },
  {name: 'non-root', label: 'uid 1001', consequence: 'fits the Pod Security level "restricted"'},
  {
    name: 'cluster-uid',
    label: 'uid of the cluster',
    consequence: 'fits OpenShift’s restricted-v2; needs files of group 0 in the image',
  },
  {
    name: 'anyuid',
    label: 'uid 1001 with anyuid',
    consequence: 'OpenShift: an administrator must grant the anyuid SCC',
  },
  {name: 'root', label: 'root', consequence: 'only for an INIT_SCRIPT that installs packages'},
];

/** uid of the user `harness` in the delegate image. Source: harness/delegate-dockerfile. */
const HARNESS_UID = 1001;

/**
 * `securityContext` of a container. `cluster-uid` sets no uid, group or seccomp profile: OpenShift's
 * restricted-v2 chooses them and refuses others. `anyuid` sets no seccomp profile, which that SCC refuses.
 * `root` keeps its capabilities, without which package managers fail.
 */
export const CONTAINER_SECURITY = {
  'non-root': {
    runAsNonRoot: true,
    runAsUser: HARNESS_UID,
    allowPrivilegeEscalation: false,
    capabilities: {drop: ['ALL']},
    seccompProfile: {type: 'RuntimeDefault'},
  },
  'cluster-uid': {runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: {drop: ['ALL']}},
  anyuid: {
    runAsNonRoot: true,
    runAsUser: HARNESS_UID,
    allowPrivilegeEscalation: false,
    capabilities: {drop: ['ALL']},
  },
  root: {runAsUser: 0, allowPrivilegeEscalation: false},
} as const satisfies Record<EffectiveSecurityContext, object>;
