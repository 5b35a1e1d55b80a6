import type {Builder, ClusterType, PipelineBuilder, RootPolicy} from '../choices.ts';

/** What a builder demands of the cluster that builds. Source: Harness docs, "Build and push with non-root users". */
export interface BuilderRow {
  readonly builder: PipelineBuilder;
  readonly label: string;
  /** `built-in`: Harness's Build and Push step. `plugin`: a Plugin step that names the plugin's image. */
  readonly step: 'built-in' | 'plugin';
  readonly runsAsRoot: boolean;
  readonly privileged: Readonly<Record<ClusterType, boolean>>;
  /** OpenShift: what the build pods' service account must be allowed. */
  readonly scc: 'anyuid' | 'privileged';
  /** Completes "<label> …" where the policy allows no root. */
  readonly whenRootForbidden?: string;
  /** Completes "<label> …" where the policy allows no privileged pods. */
  readonly whenPrivilegedForbidden?: string;
  readonly needs: readonly string[];
  /** Environment variable that makes it build without pushing. Source: flags of the plugins. */
  readonly noPushVariable: 'PLUGIN_NO_PUSH' | 'PLUGIN_DRY_RUN';
}

const SAME = (value: boolean) => ({kubernetes: value, openshift: value});

/** The account flag that lets built-in steps use BuildX on Kubernetes. */
export const BUILDX_FLAG = 'CI_USE_BUILDX_ON_K8';

/** In the order in which they are offered: least privilege first. */
export const BUILDERS_BY_PRIVILEGE: readonly BuilderRow[] = [
  {
    builder: 'kaniko',
    label: 'Kaniko',
    step: 'built-in',
    runsAsRoot: true,
    privileged: SAME(false),
    scc: 'anyuid',
    whenRootForbidden: 'always runs as root',
    needs: [],
    noPushVariable: 'PLUGIN_NO_PUSH',
  },
  {
    builder: 'buildah',
    label: 'Buildah',
    step: 'plugin',
    runsAsRoot: false,
    privileged: {kubernetes: true, openshift: false},
    scc: 'anyuid',
    whenPrivilegedForbidden: 'needs a privileged pod on Kubernetes, even as user 1000',
    needs: [],
    noPushVariable: 'PLUGIN_DRY_RUN',
  },
  {
    builder: 'buildx',
    label: 'BuildX',
    step: 'built-in',
    runsAsRoot: true,
    privileged: SAME(true),
    scc: 'privileged',
    whenRootForbidden: 'runs as root in a privileged pod',
    whenPrivilegedForbidden: 'needs a privileged pod',
    needs: [`the account flag ${BUILDX_FLAG}, turned on by Harness Support`],
    noPushVariable: 'PLUGIN_DRY_RUN',
  },
  {
    builder: 'docker',
    label: 'Docker plugin',
    step: 'plugin',
    runsAsRoot: true,
    privileged: SAME(true),
    scc: 'privileged',
    whenRootForbidden: 'runs as root in a privileged pod',
    whenPrivilegedForbidden: 'needs a privileged pod',
    needs: [],
    noPushVariable: 'PLUGIN_DRY_RUN',
  },
];

/** The way out that every policy allows: the image is built elsewhere, and no pipeline step is written. */
export const OUTSIDE = {
  builder: 'outside',
  label: 'Outside the cluster',
  needs: ['no pipeline step is written; build with docker, podman or another machine'],
} as const satisfies {readonly builder: Builder; readonly label: string; readonly needs: readonly string[]};

/** A policy and what fits it best. Left-out columns fit any policy. */
export interface AdviceRow {
  readonly root: RootPolicy;
  readonly cluster?: ClusterType;
  readonly privileged?: boolean;
  readonly builder: PipelineBuilder;
  readonly reason: string;
}

/** First match wins; no match: nothing fits. */
export const ADVICE: readonly AdviceRow[] = [
  {
    root: 'any',
    builder: 'kaniko',
    reason: 'Kaniko never needs a privileged pod, and your policy allows root in build steps.',
  },
  {
    root: 'one-step',
    builder: 'kaniko',
    reason:
      'Kaniko never needs a privileged pod. Only its own step runs as root, every other step as user 1000.',
  },
  {
    root: 'never',
    cluster: 'openshift',
    builder: 'buildah',
    reason:
      'The only builder that never runs as root. On OpenShift it needs the anyuid SCC and no privileged pod.',
  },
  {
    root: 'never',
    cluster: 'kubernetes',
    privileged: true,
    builder: 'buildah',
    reason: 'The only builder that never runs as root. On Kubernetes it still needs privileged: true.',
  },
];

/** What would change that, when no row of `ADVICE` fits. */
export const NONE_FITS =
  'No builder works without root and without privileged pods on Kubernetes. Choose to build outside the cluster (--builder outside); or allow root for one step (Kaniko), allow privileged pods (Buildah as user 1000), or build on OpenShift with the anyuid SCC (Buildah).';

/** The row of a builder; every builder that runs in a pipeline has one. */
export function builderRow(builder: PipelineBuilder): BuilderRow {
  const row = BUILDERS_BY_PRIVILEGE.find((candidate) => candidate.builder === builder);
  if (!row) throw new TypeError(`no row for builder ${builder}`);
  return row;
}
