import {isDeepStrictEqual} from 'node:util';
import type {KubeObject, ManagedFields} from '../objects.ts';
import {fieldsOf, fromFieldsV1, ownsWithin, toFieldsV1, type FieldSet} from './field-set.ts';

/** Who writes: the field manager, and the subresource when it is not the object itself. */
export type Writer = {manager: string; subresource?: string};

/** Paths that are new in `after` or have another value there, and the keys of those that are gone. */
export function compareFields(before: FieldSet, after: FieldSet): {changed: FieldSet; removed: string[]} {
  const changed: FieldSet = new Map();
  for (const [key, path] of after) {
    const old = before.get(key);
    if (!old || (path.leaf && !isDeepStrictEqual(old.value, path.value))) changed.set(key, path);
  }
  return {changed, removed: [...before.keys()].filter((key) => !after.has(key))};
}

const sameWriter = (entry: ManagedFields, operation: ManagedFields['operation'], writer: Writer): boolean =>
  entry.operation === operation &&
  entry.manager === writer.manager &&
  entry.subresource === writer.subresource;

/**
 * managedFields after an update (not an apply): what changed is the writer's now, and nobody else's.
 * Source: Kubernetes docs, Server-Side Apply, "Field management".
 */
export function ownersAfterUpdate({
  before,
  after,
  writer,
  time,
}: {
  before: KubeObject | undefined;
  after: KubeObject;
  writer: Writer;
  time: string;
}): ManagedFields[] {
  const {changed, removed} = compareFields(
    before ? fieldsOf(before, before.kind) : new Map(),
    fieldsOf(after, after.kind),
  );
  const entries = after.metadata.managedFields ?? [];
  if (changed.size === 0 && removed.length === 0) return entries;
  let mine: FieldSet = new Map();
  const kept: ManagedFields[] = [];
  for (const entry of entries) {
    const set = fromFieldsV1(entry.fieldsV1);
    for (const key of removed) set.delete(key);
    if (sameWriter(entry, 'Update', writer)) mine = set;
    else {
      for (const key of changed.keys()) set.delete(key);
      if (set.size > 0) kept.push({...entry, fieldsV1: toFieldsV1(set)});
    }
  }
  for (const [key, path] of changed) mine.set(key, path);
  return mine.size === 0 ? kept : [...kept, makeEntry({operation: 'Update', writer, time, after, set: mine})];
}

/** The entry of one writer. */
export function makeEntry({
  operation,
  writer,
  time,
  after,
  set,
}: {
  operation: ManagedFields['operation'];
  writer: Writer;
  time: string;
  after: KubeObject;
  set: FieldSet;
}): ManagedFields {
  return {
    manager: writer.manager,
    operation,
    apiVersion: after.apiVersion,
    time,
    fieldsType: 'FieldsV1',
    fieldsV1: toFieldsV1(set),
    ...(writer.subresource === undefined ? {} : {subresource: writer.subresource}),
  };
}

/** True when an entry other than the writer's own apply owns the path or something in it. */
export const ownedByOthers = (entries: readonly ManagedFields[], writer: Writer, key: string): boolean =>
  entries.some(
    (entry) => !sameWriter(entry, 'Apply', writer) && ownsWithin(fromFieldsV1(entry.fieldsV1), key),
  );

/** The entry of an apply of this writer, if it applied before. */
export const applyEntry = (entries: readonly ManagedFields[], writer: Writer): ManagedFields | undefined =>
  entries.find((entry) => sameWriter(entry, 'Apply', writer));
