import {at, isObject, listAt, numberAt, textAt} from '../deploy/json.ts';
import {sanitiseLine} from '../text.ts';
import type {HarnessAnswer, HarnessAutoUpgrade, HarnessDelegate, HarnessReplica} from './harness-delegate.ts';

const shown = (value: unknown, key: string): string =>
  sanitiseLine(textAt(value, key) ?? '', {maxLength: 120});

const optional = <Key extends string>(key: Key, value: number | undefined) =>
  (value === undefined ? {} : {[key]: value}) as {readonly [K in Key]?: number};

/**
 * Finds a delegate in what Harness answered. The filter of the API takes parts of names, so names are compared
 * here. Of several with that name, as one per scope, a connected one counts first. Never throws.
 */
export function readDelegates(answer: unknown, name: string): HarnessAnswer {
  const list = at(answer, 'resource');
  if (!Array.isArray(list)) return {state: 'malformed'};
  const same = (list as unknown[]).filter((each) => isObject(each) && textAt(each, 'name') === name);
  const delegates = same.map(delegateOf);
  const delegate = delegates.find(({connected}) => connected) ?? delegates[0];
  return delegate === undefined
    ? {state: 'not-found'}
    : {state: 'found', delegate, others: delegates.length - 1};
}

/** Words of the API. Source: Harness docs, delegate details API. */
const AUTO_UPGRADE: Readonly<Record<string, HarnessAutoUpgrade>> = {
  ON: 'on',
  OFF: 'off',
  DETECTING: 'detecting',
  SYNCHRONIZING: 'detecting',
};

function delegateOf(value: unknown): HarnessDelegate {
  return {
    name: shown(value, 'name'),
    connected: at(value, 'connected') === true,
    ...optional('lastHeartbeat', numberAt(value, 'lastHeartBeat')),
    replicas: listAt(value, 'delegateReplicas').map(replicaOf),
    autoUpgrade: AUTO_UPGRADE[String(at(value, 'autoUpgrade'))] ?? 'unknown',
    legacy: at(value, 'legacy') === true,
  };
}

const replicaOf = (value: unknown): HarnessReplica => ({
  hostName: shown(value, 'hostName'),
  version: shown(value, 'version'),
  connected: at(value, 'connected') === true,
  ...optional('lastHeartbeat', numberAt(value, 'lastHeartbeat')),
  ...optional('expiringAt', numberAt(value, 'expiringAt')),
});
