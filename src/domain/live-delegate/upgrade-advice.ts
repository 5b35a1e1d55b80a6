import {kubectlCommand} from '../deploy/kubectl-command.ts';
import {shellWord} from '../shell.ts';
import type {Installation, LiveDelegate} from './types.ts';

/** Where commands go. */
export interface Place {
  readonly context: string;
  readonly namespace: string;
}

const patchCommand = (place: Place, name: string): string =>
  kubectlCommand(place, 'patch', 'cronjob', name, '-p', '{"spec":{"suspend":true}}');

/** Ends a job that an upgrader has started. */
export const stopJobCommand = (place: Place, job: string): string =>
  kubectlCommand(place, 'delete', 'job', job);

/** The chart has no value that suspends the upgrader. Source: harness/delegate-helm-chart, values. */
const helmCommand = (
  {context, namespace}: Place,
  {release = '', releaseNamespace, chartVersion}: Installation,
): string =>
  [
    `helm upgrade ${shellWord(release)} harness-delegate/harness-delegate-ng`,
    `--kube-context=${shellWord(context)} -n ${shellWord(releaseNamespace ?? namespace)}`,
    ...(chartVersion === undefined ? [] : [`--version ${shellWord(chartVersion)}`]),
    '--reuse-values --set upgrader.enabled=false',
  ].join(' ');

const HELM_REPOSITORY =
  'If Helm does not know the chart: helm repo add harness-delegate https://app.harness.io/storage/harness-download/delegate-helm-chart/';

/** What the advice follows from. */
export type Upgraded = Pick<LiveDelegate, 'autoUpgrade' | 'install'>;

type Advice = (place: Place, delegate: Upgraded) => readonly string[];

const patchEach: Advice = (place, {autoUpgrade}) =>
  autoUpgrade.upgraders
    .filter(({suspended}) => !suspended)
    .map(({name}) => `Suspend it: ${patchCommand(place, name)}`);

const keepInManifest =
  'Then set suspend: true in your manifest too, or the next apply resumes it: npx delegate-tui patch FILE does it.';

const inRepository =
  (tool: string): Advice =>
  () => [
    `Set suspend: true on the CronJob in the repository that ${tool} applies; with the chart of Harness, upgrader.enabled: false.`,
    'A change by hand would be put back.',
  ];

/** How auto-upgrade is turned off so that it stays off, by how the delegate was installed. */
const ADVICE: Readonly<Record<Installation['by'], Advice>> = {
  'argo-cd': inRepository('Argo CD'),
  flux: inRepository('Flux'),
  terraform: (place, delegate) => [
    'Set upgrader_enabled = false in the module of the delegate, then run terraform apply.',
    ...patchEach(place, delegate).map((line) => line.replace('Suspend it:', 'Until then:')),
  ],
  helm: (place, {install}) => [`Turn it off: ${helmCommand(place, install)}`, HELM_REPOSITORY],
  'delegate-tui': (place, delegate) => [...patchEach(place, delegate), keepInManifest],
  legacy: (place, delegate) => [...patchEach(place, delegate), keepInManifest],
  'harness-manifest': (place, delegate) => [...patchEach(place, delegate), keepInManifest],
  unknown: (place, delegate) => [...patchEach(place, delegate), keepInManifest],
};

/** What to do about auto-upgrade, one line each; nothing when it is off and nothing of it runs. */
export function upgradeAdvice(delegate: Upgraded, place: Place): string[] {
  const {autoUpgrade, install} = delegate;
  const running = autoUpgrade.upgraders.flatMap((upgrader) => upgrader.running);
  return [
    ...(autoUpgrade.state === 'on' ? ADVICE[install.by](place, delegate) : []),
    ...(autoUpgrade.state === 'unknown'
      ? [`Look yourself: ${kubectlCommand(place, 'get', 'cronjobs')}`]
      : []),
    ...running.map((job) => `Job ${job} still runs and may change the image: ${stopJobCommand(place, job)}`),
  ];
}
