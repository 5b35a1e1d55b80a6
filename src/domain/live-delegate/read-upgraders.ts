import {at, listAt, numberAt, textAt} from '../deploy/json.ts';
import {sanitiseLine} from '../text.ts';
import {itemsOf, type LiveObjects} from './live-objects.ts';
import {shownText, shownTime} from './shown-text.ts';
import type {AutoUpgrade, LiveFinding, Upgrader} from './types.ts';
import {runsUpgrader, upgraderTarget, type UpgraderTarget} from './upgrader-target.ts';

/** Upgraders that carry the name of a workload and are configured for another one: they upgrade what nobody expects. */
export const strayUpgraders = (workload: string, objects: LiveObjects): LiveFinding[] =>
  itemsOf(objects.cronJobs).flatMap((cronJob) => {
    const target = upgraderTarget(cronJob, objects).workload;
    const isNamedSo = textAt(cronJob, 'metadata', 'name') === `${workload}-upgrader-job`;
    if (!isNamedSo || target === undefined || target === workload) return [];
    return [
      {
        code: 'upgrader-target',
        text: `CronJob ${shownText(cronJob, 'metadata', 'name') ?? ''} is configured for ${sanitiseLine(target, {maxLength: 300})}, not for this delegate.`,
        next: 'Correct workloadName in its ConfigMap, or delete the CronJob.',
      },
    ];
  });

type Match = Upgrader['foundBy'] | 'unsure' | undefined;

/**
 * Whether anything puts other images into a workload. An upgrader is known by the workload that its
 * configuration names; where that cannot be read, by the names that Harness gives.
 */
export function readUpgraders(workload: string, objects: LiveObjects): AutoUpgrade {
  const {cronJobs, jobs} = objects;
  if ('unread' in cronJobs) return {state: 'unknown', upgraders: [], reason: cronJobs.unread};
  const matches = cronJobs.items.map((cronJob) => ({
    cronJob,
    match: matchOf({cronJob, workload, target: upgraderTarget(cronJob, objects)}),
  }));
  const upgraders = matches.flatMap(({cronJob, match}) =>
    match === undefined || match === 'unsure' ? [] : [upgraderOf(cronJob, match, itemsOf(jobs))],
  );
  const unsure = matches.find(({match}) => match === 'unsure');
  if (upgraders.some(({suspended}) => !suspended)) return {state: 'on', upgraders};
  if (unsure !== undefined)
    return {
      state: 'unknown',
      upgraders,
      reason: `CronJob ${shownText(unsure.cronJob, 'metadata', 'name') ?? ''} runs the upgrader, and its configuration cannot be read.`,
    };
  return {state: upgraders.length > 0 ? 'suspended' : 'absent', upgraders};
}

function matchOf({
  cronJob,
  workload,
  target,
}: {
  cronJob: unknown;
  workload: string;
  target: UpgraderTarget;
}): Match {
  if (target.workload !== undefined) return target.workload === workload ? 'config' : undefined;
  const isNamedSo =
    textAt(cronJob, 'metadata', 'name') === `${workload}-upgrader-job` ||
    target.configs.includes(`${workload}-upgrader-config`);
  if (isNamedSo) return 'name';
  // Suspended, it changes nothing, whatever it is for.
  return runsUpgrader(cronJob) && at(cronJob, 'spec', 'suspend') !== true ? 'unsure' : undefined;
}

function upgraderOf(cronJob: unknown, foundBy: Upgrader['foundBy'], jobs: readonly unknown[]): Upgrader {
  const uid = textAt(cronJob, 'metadata', 'uid');
  const own = jobs
    .filter((job) =>
      listAt(job, 'metadata', 'ownerReferences').some(
        (owner) => uid !== undefined && textAt(owner, 'uid') === uid,
      ),
    )
    .toSorted((a, b) => createdAt(b).localeCompare(createdAt(a)));
  const lastRan = shownTime(cronJob, 'status', 'lastScheduleTime');
  const lastSucceeded = shownTime(cronJob, 'status', 'lastSuccessfulTime');
  const [newest] = own;
  return {
    name: shownText(cronJob, 'metadata', 'name') ?? '',
    suspended: at(cronJob, 'spec', 'suspend') === true,
    schedule: shownText(cronJob, 'spec', 'schedule') ?? '',
    foundBy,
    ...(lastRan === undefined ? {} : {lastRan}),
    ...(lastSucceeded === undefined ? {} : {lastSucceeded}),
    ...(newest === undefined ? {} : {lastJob: {name: nameOf(newest), ended: endOf(newest)}}),
    running: own.filter((job) => endOf(job) === 'running').map(nameOf),
  };
}

const createdAt = (job: unknown): string => shownTime(job, 'metadata', 'creationTimestamp') ?? '';
const nameOf = (job: unknown): string => shownText(job, 'metadata', 'name') ?? '';

function endOf(job: unknown): 'running' | 'succeeded' | 'failed' {
  const isSet = (type: string) =>
    listAt(job, 'status', 'conditions').some(
      (condition) => textAt(condition, 'type') === type && textAt(condition, 'status') === 'True',
    );
  if (isSet('Failed')) return 'failed';
  return isSet('Complete') || (numberAt(job, 'status', 'succeeded') ?? 0) > 0 ? 'succeeded' : 'running';
}
