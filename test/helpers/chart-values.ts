/**
 * Values that Harness's delegate chart 1.0.33 takes, as far as this program writes them: `key: 'leaf'`, or
 * `key: 'free'` where the chart hands on whatever stands there.
 * Source: harness/delegate-helm-chart, values.yaml and the templates of proxy and Deployment.
 */
export const CHART_VALUES: Readonly<Record<string, 'leaf' | 'free'>> = {
  delegateName: 'leaf',
  accountId: 'leaf',
  managerEndpoint: 'leaf',
  existingDelegateToken: 'leaf',
  delegateToken: 'leaf',
  delegateDockerImage: 'leaf',
  imagePullSecret: 'leaf',
  'upgrader.enabled': 'leaf',
  description: 'leaf',
  tags: 'leaf',
  replicas: 'leaf',
  'autoscaling.enabled': 'leaf',
  'autoscaling.minReplicas': 'leaf',
  'autoscaling.maxReplicas': 'leaf',
  'autoscaling.targetCPUUtilizationPercentage': 'leaf',
  'autoscaling.targetMemoryUtilizationPercentage': 'leaf',
  'rollingUpdate.maxSurge': 'leaf',
  'rollingUpdate.maxUnavailable': 'leaf',
  resources: 'free',
  'livenessProbe.initialDelaySeconds': 'leaf',
  'livenessProbe.periodSeconds': 'leaf',
  'livenessProbe.failureThreshold': 'leaf',
  k8sPermissionsType: 'leaf',
  'serviceAccount.create': 'leaf',
  'serviceAccount.name': 'leaf',
  'serviceAccount.annotations': 'free',
  'delegate.pod.securityContext': 'free',
  'delegate.securityContext': 'free',
  proxyHost: 'leaf',
  proxyPort: 'leaf',
  proxyScheme: 'leaf',
  noProxy: 'leaf',
  'delegateCustomCa.secretName': 'leaf',
  destinationCaPath: 'leaf',
  nodeSelector: 'free',
  tolerations: 'free',
  initScript: 'leaf',
  custom_envs: 'free',
};

/** Defaults of the chart that values are laid over and that would show. */
export const CHART_DEFAULTS = {
  delegate: {
    pod: {securityContext: {fsGroup: 1001}},
    securityContext: {allowPrivilegeEscalation: false, runAsUser: 0},
  },
};

/** Variables of Harness's Terraform module 0.2.4. Source: harness/terraform-kubernetes-harness-delegate, vars.tf. */
export const MODULE_INPUTS: readonly string[] = [
  'helm_repository',
  'namespace',
  'create_namespace',
  'delegate_image',
  'delegate_name',
  'account_id',
  'delegate_token',
  'manager_endpoint',
  'replicas',
  'upgrader_enabled',
  'proxy_user',
  'proxy_password',
  'proxy_host',
  'proxy_port',
  'proxy_scheme',
  'no_proxy',
  'init_script',
  'deploy_mode',
  'next_gen',
  'mtls_secret_name',
  'values',
];
