import type {Answers} from '../answers.ts';
import type {EffectiveSecurityContext} from '../catalogue/security-contexts.ts';
import {serviceAccountName} from './names.ts';

type SecurityAnswers = Pick<Answers, 'delegate' | 'cluster'>;

/** The security context with `auto` decided: uid 1001 on Kubernetes, a uid of the cluster's on OpenShift. */
export function effectiveSecurityContext({delegate, cluster}: SecurityAnswers): EffectiveSecurityContext {
  if (delegate.securityContext !== 'auto') return delegate.securityContext;
  return cluster.type === 'openshift' ? 'cluster-uid' : 'non-root';
}

/**
 * The command with which an OpenShift administrator lets the delegate run under a uid of its own.
 * nonroot-v2 fits what `non-root` asks for; anyuid refuses its seccomp profile.
 */
export function sccCommand(answers: SecurityAnswers): string {
  const scc = effectiveSecurityContext(answers) === 'non-root' ? 'nonroot-v2' : 'anyuid';
  return `oc adm policy add-scc-to-user ${scc} -z ${serviceAccountName(answers)} -n ${answers.delegate.namespace}`;
}

/** The upgrader needs no rights over its uid: one of its own on Kubernetes, the cluster's on OpenShift. */
export function upgraderSecurityContext(answers: SecurityAnswers): EffectiveSecurityContext {
  const own = effectiveSecurityContext(answers);
  const clusterChooses = answers.cluster.type === 'openshift' || own === 'cluster-uid' || own === 'anyuid';
  return clusterChooses ? 'cluster-uid' : 'non-root';
}
