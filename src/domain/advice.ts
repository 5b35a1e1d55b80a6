import type {Answers} from './answers.ts';
import {
  ADVICE,
  BUILDERS_BY_PRIVILEGE,
  NONE_FITS,
  OUTSIDE,
  builderRow,
  type BuilderRow,
} from './catalogue/builders.ts';
import {registryRow} from './catalogue/registries.ts';
import type {Builder, ImageRegistry, PipelineBuilder} from './choices.ts';

type Policy = Answers['cluster'];

export interface BuilderOption {
  readonly builder: Builder;
  readonly label: string;
  /** Plugin image without its tag; built-in steps bring their own. */
  readonly image?: string;
  readonly allowed: boolean;
  /** The one reason why not: completes "<label> …". */
  readonly ruledOut?: string;
  /** What must be arranged before the first run. */
  readonly needs: readonly string[];
}

export interface Advice {
  readonly recommended?: PipelineBuilder;
  /** One or two short sentences. */
  readonly reason: string;
  /** How the recommended builder runs, or Buildah when nothing fits. */
  readonly runsAs: {readonly user: string; readonly privileged: boolean};
  /** All builders, least privilege first, and at last the one that every policy allows: outside the cluster. */
  readonly options: readonly BuilderOption[];
  /** What would have to change, when no builder fits the policy. */
  readonly noneFits?: string;
}

/** The unprivileged user of build pods and of the Buildah plugin. Source: Harness docs, non-root builds. */
export const BUILD_USER = '1000';

/** What to draw when nothing fits. */
const STAND_IN: PipelineBuilder = 'buildah';

/** Security policy and registry -> the builder with the least privilege that fits, and why the others do or do not. */
export function advise({
  cluster,
  registry,
}: {
  readonly cluster: Policy;
  readonly registry: ImageRegistry;
}): Advice {
  const match = ADVICE.find(
    (row) =>
      row.root === cluster.root &&
      (row.cluster ?? cluster.type) === cluster.type &&
      (row.privileged ?? cluster.privileged) === cluster.privileged,
  );
  return {
    ...(match ? {recommended: match.builder} : {noneFits: NONE_FITS}),
    reason: match?.reason ?? 'Nothing fits: your policy allows neither root nor privileged pods.',
    runsAs: runsAs({builder: match?.builder ?? STAND_IN, cluster}),
    options: [
      ...BUILDERS_BY_PRIVILEGE.map((row) => optionOf({row, cluster, registry})),
      {...OUTSIDE, allowed: true},
    ],
  };
}

/** User and privileged mode that a builder's step runs with on this kind of cluster. */
export function runsAs({builder, cluster}: {readonly builder: PipelineBuilder; readonly cluster: Policy}): {
  readonly user: string;
  readonly privileged: boolean;
} {
  const row = builderRow(builder);
  return {user: row.runsAsRoot ? '0' : BUILD_USER, privileged: row.privileged[cluster.type]};
}

type PipelineAnswers = Pick<Answers, 'build' | 'cluster' | 'image'>;

/** The builder that the answers choose; the recommended one where they leave it open, Buildah when nothing fits. */
export function chosenBuilder({build, cluster, image}: PipelineAnswers): Builder {
  if (build.builder !== 'recommended') return build.builder;
  return advise({cluster, registry: image.registry}).recommended ?? STAND_IN;
}

/** The builder of the pipeline step. Throws `TypeError` where none is written: see `chosenBuilder` first. */
export function pipelineBuilder(answers: PipelineAnswers): PipelineBuilder {
  const builder = chosenBuilder(answers);
  if (builder === 'outside') throw new TypeError('no pipeline step builds the image');
  return builder;
}

/** Commands for a cluster admin, before the first run. None on Kubernetes, and none for builds elsewhere. */
export function sccCommands(answers: PipelineAnswers): string[] {
  const builder = chosenBuilder(answers);
  if (answers.cluster.type !== 'openshift' || builder === 'outside') return [];
  const {serviceAccount = 'default', namespace} = answers.build;
  return [sccCommand({scc: builderRow(builder).scc, serviceAccount, namespace})];
}

const sccCommand = (names: {
  readonly scc: string;
  readonly serviceAccount: string;
  readonly namespace: string;
}): string => `oc adm policy add-scc-to-user ${names.scc} -z ${names.serviceAccount} -n ${names.namespace}`;

interface OptionInput {
  readonly row: BuilderRow;
  readonly cluster: Policy;
  readonly registry: ImageRegistry;
}

function optionOf({row, cluster, registry}: OptionInput): BuilderOption {
  const ruledOut = reasonAgainst({row, cluster});
  return {
    builder: row.builder,
    label: row.label,
    ...(row.builder === 'buildah' || row.builder === 'docker'
      ? {image: registryRow(registry).images[row.builder]}
      : {}),
    allowed: ruledOut === undefined,
    ...(ruledOut === undefined ? {} : {ruledOut}),
    needs: needsOf({row, cluster, registry}),
  };
}

function reasonAgainst({row, cluster}: Pick<OptionInput, 'row' | 'cluster'>): string | undefined {
  if (row.runsAsRoot && cluster.root === 'never') return row.whenRootForbidden;
  if (row.privileged[cluster.type] && !cluster.privileged) return row.whenPrivilegedForbidden;
  return undefined;
}

function needsOf({row, cluster, registry}: OptionInput): string[] {
  const {connector, connectorNote} = registryRow(registry);
  const scc = {scc: row.scc, serviceAccount: 'SERVICE_ACCOUNT', namespace: 'BUILD_NAMESPACE'};
  return [
    ...row.needs,
    ...(row.runsAsRoot && cluster.root === 'one-step' ? ['runAsUser "0" on its own step'] : []),
    ...(row.privileged[cluster.type] ? ['privileged: true'] : []),
    ...(cluster.type === 'openshift' ? [sccCommand(scc)] : []),
    ...(row.step === 'built-in' ? [connectorNote ? `${connector}: ${connectorNote}` : connector] : []),
  ];
}
