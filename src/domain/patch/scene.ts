import {at, textAt} from '../deploy/json.ts';
import {isPlaceholder} from '../token.ts';
import {sanitiseLine} from '../text.ts';
import type {YamlPath} from '../yaml-edit/edit-types.ts';
import type {FoundDelegate} from './find-in-source.ts';
import type {PatchEdit, PatchWishes, PlannedEdit} from './patch-types.ts';
import type {Source, SourceObject} from './source.ts';
import {findUpgraders, type Upgraders} from './upgraders.ts';

/** What rules look at. */
export interface Scene {
  readonly source: Source;
  readonly delegate: FoundDelegate;
  readonly delegates: readonly FoundDelegate[];
  readonly upgraders: Upgraders;
  readonly wishes: PatchWishes;
}

/** One part of a patch: what it would change. */
export type PatchRule = (scene: Scene) => readonly PlannedEdit[];

export const sceneOf = (parts: Omit<Scene, 'upgraders'>): Scene => ({
  ...parts,
  upgraders: findUpgraders(parts.source, parts.delegate, parts.delegates),
});

/** Text for people about a value of a file; `undefined` for what is not there. */
export function shownValue(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value === null || value === '') return '(empty)';
  return sanitiseLine(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''), {maxLength: 160});
}

/** A value of a secret, without telling it. */
export const hiddenValue = (value: unknown): string | undefined =>
  typeof value === 'string' && !isPlaceholder(value) ? '***' : shownValue(value);

interface Change {
  readonly code: string;
  readonly object: SourceObject;
  readonly path: YamlPath;
  readonly why: string;
  readonly edits: PlannedEdit['edits'];
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A planned change, with its place filled in. */
export const changeOf = (
  {source}: Scene,
  {code, object, path, why, edits, from, to}: Change,
): PlannedEdit => ({
  code,
  where: placeOf(source, object, path),
  ...(from === undefined ? {} : {from}),
  ...(to === undefined ? {} : {to}),
  why,
  edits,
});

const placeOf = (source: Source, object: SourceObject, path: YamlPath): PatchEdit['where'] => ({
  file: source.file,
  line: source.lineOf(object, path),
  kind: object.kind,
  name: object.name,
  field: fieldText(object.value, path),
});

/** `spec.template.spec.containers[delegate].image`: items of lists by their name, where they have one. */
export function fieldText(value: unknown, path: YamlPath): string {
  const words = path.map((key, depth) => {
    if (typeof key === 'string') return depth === 0 ? key : `.${key}`;
    const name = textAt(at(value, ...path.slice(0, depth + 1)), 'name');
    return `[${name === undefined ? key : sanitiseLine(name, {maxLength: 63})}]`;
  });
  return words.join('');
}

/** The address that `editYaml` takes of a part of an object. */
export const target = (object: SourceObject, path: YamlPath) => ({
  document: object.document,
  path: [...object.path, ...path],
});

/** Sets a single value, when it is another one. */
export function setChange(
  scene: Scene,
  {value, ...change}: Omit<Change, 'edits' | 'from' | 'to'> & {readonly value: string | number | boolean},
): PlannedEdit[] {
  const {object, path} = change;
  const old = at(object.value, ...path);
  if (old === value) return [];
  const edits = [{...target(object, path), kind: 'set' as const, value}];
  return [changeOf(scene, {...change, edits, from: shownValue(old), to: shownValue(value)})];
}

/** Objects of one kind in the namespace of the delegate. */
export const objectsBeside = ({source, delegate}: Scene, kind: string): SourceObject[] =>
  source.objects.filter((object) => object.kind === kind && object.namespace === delegate.namespace);

/** What the delegate is called in sentences. */
export const podSpecOf = ({delegate}: Pick<Scene, 'delegate'>): unknown =>
  at(delegate.object.value, 'spec', 'template', 'spec');

/** The name of the Service account that the delegate runs as. */
export const accountOf = (scene: Pick<Scene, 'delegate'>): string =>
  textAt(podSpecOf(scene), 'serviceAccountName') ?? textAt(podSpecOf(scene), 'serviceAccount') ?? 'default';
