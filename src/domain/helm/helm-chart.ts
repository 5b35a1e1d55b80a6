/**
 * Harness's delegate chart. Every key that `helmValues` writes is one of this version's values; the version is
 * pinned in the command. Source: harness/delegate-helm-chart, values.yaml of this version.
 */
export const HELM_CHART = {
  repository: 'https://app.harness.io/storage/harness-download/delegate-helm-chart/',
  /** Name under which the command adds the repository. */
  repositoryName: 'harness-delegate',
  name: 'harness-delegate-ng',
  version: '1.0.33',
  /** The chart's Service has this name whatever is answered. */
  serviceName: 'delegate-service',
} as const;
