import * as choices from './choices.ts';

export type FieldKind = 'text' | 'choice' | 'boolean' | 'integer' | 'list' | 'map';

/** One answer that can be given as a flag and, where `label` is set, typed in the wizard. */
export interface FieldRow {
  readonly path: string;
  /** Without dashes. Booleans also get `--no-<flag>`. */
  readonly flag: string;
  readonly kind: FieldKind;
  readonly values?: readonly string[];
  /** Word for the value in usage text: `--base-version VERSION`. */
  readonly placeholder?: string;
  /** Sentence for usage text, README and context help. No full stop. */
  readonly help: string;
  readonly group: 'Base image' | 'Tools' | 'Image' | 'Dockerfile' | 'Cluster and policy' | 'Pipeline' | 'Delegate';
}

/**
 * The one table behind flags, usage text, README, problems and context help.
 * Lists are comma separated and may be repeated; maps are `key=value` and may be repeated.
 */
export const FIELDS: readonly FieldRow[] = [
  {path: 'base.registry', flag: 'base-registry', kind: 'choice', values: choices.BASE_REGISTRIES, group: 'Base image', help: 'Where the base image comes from: Docker Hub, the Google Artifact Registry mirror, or a private mirror'},
  {path: 'base.prefix', flag: 'base-prefix', kind: 'text', placeholder: 'HOST/PATH', group: 'Base image', help: 'With a private mirror: what stands in front of harness/delegate'},
  {path: 'base.version', flag: 'base-version', kind: 'text', placeholder: 'YY.MM.BBBBB', group: 'Base image', help: 'Delegate version of the base image'},
  {path: 'base.variant', flag: 'base-variant', kind: 'choice', values: ['minimal', 'full'], group: 'Base image', help: 'minimal ships no client tools, full ships Harness’s set'},
  {path: 'base.fips', flag: 'base-fips', kind: 'boolean', group: 'Base image', help: 'Use the FIPS build of the base image'},
  {path: 'base.digest', flag: 'base-digest', kind: 'text', placeholder: 'sha256:HEX', group: 'Base image', help: 'Pin the base image by digest'},
  {path: 'features', flag: 'features', kind: 'list', values: choices.FEATURES, placeholder: 'NAME,…', group: 'Tools', help: 'Harness features whose tools are needed'},
  {path: 'tools', flag: 'tools', kind: 'list', placeholder: 'NAME[@VERSION],…', group: 'Tools', help: 'Client tools; replaces the list of the preset'},
  {path: 'image.registry', flag: 'image-registry', kind: 'choice', values: choices.IMAGE_REGISTRIES, group: 'Image', help: 'Kind of registry that your image is pushed to'},
  {path: 'image.host', flag: 'image-host', kind: 'text', placeholder: 'HOST', group: 'Image', help: 'Registry host for acr, gar, gcr and other'},
  {path: 'image.repository', flag: 'image-repository', kind: 'text', placeholder: 'PATH', group: 'Image', help: 'Repository of your image, e.g. acme/custom-delegate'},
  {path: 'image.tag', flag: 'image-tag', kind: 'text', placeholder: 'TAG', group: 'Image', help: 'Tag of your image; the base version with -1 when not given'},
  {path: 'image.account', flag: 'image-account', kind: 'text', placeholder: 'ID', group: 'Image', help: 'ECR: AWS account id'},
  {path: 'image.region', flag: 'image-region', kind: 'text', placeholder: 'REGION', group: 'Image', help: 'ECR: AWS region'},
  {path: 'image.project', flag: 'image-project', kind: 'text', placeholder: 'PROJECT', group: 'Image', help: 'GAR and GCR: Google Cloud project'},
  {path: 'image.pullSecret', flag: 'pull-secret', kind: 'text', placeholder: 'NAME', group: 'Image', help: 'Existing image pull Secret in the delegate’s namespace'},
  {path: 'dockerfile.source', flag: 'download-source', kind: 'choice', values: choices.DOWNLOAD_SOURCES, group: 'Dockerfile', help: 'Download tools from their upstream, or from Harness’s mirror where it has them'},
  {path: 'dockerfile.mirrorUrl', flag: 'mirror-url', kind: 'text', placeholder: 'URL', group: 'Dockerfile', help: 'Air-gapped mirror; downloads become URL/<upstream host>/<path>'},
  {path: 'dockerfile.rpmRepoUrl', flag: 'rpm-repo-url', kind: 'text', placeholder: 'URL', group: 'Dockerfile', help: 'A .repo file that replaces the package repositories of the image'},
  {path: 'dockerfile.proxyArgs', flag: 'proxy-args', kind: 'boolean', group: 'Dockerfile', help: 'Declare HTTP_PROXY, HTTPS_PROXY and NO_PROXY as build arguments'},
  {path: 'dockerfile.caDirectory', flag: 'ca-directory', kind: 'text', placeholder: 'DIR', group: 'Dockerfile', help: 'Directory of PEM certificates in the build context that the image trusts'},
  {path: 'dockerfile.labels', flag: 'label', kind: 'map', placeholder: 'KEY=VALUE', group: 'Dockerfile', help: 'Image label'},
  {path: 'dockerfile.selfCheck', flag: 'self-check', kind: 'boolean', group: 'Dockerfile', help: 'End the build by running every tool as uid 1001'},
  {path: 'cluster.type', flag: 'cluster', kind: 'choice', values: choices.CLUSTER_TYPES, group: 'Cluster and policy', help: 'Kind of cluster that builds the image and runs the delegate'},
  {path: 'cluster.root', flag: 'allow-root', kind: 'choice', values: choices.ROOT_POLICIES, group: 'Cluster and policy', help: 'May build steps run as root: any of them, one, or never'},
  {path: 'cluster.privileged', flag: 'allow-privileged', kind: 'boolean', group: 'Cluster and policy', help: 'Build pods may be privileged'},
  {path: 'build.builder', flag: 'builder', kind: 'choice', values: choices.BUILDERS, group: 'Pipeline', help: 'What builds the image; recommended follows the policy'},
  {path: 'build.scope', flag: 'pipeline-scope', kind: 'choice', values: choices.PIPELINE_SCOPES, group: 'Pipeline', help: 'Write only the step, the CI stage, or a whole pipeline'},
  {path: 'build.push', flag: 'push', kind: 'boolean', group: 'Pipeline', help: 'Push the image; --no-push only builds it'},
  {path: 'build.dockerfile', flag: 'pipeline-dockerfile', kind: 'text', placeholder: 'PATH', group: 'Pipeline', help: 'Path of the Dockerfile in the cloned repository'},
  {path: 'build.context', flag: 'pipeline-context', kind: 'text', placeholder: 'PATH', group: 'Pipeline', help: 'Build context in the cloned repository'},
  {path: 'build.org', flag: 'org', kind: 'text', placeholder: 'ID', group: 'Pipeline', help: 'Harness organization identifier'},
  {path: 'build.project', flag: 'project', kind: 'text', placeholder: 'ID', group: 'Pipeline', help: 'Harness project identifier'},
  {path: 'build.registryConnector', flag: 'registry-connector', kind: 'text', placeholder: 'ID', group: 'Pipeline', help: 'Connector that built-in steps push with'},
  {path: 'build.pluginConnector', flag: 'plugin-connector', kind: 'text', placeholder: 'ID', group: 'Pipeline', help: 'Connector that pulls the plugin image'},
  {path: 'build.kubernetesConnector', flag: 'kubernetes-connector', kind: 'text', placeholder: 'ID', group: 'Pipeline', help: 'Connector of the cluster that runs the build'},
  {path: 'build.codebaseConnector', flag: 'codebase-connector', kind: 'text', placeholder: 'ID', group: 'Pipeline', help: 'Git connector of the repository with the Dockerfile'},
  {path: 'build.repositoryName', flag: 'codebase-repository', kind: 'text', placeholder: 'NAME', group: 'Pipeline', help: 'Repository name, when the Git connector is for a whole account'},
  {path: 'build.namespace', flag: 'build-namespace', kind: 'text', placeholder: 'NAME', group: 'Pipeline', help: 'Namespace of the build pods'},
  {path: 'build.serviceAccount', flag: 'build-service-account', kind: 'text', placeholder: 'NAME', group: 'Pipeline', help: 'Service account of the build pods'},
  {path: 'build.usernameSecret', flag: 'username-secret', kind: 'text', placeholder: 'ID', group: 'Pipeline', help: 'Harness secret with the registry user, for plugins'},
  {path: 'build.passwordSecret', flag: 'password-secret', kind: 'text', placeholder: 'ID', group: 'Pipeline', help: 'Harness secret with the registry password or key, for plugins'},
  {path: 'build.buildahVersion', flag: 'buildah-version', kind: 'text', placeholder: 'TAG', group: 'Pipeline', help: 'Tag of the Buildah plugin image'},
  {path: 'build.memory', flag: 'build-memory', kind: 'text', placeholder: 'QUANTITY', group: 'Pipeline', help: 'Memory limit of the build step'},
  {path: 'build.cpu', flag: 'build-cpu', kind: 'text', placeholder: 'QUANTITY', group: 'Pipeline', help: 'CPU limit of the build step'},
  {path: 'build.settings', flag: 'setting', kind: 'map', placeholder: 'KEY=VALUE', group: 'Pipeline', help: 'Further plugin setting, e.g. s3_bucket=cache'},
  {path: 'delegate.name', flag: 'name', kind: 'text', placeholder: 'NAME', group: 'Delegate', help: 'Delegate name'},
  {path: 'delegate.namespace', flag: 'namespace', kind: 'text', placeholder: 'NAME', group: 'Delegate', help: 'Namespace of the delegate'},
  {path: 'delegate.accountId', flag: 'account-id', kind: 'text', placeholder: 'ID', group: 'Delegate', help: 'Harness account id'},
  {path: 'delegate.managerUrl', flag: 'manager-url', kind: 'text', placeholder: 'URL', group: 'Delegate', help: 'Address of Harness Manager, as in the manifest that Harness shows you'},
  {path: 'delegate.description', flag: 'description', kind: 'text', placeholder: 'TEXT', group: 'Delegate', help: 'Description shown in Harness'},
  {path: 'delegate.tags', flag: 'tags', kind: 'list', placeholder: 'TAG,…', group: 'Delegate', help: 'Delegate tags (selectors)'},
  {path: 'delegate.token.from', flag: 'token-from', kind: 'choice', values: choices.TOKEN_SOURCES, group: 'Delegate', help: 'Token: an existing Secret, a separate file that only you can read, or later'},
  {path: 'delegate.token.secretName', flag: 'token-secret', kind: 'text', placeholder: 'NAME', group: 'Delegate', help: 'Existing Secret with the key DELEGATE_TOKEN'},
  {path: 'delegate.size', flag: 'size', kind: 'choice', values: choices.SIZES, group: 'Delegate', help: '1, 2, 4 or 8 replicas of 0.5 CPU and 2 GiB'},
  {path: 'delegate.replicas', flag: 'replicas', kind: 'integer', placeholder: 'N', group: 'Delegate', help: 'Replicas, when not those of the size'},
  {path: 'delegate.cpu', flag: 'cpu', kind: 'text', placeholder: 'QUANTITY', group: 'Delegate', help: 'CPU request of a replica'},
  {path: 'delegate.memory', flag: 'memory', kind: 'text', placeholder: 'QUANTITY', group: 'Delegate', help: 'Memory request and limit of a replica'},
  {path: 'delegate.autoscaling.enabled', flag: 'autoscaling', kind: 'boolean', group: 'Delegate', help: 'Let a HorizontalPodAutoscaler set the replicas'},
  {path: 'delegate.autoscaling.min', flag: 'min-replicas', kind: 'integer', placeholder: 'N', group: 'Delegate', help: 'Autoscaling: fewest replicas'},
  {path: 'delegate.autoscaling.max', flag: 'max-replicas', kind: 'integer', placeholder: 'N', group: 'Delegate', help: 'Autoscaling: most replicas'},
  {path: 'delegate.permissions', flag: 'permissions', kind: 'choice', values: choices.PERMISSIONS, group: 'Delegate', help: 'What the delegate may do in its cluster'},
  {path: 'delegate.securityContext', flag: 'security-context', kind: 'choice', values: choices.SECURITY_CONTEXTS, group: 'Delegate', help: 'User of the delegate container; auto follows the cluster type'},
  {path: 'delegate.serviceAccount.name', flag: 'service-account', kind: 'text', placeholder: 'NAME', group: 'Delegate', help: 'Service account of the delegate'},
  {path: 'delegate.serviceAccount.create', flag: 'create-service-account', kind: 'boolean', group: 'Delegate', help: 'Write the service account into the manifest'},
  {path: 'delegate.serviceAccount.annotations', flag: 'service-account-annotation', kind: 'map', placeholder: 'KEY=VALUE', group: 'Delegate', help: 'Annotation of the service account (IRSA, Workload Identity)'},
  {path: 'delegate.serviceName', flag: 'service-name', kind: 'text', placeholder: 'NAME', group: 'Delegate', help: 'Service that build pods reach the delegate by'},
  {path: 'delegate.proxy.host', flag: 'proxy-host', kind: 'text', placeholder: 'HOST', group: 'Delegate', help: 'Proxy host'},
  {path: 'delegate.proxy.port', flag: 'proxy-port', kind: 'integer', placeholder: 'N', group: 'Delegate', help: 'Proxy port'},
  {path: 'delegate.proxy.scheme', flag: 'proxy-scheme', kind: 'choice', values: ['http', 'https'], group: 'Delegate', help: 'Proxy scheme'},
  {path: 'delegate.proxy.noProxy', flag: 'no-proxy', kind: 'list', placeholder: 'HOST,…', group: 'Delegate', help: 'Hosts reached without the proxy, the cluster’s API server among them'},
  {path: 'delegate.proxy.secretName', flag: 'proxy-secret', kind: 'text', placeholder: 'NAME', group: 'Delegate', help: 'Existing Secret with PROXY_USER and PROXY_PASSWORD'},
  {path: 'delegate.caSecret', flag: 'ca-secret', kind: 'text', placeholder: 'NAME', group: 'Delegate', help: 'Existing Secret of PEM certificates that the delegate trusts'},
  {path: 'delegate.caBuildPaths', flag: 'ca-build-paths', kind: 'list', placeholder: 'PATH,…', group: 'Delegate', help: 'Where build pods find those certificates'},
  {path: 'delegate.initScript', flag: 'init-script', kind: 'text', placeholder: 'TEXT', group: 'Delegate', help: 'INIT_SCRIPT; prefer tools in the image, it needs root'},
  {path: 'delegate.nodeSelector', flag: 'node-selector', kind: 'map', placeholder: 'KEY=VALUE', group: 'Delegate', help: 'Node selector'},
  {path: 'delegate.tolerations', flag: 'tolerations', kind: 'list', placeholder: 'KEY[=VALUE][:EFFECT],…', group: 'Delegate', help: 'Tolerations'},
  {path: 'delegate.env', flag: 'env', kind: 'map', placeholder: 'KEY=VALUE', group: 'Delegate', help: 'Further environment variable of the delegate (no secrets)'},
];

/**
 * The row of an answer, or of the list or map it lies in: `tools.2.version` gives the row of `tools`.
 * `undefined` when no flag sets it (custom tools come from presets only).
 */
export function fieldOf(path: string): FieldRow | undefined {
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length--) {
    const wanted = parts.slice(0, length).join('.');
    const row = FIELDS.find(field => field.path === wanted);
    if (row) return row;
  }
  return undefined;
}
