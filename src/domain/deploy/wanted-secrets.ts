import {at, listAt, textAt} from './json.ts';
import type {ManifestObject} from './read-manifest.ts';

/** A Secret that pods refer to. */
export interface WantedSecret {
  readonly name: string;
  /** `start`: no pod starts without it. `pull`: the image may need it. */
  readonly for: 'start' | 'pull';
  /** That are asked of it, in the order in which they stand. */
  readonly keys: readonly string[];
}

/** Where the pod stands in each kind. */
const PODS: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

/** Secrets that the pods of a manifest refer to and that do not stand in it; optional ones are left out. */
export function wantedSecrets(objects: readonly ManifestObject[]): WantedSecret[] {
  const brought = new Set(objects.flatMap(({ref}) => (ref.kind === 'Secret' ? [ref.name] : [])));
  const wanted = new Map<string, WantedSecret>();
  const want = (name: string | undefined, use: WantedSecret['for'], key?: string): void => {
    if (!name || brought.has(name)) return;
    const known = wanted.get(name) ?? {name, for: use, keys: []};
    wanted.set(name, {
      name,
      for: known.for === 'start' ? 'start' : use,
      keys: [...new Set([...known.keys, ...(key === undefined ? [] : [key])])],
    });
  };
  for (const {ref, value} of objects) {
    const path = PODS[ref.kind];
    if (path === undefined) continue;
    const pod = at(value, ...path);
    for (const container of [...listAt(pod, 'initContainers'), ...listAt(pod, 'containers')]) {
      for (const variable of listAt(container, 'env')) {
        const source = at(variable, 'valueFrom', 'secretKeyRef');
        if (!isOptional(source)) want(textAt(source, 'name'), 'start', textAt(source, 'key'));
      }
      for (const one of listAt(container, 'envFrom')) {
        const source = at(one, 'secretRef');
        if (!isOptional(source)) want(textAt(source, 'name'), 'start');
      }
    }
    for (const volume of listAt(pod, 'volumes')) {
      const source = at(volume, 'secret');
      if (!isOptional(source)) want(textAt(source, 'secretName'), 'start');
    }
    for (const one of listAt(pod, 'imagePullSecrets')) want(textAt(one, 'name'), 'pull');
  }
  return [...wanted.values()];
}

const isOptional = (source: unknown): boolean => at(source, 'optional') === true;
