import {parse} from '../bounded-yaml.ts';
import {isObject, listAt, objectAt, textAt, type JsonObject} from '../deploy/json.ts';
import {runsUpgrader, upgraderTarget} from '../live-delegate/upgrader-target.ts';
import {liveObjects, type FoundDelegate} from './find-in-source.ts';
import type {Source, SourceObject} from './source.ts';

/** Configuration of an upgrader, inside a ConfigMap. Source: harness/delegate-kubernetes-manifest. */
export interface UpgraderConfig {
  readonly object: SourceObject;
  readonly key: string;
  readonly text: string;
  readonly value: JsonObject;
}

/** A CronJob that puts images of Harness into a delegate. */
export interface FoundUpgrader {
  readonly object: SourceObject;
  readonly config?: UpgraderConfig;
}

export interface Upgraders {
  /** Those of this delegate. */
  readonly own: readonly FoundUpgrader[];
  /** Those of which the file does not tell whose they are. */
  readonly unclear: readonly FoundUpgrader[];
}

const MAX_CONFIG = 64 * 1024;
export const JOB_POD = ['spec', 'jobTemplate', 'spec', 'template', 'spec'] as const;

/**
 * The upgraders of a delegate: known by the workload that their configuration names, else by the names that
 * Harness gives. One upgrader beside one delegate belongs to it, whatever its configuration says.
 */
export function findUpgraders(
  source: Source,
  delegate: FoundDelegate,
  delegates: readonly FoundDelegate[],
): Upgraders {
  const all = source.objects
    .filter(({kind, namespace}) => kind === 'CronJob' && namespace === delegate.namespace)
    .flatMap((object) => upgraderIn(source, object));
  const named = (upgrader: FoundUpgrader) => textAt(upgrader.config?.value, 'workloadName');
  const others = delegates.filter((other) => other !== delegate).map(({name}) => name);
  const isOwn = (upgrader: FoundUpgrader): boolean => {
    const workload = named(upgrader);
    if (workload === delegate.name) return true;
    if (workload !== undefined && others.includes(workload)) return false;
    return (
      upgrader.object.name === `${delegate.name}-upgrader-job` || (all.length === 1 && others.length === 0)
    );
  };
  const own = all.filter(isOwn);
  const unclear = all.filter(
    (upgrader) => !own.includes(upgrader) && !others.some((name) => belongsTo(upgrader, name)),
  );
  return {own, unclear};
}

const belongsTo = ({object, config}: FoundUpgrader, name: string): boolean =>
  textAt(config?.value, 'workloadName') === name || object.name === `${name}-upgrader-job`;

function upgraderIn(source: Source, object: SourceObject): FoundUpgrader[] {
  const live = liveObjects(source, object.namespace);
  const {configs, workload} = upgraderTarget(object.value, live);
  const isNamed = listAt(object.value, ...JOB_POD, 'containers').some(
    (container) => textAt(container, 'name') === 'upgrader',
  );
  if (!runsUpgrader(object.value) && workload === undefined && !isNamed) return [];
  const config = configs.flatMap((name) => configIn(source, object, name))[0];
  return [{object, ...(config && {config})}];
}

function configIn(source: Source, {namespace}: SourceObject, name: string): UpgraderConfig[] {
  return source.objects
    .filter((object) => object.kind === 'ConfigMap' && object.name === name && object.namespace === namespace)
    .flatMap((object) =>
      Object.entries(objectAt(object.value, 'data')).flatMap(([key, text]) => {
        const value = typeof text === 'string' ? configValue(text) : undefined;
        return value === undefined || typeof text !== 'string' ? [] : [{object, key, text, value}];
      }),
    );
}

function configValue(text: string): JsonObject | undefined {
  if (text.length > MAX_CONFIG || !/\b(?:workloadName|delegateConfig)\b/.test(text)) return undefined;
  try {
    const value: unknown = parse(text, {maxAliasCount: 0, logLevel: 'silent'});
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
