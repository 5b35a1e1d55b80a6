import {at, listAt, objectAt, textAt} from '../deploy/json.ts';
import {itemsOf, type LiveObjects} from './live-objects.ts';

/** Where a variable of a container comes from. Values of Secrets are never read. */
export interface Variable {
  readonly from: 'value' | 'config-map' | 'secret' | 'field';
  /** As it stands, for `value` and `config-map`. May be a secret that somebody wrote in clear text. */
  readonly value?: string;
  /** The Secret and its key. */
  readonly secret?: string;
  readonly key?: string;
}

export interface Variables {
  readonly named: ReadonlyMap<string, Variable>;
  /** Secrets of which every key becomes a variable; optional ones are left out. */
  readonly secrets: readonly string[];
}

/** Variables of a container: later ones win, and `env` wins over `envFrom`. Source: Kubernetes API reference. */
export function delegateVariables(
  container: unknown,
  {configMaps}: Pick<LiveObjects, 'configMaps'>,
): Variables {
  const named = new Map<string, Variable>();
  const secrets: string[] = [];
  for (const source of listAt(container, 'envFrom')) {
    const secret = textAt(source, 'secretRef', 'name');
    if (secret !== undefined && at(source, 'secretRef', 'optional') !== true) secrets.push(secret);
    const prefix = textAt(source, 'prefix') ?? '';
    for (const [key, value] of Object.entries(dataOf(configMaps, textAt(source, 'configMapRef', 'name'))))
      named.set(`${prefix}${key}`, {from: 'config-map', value: String(value)});
  }
  for (const entry of listAt(container, 'env')) {
    const name = textAt(entry, 'name');
    if (name !== undefined) named.set(name, variableOf(entry, configMaps));
  }
  return {named, secrets};
}

const dataOf = (configMaps: LiveObjects['configMaps'], name: string | undefined) =>
  objectAt(name === undefined ? undefined : configMapNamed(configMaps, name), 'data');

/** The ConfigMap of that name; `undefined` when there is none, or nobody may read it. */
export const configMapNamed = (configMaps: LiveObjects['configMaps'], name: string): unknown =>
  itemsOf(configMaps).find((each) => textAt(each, 'metadata', 'name') === name);

function variableOf(entry: unknown, configMaps: LiveObjects['configMaps']): Variable {
  const secret = textAt(entry, 'valueFrom', 'secretKeyRef', 'name');
  if (secret !== undefined)
    return {from: 'secret', secret, key: textAt(entry, 'valueFrom', 'secretKeyRef', 'key') ?? ''};
  const configMap = textAt(entry, 'valueFrom', 'configMapKeyRef', 'name');
  const key = textAt(entry, 'valueFrom', 'configMapKeyRef', 'key') ?? '';
  if (configMap !== undefined) {
    const value = textAt(dataOf(configMaps, configMap), key);
    return {from: 'config-map', ...(value === undefined ? {} : {value})};
  }
  if (at(entry, 'valueFrom') !== undefined) return {from: 'field'};
  return {from: 'value', value: textAt(entry, 'value') ?? ''};
}
