import {isDeepStrictEqual} from 'node:util';
import type {Clock} from './clock.ts';
import {ownersAfterUpdate, type Writer} from './fields/managed-fields.ts';
import {resourceOf, type Kind} from './kinds.ts';
import {timestamp, type KubeObject} from './objects.ts';
import type {Random} from './random.ts';

export type Change = {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  resource: string;
  object: KubeObject;
  previous?: KubeObject;
  revision: number;
};

/** The objects of the practice cluster and the history that watches are served from. */
export type Store = {
  /** The newest resourceVersion of the whole cluster. */
  revision(): number;
  /** Watches from before this resourceVersion are expired. */
  oldest(): number;
  /** Forgets the history: every watch from before now is expired. */
  compact: () => void;
  get(resource: string, namespace: string | undefined, name: string): KubeObject | undefined;
  /** Objects of a resource in a namespace, or in all, by namespace and name. */
  list(resource: string, namespace?: string): KubeObject[];
  create(kind: Kind, object: KubeObject, writer: Writer): KubeObject;
  /** Puts an object in the place of the one of the same name; the same object as before changes nothing. */
  update(kind: Kind, object: KubeObject, writer: Writer | 'as-is'): KubeObject;
  remove(kind: Kind, namespace: string | undefined, name: string): KubeObject | undefined;
  /** The history of a resource after a resourceVersion. */
  since(revision: number, resource: string): Change[];
  subscribe(listener: (change: Change) => void): () => void;
};

const HISTORY_LIMIT = 20_000;
const keyOf = (namespace: string | undefined, name: string): string => `${namespace ?? ''}/${name}`;

/** An empty store. Revisions begin at a number that looks like a cluster with a past. */
export function createStore({
  clock,
  random,
  first = 4000,
}: {
  clock: Clock;
  random: Random;
  first?: number;
}): Store {
  const resources = new Map<string, Map<string, KubeObject>>();
  const listeners = new Set<(change: Change) => void>();
  let history: Change[] = [];
  let revision = first;
  let oldest = first;

  const bucket = (resource: string): Map<string, KubeObject> => {
    const found = resources.get(resource) ?? new Map<string, KubeObject>();
    resources.set(resource, found);
    return found;
  };
  const publish = (change: Change): void => {
    history.push(change);
    if (history.length > HISTORY_LIMIT) {
      oldest = history[history.length - HISTORY_LIMIT / 2]?.revision ?? revision;
      history = history.slice(-HISTORY_LIMIT / 2);
    }
    for (const listener of listeners) listener(change);
  };
  const stamped = (object: KubeObject): KubeObject => {
    revision += 1;
    return {...object, metadata: {...object.metadata, resourceVersion: String(revision)}};
  };

  return {
    revision: () => revision,
    oldest: () => oldest,
    compact() {
      history = [];
      oldest = revision;
    },
    get: (resource, namespace, name) => resources.get(resource)?.get(keyOf(namespace, name)),
    list: (resource, namespace) =>
      [...(resources.get(resource) ?? [])]
        .filter(([key]) => namespace === undefined || key.startsWith(`${namespace}/`))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, object]) => object),
    create(kind, object, writer) {
      const {name, namespace} = object.metadata;
      const created: KubeObject = {
        ...object,
        metadata: {
          ...object.metadata,
          uid: object.metadata.uid ?? random.uid(),
          creationTimestamp: object.metadata.creationTimestamp ?? timestamp(clock.now()),
          ...(kind.counted ? {generation: object.metadata.generation ?? 1} : {}),
        },
      };
      created.metadata.managedFields = ownersAfterCreate(created, writer, timestamp(clock.now()));
      const stored = stamped(created);
      bucket(resourceOf(kind)).set(keyOf(namespace, name), stored);
      publish({type: 'ADDED', resource: resourceOf(kind), object: stored, revision});
      return stored;
    },
    update(kind, object, writer) {
      const {name, namespace} = object.metadata;
      const previous = bucket(resourceOf(kind)).get(keyOf(namespace, name));
      if (!previous || sameButOwners(previous, object)) return previous ?? object;
      const next: KubeObject = {...object, metadata: {...object.metadata}};
      if (kind.counted && !isDeepStrictEqual(previous['spec'], object['spec']))
        next.metadata.generation = (previous.metadata.generation ?? 1) + 1;
      if (writer !== 'as-is')
        next.metadata.managedFields = ownersAfterUpdate({
          before: previous,
          after: next,
          writer,
          time: timestamp(clock.now()),
        });
      const stored = stamped(next);
      bucket(resourceOf(kind)).set(keyOf(namespace, name), stored);
      publish({type: 'MODIFIED', resource: resourceOf(kind), object: stored, previous, revision});
      return stored;
    },
    remove(kind, namespace, name) {
      const resource = resourceOf(kind);
      const previous = bucket(resource).get(keyOf(namespace, name));
      if (!previous) return undefined;
      bucket(resource).delete(keyOf(namespace, name));
      const gone = stamped(previous);
      publish({type: 'DELETED', resource, object: gone, previous, revision});
      return gone;
    },
    since: (from, resource) =>
      history.filter((change) => change.revision > from && change.resource === resource),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function ownersAfterCreate(
  object: KubeObject,
  writer: Writer,
  time: string,
): NonNullable<KubeObject['metadata']['managedFields']> {
  const given = object.metadata.managedFields ?? [];
  return given.length > 0 ? given : ownersAfterUpdate({before: undefined, after: object, writer, time});
}

/** True when only the times in managedFields differ: writing that changes nothing, as etcd sees it. */
function sameButOwners(before: KubeObject, after: KubeObject): boolean {
  const bare = (object: KubeObject): unknown => ({
    ...object,
    metadata: {
      ...object.metadata,
      managedFields: object.metadata.managedFields?.map(({time: _time, ...entry}) => entry) ?? [],
    },
  });
  return isDeepStrictEqual(bare(before), bare(after));
}
