import {isDeepStrictEqual} from 'node:util';
import {isMap, type JsonMap} from '../objects.ts';
import {fieldOf, type Field} from './schema.ts';

const PLAIN: Field = {shape: 'plain', keys: []};
const DIRECTIVE = /^\$(patch|retainKeys|setElementOrder\/|deleteFromPrimitiveList\/)/;

/** The value after a JSON merge patch. Source: RFC 7386. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch;
  const merged: JsonMap = isMap(target) ? {...target} : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = mergePatch(merged[name], value);
  }
  return merged;
}

/** The object after a strategic merge patch. Source: Kubernetes docs, "Strategic Merge Patch". */
export function strategicMerge(target: unknown, patch: unknown, kind: string): unknown {
  return mergeMap(target, patch, {type: kind, shape: 'plain', keys: []});
}

function mergeMap(target: unknown, patch: unknown, field: Field): unknown {
  if (!isMap(patch)) return patch;
  if (patch['$patch'] === 'delete') return undefined;
  const replace = patch['$patch'] === 'replace';
  const merged: JsonMap = isMap(target) && !replace ? {...target} : {};
  const retained = patch['$retainKeys'];
  if (Array.isArray(retained))
    for (const name of Object.keys(merged)) if (!retained.includes(name)) delete merged[name];
  for (const [name, value] of Object.entries(patch)) {
    const [, listName] = /^\$deleteFromPrimitiveList\/(.+)$/.exec(name) ?? [];
    if (listName !== undefined && Array.isArray(merged[listName]) && Array.isArray(value))
      merged[listName] = merged[listName].filter((item) => !value.includes(item));
    if (DIRECTIVE.test(name)) continue;
    const child = field.shape === 'map' ? PLAIN : (fieldOf(field.type, name) ?? PLAIN);
    const next = value === null ? undefined : mergeField(merged[name], value, child);
    if (next === undefined) delete merged[name];
    else merged[name] = next;
  }
  for (const [name, order] of Object.entries(patch)) {
    const [, listName] = /^\$setElementOrder\/(.+)$/.exec(name) ?? [];
    const child = fieldOf(field.type, listName ?? '') ?? PLAIN;
    if (listName !== undefined && Array.isArray(order) && Array.isArray(merged[listName]))
      merged[listName] = inOrder(merged[listName], order, child.keys[0]);
  }
  return merged;
}

function mergeField(target: unknown, patch: unknown, field: Field): unknown {
  if (!Array.isArray(patch)) return mergeMap(target, patch, field);
  const present = Array.isArray(target) ? target : [];
  if (field.shape === 'value-list') return [...present, ...patch.filter((item) => !present.includes(item))];
  if (field.shape === 'keyed-list') return mergeKeyed(present, patch, field);
  return patch;
}

function mergeKeyed(present: readonly unknown[], patch: readonly unknown[], field: Field): unknown[] {
  if (patch.some((item) => isMap(item) && item['$patch'] === 'replace'))
    return patch.filter((item) => !(isMap(item) && item['$patch'] === 'replace'));
  const [key = ''] = field.keys;
  const merged = [...present];
  for (const item of patch) {
    if (!isMap(item)) continue;
    const index = merged.findIndex((other) => isMap(other) && isDeepStrictEqual(other[key], item[key]));
    if (item['$patch'] === 'delete') {
      if (index >= 0) merged.splice(index, 1);
    } else if (index >= 0) merged[index] = mergeMap(merged[index], item, {...field, shape: 'plain'});
    else merged.push(mergeMap({}, item, {...field, shape: 'plain'}));
  }
  return merged;
}

function inOrder(items: readonly unknown[], order: readonly unknown[], key: string | undefined): unknown[] {
  const place = (item: unknown): number => {
    const index = order.findIndex((wanted) =>
      key !== undefined && isMap(wanted) && isMap(item)
        ? isDeepStrictEqual(wanted[key], item[key])
        : isDeepStrictEqual(wanted, item),
    );
    return index < 0 ? order.length : index;
  };
  return items
    .map((item, index) => ({item, index, at: place(item)}))
    .sort((a, b) => a.at - b.at || a.index - b.index)
    .map(({item}) => item);
}
