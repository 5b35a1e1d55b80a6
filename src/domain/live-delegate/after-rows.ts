import type {AfterCheck} from '../deploy/events.ts';
import {listAt, textAt} from '../deploy/json.ts';
import type {ManifestObject} from '../deploy/read-manifest.ts';
import {sanitiseLine} from '../text.ts';
import {workloadNamed} from './find-delegates.ts';
import type {LiveObjects} from './live-objects.ts';
import {readInstallation} from './read-installation.ts';
import {readUpgraders} from './read-upgraders.ts';
import {stopJobCommand, upgradeAdvice, type Place, type Upgraded} from './upgrade-advice.ts';

const UNKNOWN_INSTALLATION = {by: 'unknown', title: ''} as const;

/**
 * Looks around once a Deployment is complete: does anything put other images in, does a job of it still run, is the
 * image still the one that was applied? The image is left out when it is not known which one that is.
 */
export function afterRows(
  {ref, value}: Pick<ManifestObject, 'ref' | 'value'>,
  {live, place}: {readonly live: LiveObjects; readonly place: Place},
): AfterCheck[] {
  const named = workloadNamed(live, ref.name);
  const found = named?.kind === 'Deployment' ? named : undefined;
  const upgraded = {
    autoUpgrade: readUpgraders(ref.name, live),
    install: found === undefined ? UNKNOWN_INSTALLATION : readInstallation(found),
  };
  return [
    upgraderRow(upgraded, place),
    ...jobRows(upgraded, {live, place}),
    ...imageRows({name: sanitiseLine(ref.name), applied: value, now: found?.workload}, live),
  ];
}

function upgraderRow(upgraded: Upgraded, place: Place): AfterCheck {
  const {state, upgraders, reason = ''} = upgraded.autoUpgrade;
  const [next] = upgradeAdvice(upgraded, place);
  const row = (how: AfterCheck['state'], text: string): AfterCheck => ({
    id: 'upgrader',
    state: how,
    text,
    ...(how === 'ok' || next === undefined ? {} : {next}),
  });
  switch (state) {
    case 'absent':
      return row('ok', 'Auto-upgrade is off: there is no CronJob for it.');
    case 'suspended':
      return row('ok', 'Auto-upgrade is off: its CronJob is suspended.');
    case 'unknown':
      return row('unknown', `Whether auto-upgrade is off is not known. ${reason}`.trim());
    case 'on': {
      const names = upgraders.filter(({suspended}) => !suspended).map(({name}) => name);
      const which =
        names.length === 1 ? `CronJob ${names.join()} is` : `the CronJobs ${names.join(' and ')} are`;
      return row(
        'warn',
        `Auto-upgrade is on: ${which} not suspended and will put Harness's image in place of yours.`,
      );
    }
  }
}

/** Jobs that a CronJob started before it was suspended go on. */
function jobRows(
  {autoUpgrade: {upgraders}}: Upgraded,
  {live, place}: {readonly live: LiveObjects; readonly place: Place},
): AfterCheck[] {
  if (upgraders.length > 0 && 'unread' in live.jobs)
    return [
      {
        id: 'upgrade-job',
        state: 'unknown',
        text: 'Jobs cannot be read; one of the upgrader may still run.',
        next: 'Look at the image again in a few minutes.',
      },
    ];
  return upgraders
    .flatMap(({running}) => running)
    .map((job) => ({
      id: 'upgrade-job',
      state: 'warn',
      text: `Job ${job} of the upgrader still runs and may change the image.`,
      next: `Stop it: ${stopJobCommand(place, job)}`,
    }));
}

interface Images {
  readonly name: string;
  /** The Deployment as it was applied, and as it is now. */
  readonly applied: unknown;
  readonly now: unknown;
}

const containersOf = (deployment: unknown) =>
  listAt(deployment, 'spec', 'template', 'spec', 'containers').map((container) => ({
    name: textAt(container, 'name'),
    image: textAt(container, 'image'),
  }));

function imageRows({name, applied, now}: Images, {deployments}: LiveObjects): AfterCheck[] {
  const wanted = containersOf(applied);
  if (wanted.length === 0) return [];
  if (now === undefined) {
    const why = 'unread' in deployments ? 'cannot be read' : 'is not there any more';
    return [
      {
        id: 'image',
        state: 'unknown',
        text: `Deployment ${name} ${why}.`,
        next: 'Look again in a minute.',
      },
    ];
  }
  const live = containersOf(now);
  const others = wanted.flatMap((container) => {
    const image = live.find((each) => each.name === container.name)?.image;
    return image === container.image ? [] : [image ?? 'none'];
  });
  const [other] = others;
  if (other === undefined) return [{id: 'image', state: 'ok', text: 'The Deployment uses your image.'}];
  return [
    {
      id: 'image',
      state: 'warn',
      text: `The Deployment now uses ${sanitiseLine(other)}, not your image.`,
      next: 'Suspend the upgrader, then apply again.',
    },
  ];
}
