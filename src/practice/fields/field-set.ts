import {isMap, type JsonMap} from '../objects.ts';
import {fieldOf, type Field} from './schema.ts';

/** One owned path: its steps as in FieldsV1 (`f:spec`, `k:{"name":"x"}`, `v:"x"`), and the value when it is a leaf. */
export type OwnedPath = {steps: readonly string[]; leaf: boolean; value?: unknown};
/** Paths by their joined steps. */
export type FieldSet = Map<string, OwnedPath>;

/** Parts of an object that nobody owns. Source: Kubernetes, managedfields/internal/stripmeta.go. */
const NOT_OWNED = new Set([
  'f:apiVersion',
  'f:kind',
  ...'name namespace uid resourceVersion generation creationTimestamp selfLink managedFields deletionTimestamp deletionGracePeriodSeconds'
    .split(' ')
    .map((name) => joined(['f:metadata', `f:${name}`])),
]);

const SEPARATOR = '\u0000';
function joined(steps: readonly string[]): string {
  return steps.join('\u0000');
}

/** The step that names a list item by its keys; a missing protocol is TCP. */
export function itemStep(item: unknown, keys: readonly string[]): string {
  const named: JsonMap = {};
  for (const key of [...keys].sort()) {
    const value = isMap(item) ? item[key] : undefined;
    if (value !== undefined) named[key] = value;
    else if (key === 'protocol') named[key] = 'TCP';
  }
  return `k:${JSON.stringify(named)}`;
}

/** Every path that an object of a kind sets. */
export function fieldsOf(object: unknown, kind: string): FieldSet {
  const set: FieldSet = new Map();
  const add = (steps: readonly string[], leaf: boolean, value?: unknown): void => {
    const key = joined(steps);
    if (steps.length > 0 && !NOT_OWNED.has(key)) set.set(key, {steps, leaf, value});
  };
  const addMembers = (value: JsonMap, steps: readonly string[], childOf: (name: string) => Field): void => {
    for (const [name, child] of Object.entries(value))
      if (child !== undefined) walk(child, childOf(name), [...steps, `f:${name}`]);
  };
  const walk = (value: unknown, field: Field, steps: readonly string[]): void => {
    if (NOT_OWNED.has(joined(steps))) return;
    if (Array.isArray(value) && value.length > 0 && field.shape === 'keyed-list') {
      for (const item of value) {
        const at = [...steps, itemStep(item, field.keys)];
        add(at, false);
        if (isMap(item)) addMembers(item, at, (name) => fieldOf(field.type, name) ?? PLAIN);
      }
    } else if (Array.isArray(value) && value.length > 0 && field.shape === 'value-list') {
      for (const item of value) add([...steps, `v:${JSON.stringify(item)}`], true, item);
    } else if (isMap(value) && Object.keys(value).length > 0 && field.shape !== 'atomic') {
      addMembers(value, steps, (name) =>
        field.shape === 'map' ? PLAIN : (fieldOf(field.type, name) ?? PLAIN),
      );
    } else add(steps, true, value);
  };
  if (isMap(object)) addMembers(object, [], (name) => fieldOf(kind, name) ?? PLAIN);
  return set;
}
const PLAIN: Field = {type: 'Any', shape: 'plain', keys: []};

/** The nested form in which managedFields carry a set. */
export function toFieldsV1(set: FieldSet): JsonMap {
  const root: JsonMap = {};
  for (const {steps} of set.values()) {
    let node = root;
    for (const [index, step] of steps.entries()) {
      const prefix = joined(steps.slice(0, index + 1));
      const known = node[step];
      const child: JsonMap = isMap(known) ? known : {};
      node[step] = child;
      if (index < steps.length - 1 && set.has(prefix)) child['.'] = {};
      node = child;
    }
  }
  return root;
}

/** Reads the nested form back. Leaves are empty maps, `.` marks an item that is owned itself. */
export function fromFieldsV1(fields: unknown): FieldSet {
  const set: FieldSet = new Map();
  const walk = (node: unknown, steps: readonly string[]): void => {
    const names = isMap(node) ? Object.keys(node) : [];
    if (steps.length > 0 && (names.length === 0 || names.includes('.')))
      set.set(joined(steps), {steps, leaf: names.length === 0});
    if (isMap(node)) for (const name of names) if (name !== '.') walk(node[name], [...steps, name]);
  };
  walk(fields, []);
  return set;
}

/** True when the set has the path or anything below it. */
export function ownsWithin(set: FieldSet, key: string): boolean {
  if (set.has(key)) return true;
  for (const other of set.keys()) if (other.startsWith(key + SEPARATOR)) return true;
  return false;
}

/** A path as error messages print it: `.spec.template.spec.containers[name="x"].image`. */
export function printPath(steps: readonly string[]): string {
  return steps
    .map((step) => {
      if (step.startsWith('f:')) return `.${step.slice(2)}`;
      if (step.startsWith('v:')) return `[=${step.slice(2)}]`;
      const keys = JSON.parse(step.slice(2)) as JsonMap;
      return `[${Object.entries(keys)
        .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
        .join(',')}]`;
    })
    .join('');
}
