import {parse} from '../bounded-yaml.ts';
import {listAt, objectAt, textAt} from '../deploy/json.ts';
import {configMapNamed} from './delegate-variables.ts';
import type {LiveObjects} from './live-objects.ts';

/** What a CronJob upgrades, as far as its configuration could be read. */
export interface UpgraderTarget {
  /** Names of the ConfigMaps that are mounted. */
  readonly configs: readonly string[];
  /** Workload named in the configuration. */
  readonly workload?: string;
}

/** Larger than any configuration of the upgrader. */
const MAX_CONFIG = 64 * 1024;

const podSpec = ['spec', 'jobTemplate', 'spec', 'template', 'spec'] as const;

/** True for a CronJob that runs the upgrader of Harness. */
export const runsUpgrader = (cronJob: unknown): boolean =>
  listAt(cronJob, ...podSpec, 'containers').some((container) =>
    /(?:^|\/)upgrader(?:[:@]|$)/.test(textAt(container, 'image') ?? ''),
  );

/** Looks into the ConfigMaps that a CronJob mounts. Source: harness/delegate-kubernetes-manifest, upgrader config. */
export function upgraderTarget(
  cronJob: unknown,
  {configMaps}: Pick<LiveObjects, 'configMaps'>,
): UpgraderTarget {
  const configs = listAt(cronJob, ...podSpec, 'volumes').flatMap(
    (volume) => textAt(volume, 'configMap', 'name') ?? [],
  );
  const texts = configs.flatMap((name) =>
    Object.values(objectAt(configMapNamed(configMaps, name), 'data')).filter(
      (text) => typeof text === 'string',
    ),
  );
  const workload = texts.map(workloadIn).find((name) => name !== undefined);
  return {configs, ...(workload === undefined ? {} : {workload})};
}

function workloadIn(text: string): string | undefined {
  if (text.length > MAX_CONFIG || !text.includes('workloadName')) return undefined;
  try {
    return textAt(parse(text, {maxAliasCount: 0, logLevel: 'error'}), 'workloadName');
  } catch {
    return undefined;
  }
}
