import {at, listAt, numberAt, textAt} from './json.ts';

/** The security context constraints that a pod template asks of OpenShift. */
export interface NeededScc {
  /** `undefined`: the one that everybody may use will do. */
  readonly scc: 'nonroot-v2' | 'anyuid' | 'privileged' | undefined;
  readonly serviceAccount: string;
}

/**
 * Which SCC lets the pods of a Deployment start. restricted-v2 takes no uid of the pod's own choice, nonroot-v2
 * any but root, anyuid any but no seccomp profile. Source: OpenShift docs, managing security context constraints.
 */
export function neededScc(deployment: unknown): NeededScc {
  const pod = at(deployment, 'spec', 'template', 'spec');
  const containers = [...listAt(pod, 'containers'), ...listAt(pod, 'initContainers')];
  const contexts = [
    at(pod, 'securityContext'),
    ...containers.map((container) => at(container, 'securityContext')),
  ];
  const uids = contexts.flatMap((context) => numberAt(context, 'runAsUser') ?? []);
  const hasGroup = at(pod, 'securityContext', 'fsGroup') !== undefined;
  const privileged = contexts.some((context) => at(context, 'privileged') === true);
  const serviceAccount = textAt(pod, 'serviceAccountName') ?? 'default';
  if (privileged) return {scc: 'privileged', serviceAccount};
  if (uids.includes(0)) return {scc: 'anyuid', serviceAccount};
  return {scc: uids.length > 0 || hasGroup ? 'nonroot-v2' : undefined, serviceAccount};
}

/** The question whether the pods' service account may use an SCC; only administrators may ask it. */
export function sccReview({
  scc,
  serviceAccount,
  namespace,
}: {
  readonly scc: string;
  readonly serviceAccount: string;
  readonly namespace: string;
}): object {
  const all = 'system:serviceaccounts';
  return {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: {
      user: `system:serviceaccount:${namespace}:${serviceAccount}`,
      groups: [all, `${all}:${namespace}`, 'system:authenticated'],
      resourceAttributes: {
        group: 'security.openshift.io',
        resource: 'securitycontextconstraints',
        verb: 'use',
        name: scc,
        namespace,
      },
    },
  };
}
