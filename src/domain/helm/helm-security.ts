import {CONTAINER_SECURITY, type EffectiveSecurityContext} from '../catalogue/security-contexts.ts';

/**
 * The chart's `delegate` values: security contexts of pod and container. Helm lays them over the chart's
 * defaults, which are root and group 1001, so what shall not be set at all is `null` here.
 * Source: harness/delegate-helm-chart, values.yaml; Helm docs, deleting a default key.
 */
export function helmSecurity(context: EffectiveSecurityContext) {
  const securityContext = CONTAINER_SECURITY[context];
  if (context !== 'cluster-uid') return {securityContext};
  return {
    pod: {securityContext: {fsGroup: null}},
    securityContext: {...securityContext, runAsUser: null},
  };
}
