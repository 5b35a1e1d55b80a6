/** The closed sets of words that answers choose from. Labels and consequences are in the catalogue. */
export const BASE_REGISTRIES = ['docker-hub', 'gar', 'private'] as const;
export const IMAGE_REGISTRIES = ['docker-hub', 'ecr', 'acr', 'gar', 'gcr', 'other'] as const;
export const CLUSTER_TYPES = ['kubernetes', 'openshift'] as const;
export const ROOT_POLICIES = ['any', 'one-step', 'never'] as const;
export const BUILDERS = ['recommended', 'kaniko', 'buildx', 'docker', 'buildah', 'outside'] as const;
export const PIPELINE_SCOPES = ['step', 'stage', 'pipeline'] as const;
export const DOWNLOAD_SOURCES = ['upstream', 'harness'] as const;
export const INSTALLS = ['manifest', 'helm', 'terraform'] as const;
export const TOKEN_SOURCES = ['secret', 'file', 'later'] as const;
export const SIZES = ['laptop', 'small', 'medium', 'large'] as const;
export const PERMISSIONS = ['cluster-admin', 'cluster-viewer', 'namespace-admin'] as const;
export const SECURITY_CONTEXTS = ['auto', 'non-root', 'cluster-uid', 'anyuid', 'root'] as const;
/** Harness features that need client tools. Source: the list of required SDKs in Harness's delegate reference. */
export const FEATURES = [
  'kubernetes',
  'helm',
  'helm-storage',
  'kustomize',
  'openshift',
  'terraform',
  'terragrunt',
  'opentofu',
  'winrm',
  'aks',
  'gke',
  'aws',
  'azure',
  'gcp',
  'tanzu',
  'gitops',
  'ansible',
  'powershell',
  'git',
] as const;

export type ImageRegistry = (typeof IMAGE_REGISTRIES)[number];
export type ClusterType = (typeof CLUSTER_TYPES)[number];
export type RootPolicy = (typeof ROOT_POLICIES)[number];
export type BuilderChoice = (typeof BUILDERS)[number];
export type Builder = Exclude<BuilderChoice, 'recommended'>;
/** Builders that a pipeline step stands for. */
export type PipelineBuilder = Exclude<Builder, 'outside'>;
export type Feature = (typeof FEATURES)[number];
export type DownloadSource = (typeof DOWNLOAD_SOURCES)[number];
export type Size = (typeof SIZES)[number];
export type Permission = (typeof PERMISSIONS)[number];
export type Install = (typeof INSTALLS)[number];
export type SecurityContext = (typeof SECURITY_CONTEXTS)[number];
