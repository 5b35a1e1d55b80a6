import {listAt, textAt} from '../deploy/json.ts';
import {shownText} from './shown-text.ts';
import type {FoundDelegate} from './find-delegates.ts';
import type {InstallKind, Installation} from './types.ts';

interface Marks {
  readonly found: FoundDelegate;
  readonly label: (name: string) => string | undefined;
  readonly annotation: (name: string) => string | undefined;
  /** Whether a field manager of this kind has written the workload. */
  readonly writtenBy: (manager: RegExp) => boolean;
}

interface InstallRow {
  readonly by: InstallKind;
  readonly fits: (marks: Marks) => boolean;
  readonly title: (marks: Marks) => string;
}

const isHelm = ({label, annotation}: Marks): boolean =>
  label('app.kubernetes.io/managed-by') === 'Helm' ||
  annotation('meta.helm.sh/release-name') !== undefined ||
  label('helm.sh/chart') !== undefined;

const releaseOf = ({label, annotation}: Marks): string =>
  annotation('meta.helm.sh/release-name') ?? label('app.kubernetes.io/instance') ?? 'unknown';

const helmTitle = (marks: Marks): string => {
  const chart = marks.label('helm.sh/chart');
  return `Helm release ${releaseOf(marks)}${chart === undefined ? '' : ` of chart ${chart}`}`;
};

/**
 * How a delegate came into the cluster; the first row that fits counts, and whoever would put a change back
 * stands first. Source: labels and annotations of Argo CD, Flux and Helm; field managers of Terraform's providers.
 */
const ROWS: readonly InstallRow[] = [
  {
    by: 'argo-cd',
    fits: ({label, annotation}) =>
      annotation('argocd.argoproj.io/tracking-id') !== undefined ||
      label('argocd.argoproj.io/instance') !== undefined,
    title: () => 'Argo CD',
  },
  {
    by: 'flux',
    fits: ({label}) =>
      label('kustomize.toolkit.fluxcd.io/name') !== undefined ||
      label('helm.toolkit.fluxcd.io/name') !== undefined,
    title: () => 'Flux',
  },
  {
    by: 'terraform',
    fits: ({writtenBy}) => writtenBy(/terraform|hashicorp/i),
    title: (marks) => (isHelm(marks) ? `Terraform, as ${helmTitle(marks)}` : 'Terraform'),
  },
  {by: 'helm', fits: isHelm, title: helmTitle},
  {
    by: 'delegate-tui',
    fits: ({label}) => label('app.kubernetes.io/managed-by') === 'delegate-tui',
    title: () => 'a manifest of delegate-tui',
  },
  {
    by: 'legacy',
    fits: ({found}) => found.kind === 'StatefulSet',
    title: () => 'a legacy manifest of Harness, as StatefulSet',
  },
  {
    by: 'harness-manifest',
    fits: ({label}) => label('harness.io/name') !== undefined,
    title: () => 'a manifest of Harness',
  },
  {by: 'unknown', fits: () => true, title: () => 'not known: it carries no label of a known installer'},
];

/** How the workload was installed, by its labels, annotations and field managers. */
export function readInstallation(found: FoundDelegate): Installation {
  const {workload} = found;
  const managers = listAt(workload, 'metadata', 'managedFields').map((entry) => textAt(entry, 'manager'));
  const marks: Marks = {
    found,
    label: (name) =>
      shownText(workload, 'metadata', 'labels', name) ??
      shownText(workload, 'spec', 'template', 'metadata', 'labels', name),
    annotation: (name) => shownText(workload, 'metadata', 'annotations', name),
    writtenBy: (manager) => managers.some((name) => name !== undefined && manager.test(name)),
  };
  const row = ROWS.find(({fits}) => fits(marks)) as InstallRow;
  return {by: row.by, title: row.title(marks), ...(isHelm(marks) ? releaseFacts(marks) : {})};
}

function releaseFacts(marks: Marks): Partial<Installation> {
  const releaseNamespace = marks.annotation('meta.helm.sh/release-namespace');
  const chartVersion = /^harness-delegate-ng-(\d+\.\d+\.\d+)$/.exec(marks.label('helm.sh/chart') ?? '')?.[1];
  return {
    release: releaseOf(marks),
    ...(releaseNamespace === undefined ? {} : {releaseNamespace}),
    ...(chartVersion === undefined ? {} : {chartVersion}),
  };
}
