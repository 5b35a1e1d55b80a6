/**
 * Harness's Terraform module for delegates, a wrapper around the Helm chart, with the variables that take the
 * place of values. Source: harness/terraform-kubernetes-harness-delegate, variables of this version.
 */
export const TERRAFORM_MODULE = {
  source: 'harness/harness-delegate/kubernetes',
  version: '0.2.4',
  /** Label of our module block. */
  label: 'harness_delegate',
  tokenVariable: 'delegate_token',
} as const;

/** Values of the chart that have a variable of the module, in the order in which they are written. */
export const MODULE_VARIABLES: readonly (readonly [value: string, variable: string])[] = [
  ['accountId', 'account_id'],
  ['delegateName', 'delegate_name'],
  ['managerEndpoint', 'manager_endpoint'],
  ['delegateDockerImage', 'delegate_image'],
  ['replicas', 'replicas'],
  ['proxyHost', 'proxy_host'],
  ['proxyPort', 'proxy_port'],
  ['proxyScheme', 'proxy_scheme'],
  ['noProxy', 'no_proxy'],
  ['initScript', 'init_script'],
];
