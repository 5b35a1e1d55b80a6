import {ApplyConflict, type Conflict} from '../api/api-error.ts';
import {isMap, type JsonMap, type KubeObject, type ManagedFields} from '../objects.ts';
import {fieldsOf, fromFieldsV1, itemStep, printPath, toFieldsV1, type FieldSet} from './field-set.ts';
import {applyEntry, compareFields, makeEntry, ownedByOthers, type Writer} from './managed-fields.ts';
import {fieldOf, type Field} from './schema.ts';

const PLAIN: Field = {shape: 'plain', keys: []};

function mergeValue(live: unknown, wanted: unknown, field: Field): unknown {
  if (isMap(live) && isMap(wanted) && field.shape !== 'atomic') return mergeMaps(live, wanted, field);
  if (Array.isArray(live) && Array.isArray(wanted)) {
    if (field.shape === 'value-list') return [...live, ...wanted.filter((item) => !live.includes(item))];
    if (field.shape === 'keyed-list') return mergeLists(live, wanted, field);
  }
  return wanted;
}

function mergeMaps(live: JsonMap, wanted: JsonMap, field: Field): JsonMap {
  const merged: JsonMap = {...live};
  for (const [name, value] of Object.entries(wanted)) {
    const child = field.shape === 'map' ? PLAIN : (fieldOf(field.type, name) ?? PLAIN);
    if (value === null) delete merged[name];
    else merged[name] = mergeValue(live[name], value, child);
  }
  return merged;
}

function mergeLists(live: readonly unknown[], wanted: readonly unknown[], field: Field): unknown[] {
  const item: Field = {...field, shape: 'plain'};
  const rest = new Map(wanted.map((value) => [itemStep(value, field.keys), value]));
  const merged = live.map((value) => {
    const step = itemStep(value, field.keys);
    const found = rest.get(step);
    rest.delete(step);
    return found === undefined ? value : mergeValue(value, found, item);
  });
  return [...merged, ...rest.values()];
}

/** Takes the value at the end of the steps out of a copied object; the maps and lists above it stay. */
function removeAt(target: unknown, steps: readonly string[], field: Field): void {
  const [step = '', ...rest] = steps;
  if (Array.isArray(target)) {
    const index = target.findIndex((item) =>
      step.startsWith('v:') ? JSON.stringify(item) === step.slice(2) : itemStep(item, field.keys) === step,
    );
    if (index < 0) return;
    if (rest.length === 0) target.splice(index, 1);
    else removeAt(target[index], rest, {...field, shape: 'plain'});
  } else if (isMap(target)) {
    const name = step.slice(2);
    const child = field.shape === 'map' ? PLAIN : (fieldOf(field.type, name) ?? PLAIN);
    if (rest.length === 0) delete target[name];
    else removeAt(target[name], rest, child);
  }
}

function findConflicts(entries: readonly ManagedFields[], writer: Writer, changed: FieldSet): Conflict[] {
  const found: Conflict[] = [];
  for (const entry of entries) {
    if (entry.operation === 'Apply' && entry.manager === writer.manager) continue;
    const owned = fromFieldsV1(entry.fieldsV1);
    for (const [key, path] of changed) {
      if (!path.leaf || !owned.has(key)) continue;
      found.push({
        manager: entry.manager,
        ...(entry.subresource === undefined ? {} : {subresource: entry.subresource}),
        ...(entry.operation === 'Update' ? {apiVersion: entry.apiVersion} : {}),
        path: printPath(path.steps),
      });
    }
  }
  return found.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}
const sortKey = ({manager, path}: Conflict): string => `${manager}\u0000${path}`;

/**
 * Server-side apply: the live object with the wanted fields merged in and the fields that this manager no longer
 * sets taken out, managedFields included. Throws ApplyConflict when others own a field that would change.
 * Source: Kubernetes docs, Server-Side Apply.
 */
export function applyFields({
  live,
  wanted,
  manager,
  force,
  time,
}: {
  live: KubeObject | undefined;
  wanted: KubeObject;
  manager: string;
  force: boolean;
  time: string;
}): KubeObject {
  const writer: Writer = {manager};
  const entries = live?.metadata.managedFields ?? [];
  const set = fieldsOf(wanted, wanted.kind);
  const root: Field = {type: wanted.kind, shape: 'plain', keys: []};
  const merged = structuredClone(mergeMaps(live ?? {}, wanted, root)) as KubeObject;
  const before: FieldSet = live ? fieldsOf(live, live.kind) : new Map();
  const {changed} = compareFields(
    before,
    new Map([...fieldsOf(merged, wanted.kind)].filter(([key]) => set.has(key))),
  );
  const conflicts = findConflicts(entries, writer, changed);
  if (conflicts.length > 0 && !force) throw new ApplyConflict(conflicts);

  const previous = applyEntry(entries, writer);
  if (previous)
    for (const [key, path] of fromFieldsV1(previous.fieldsV1))
      if (!set.has(key) && !ownedByOthers(entries, writer, key)) removeAt(merged, path.steps, root);

  const others = entries
    .filter((entry) => entry !== previous)
    .flatMap((entry) => {
      const owned = fromFieldsV1(entry.fieldsV1);
      for (const [key, path] of changed) if (path.leaf) owned.delete(key);
      return owned.size === 0 ? [] : [{...entry, fieldsV1: toFieldsV1(owned)}];
    });
  merged.metadata.managedFields = [
    makeEntry({operation: 'Apply', writer, time, after: merged, set}),
    ...others,
  ];
  return merged;
}
