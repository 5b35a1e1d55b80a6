import {isMap} from '../objects.ts';
import {TYPES} from './types.ts';

/** How a field is merged and owned; see {@link TYPES}. */
export type Field = {
  type?: string;
  shape: 'plain' | 'map' | 'atomic' | 'atomic-list' | 'value-list' | 'keyed-list';
  keys: readonly string[];
};

const ANY: Field = {type: 'Any', shape: 'plain', keys: []};
const PLAIN: Field = {shape: 'plain', keys: []};

function parseField(word: string): [string, Field] {
  const [, name = '', type, mark = ''] = /^(\w+)(?::(\w+))?(\{\}|!|\[[^\]]*\])?$/.exec(word) ?? [];
  const typed = type === undefined ? {} : {type};
  if (mark === '{}') return [name, {...typed, shape: 'map', keys: []}];
  if (mark === '!') return [name, {...typed, shape: 'atomic', keys: []}];
  if (mark === '[]') return [name, {...typed, shape: 'atomic-list', keys: []}];
  if (mark === '[*]') return [name, {...typed, shape: 'value-list', keys: []}];
  if (mark !== '') return [name, {...typed, shape: 'keyed-list', keys: mark.slice(1, -1).split(',')}];
  return [name, {...typed, shape: 'plain', keys: []}];
}

const parsed: ReadonlyMap<string, ReadonlyMap<string, Field>> = new Map(
  Object.entries(TYPES).map(([type, words]) => [type, new Map(words.split(' ').map(parseField))]),
);
const ROOT_FIELDS: ReadonlyMap<string, Field> = new Map([
  ['apiVersion', PLAIN],
  ['kind', PLAIN],
  ['metadata', {type: 'ObjectMeta', shape: 'plain', keys: []}],
]);

/** The field of a type; undefined when the type is known and has no such field. Kinds also have the usual root. */
export function fieldOf(type: string | undefined, name: string): Field | undefined {
  const fields = parsed.get(type ?? 'Any');
  if (!fields) return ANY;
  return fields.get(name) ?? (type === 'ObjectMeta' ? undefined : rootField(type, name));
}

const rootField = (type: string | undefined, name: string): Field | undefined =>
  type !== undefined && ROOT_KINDS.has(type) ? ROOT_FIELDS.get(name) : undefined;

const ROOT_KINDS: ReadonlySet<string> = new Set(
  'Namespace ConfigMap Secret ServiceAccount Service Event ResourceQuota Node Pod Deployment ReplicaSet CronJob Job Role ClusterRole RoleBinding ClusterRoleBinding HorizontalPodAutoscaler ValidatingWebhookConfiguration'.split(
    ' ',
  ),
);

/** Paths of fields that the kind does not have, as the API server words them: `spec.replicaz`, `…containers[0].imag`. */
export function unknownFields(value: unknown, type: string): string[] {
  const found: string[] = [];
  const look = (here: unknown, typeName: string | undefined, path: string): void => {
    if (!isMap(here)) return;
    for (const [name, child] of Object.entries(here)) {
      const at = path === '' ? name : `${path}.${name}`;
      const field = fieldOf(typeName, name);
      if (!field) found.push(at);
      else if (Array.isArray(child))
        child.forEach((item, index) => look(item, field.type ?? 'Any', `${at}[${index}]`));
      else if (field.shape !== 'map') look(child, field.type ?? 'Any', at);
    }
  };
  look(value, type, '');
  return found;
}
