import {comparable} from './comparable.ts';
import {isObject, listAt, objectAt, textAt, type JsonObject} from './json.ts';
import type {ObjectOutcome, ObjectState} from './object-outcome.ts';
import {objectKey, type ObjectRef} from './object-ref.ts';

/** What an undo needs to know of one object. */
export interface UndoObject {
  readonly ref: ObjectRef;
  /** `created`: by us; it had not been there. `changed`: by us; `before` says how it was. */
  readonly outcome: 'created' | 'changed';
  /** Of the object that we created or changed. */
  readonly uid?: string;
  /** Ready to be applied. Absent when it may not be kept, as with Secrets in a saved run. */
  readonly before?: JsonObject;
}

export interface UndoPlan {
  /** Applied again as they were. */
  readonly restore: readonly {readonly ref: ObjectRef; readonly value: JsonObject}[];
  /** Deleted, if they are still the ones that we made. */
  readonly remove: readonly {readonly ref: ObjectRef; readonly uid: string}[];
  /** Left as they are, with the reason. */
  readonly keep: readonly {readonly ref: ObjectRef; readonly why: string}[];
}

/** Source of the order: what depends on others goes first. */
const LAST = ['ServiceAccount', 'Namespace'];

/** How to take an apply back. Namespaces are kept: with one goes everything that others put into it. */
export function undoPlan(objects: readonly UndoObject[]): UndoPlan {
  const created = objects.filter(({outcome}) => outcome === 'created');
  const changed = objects.filter(({outcome}) => outcome === 'changed');
  const removable = created.flatMap(({ref, uid}) =>
    ref.kind === 'Namespace' || uid === undefined ? [] : [{ref, uid}],
  );
  return {
    restore: changed.flatMap(({ref, before}) => (before === undefined ? [] : [{ref, value: before}])),
    remove: removable.toReversed().sort((a, b) => LAST.indexOf(a.ref.kind) - LAST.indexOf(b.ref.kind)),
    keep: [
      ...changed.flatMap(({ref, before}) =>
        before === undefined ? [{ref, why: 'how it was before is not known any more'}] : [],
      ),
      ...created.flatMap(({ref, uid}) => {
        if (ref.kind === 'Namespace') return [{ref, why: 'others may have put something into it'}];
        return uid === undefined ? [{ref, why: 'it is not certain that it is ours'}] : [];
      }),
    ],
  };
}

/** What an apply did to one object, as far as an undo cares. */
export interface DoneToObject {
  readonly ref: ObjectRef;
  readonly outcome: ObjectOutcome;
  readonly uid?: string;
}

/** What there is to take back of an apply. `before`: by `objectKey`, the objects before it. */
export const undoObjects = (
  outcomes: readonly DoneToObject[],
  before: ReadonlyMap<string, ObjectState>,
): UndoObject[] =>
  outcomes.flatMap(({ref, outcome, uid}): UndoObject[] => {
    if (outcome !== 'created' && outcome !== 'changed') return [];
    const known = before.get(objectKey(ref));
    return [
      {
        ref,
        outcome,
        ...(uid === undefined ? {} : {uid}),
        ...(outcome === 'changed' && isObject(known) ? {before: restorable(known)} : {}),
      },
    ];
  });

/** Kinds whose fields the server fills in and then lets nobody change. */
const SERVER_SPEC: Readonly<Record<string, readonly string[]>> = {
  Service: ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy', 'healthCheckNodePort'],
};

/** Set through the subresource by an autoscaler or a person: not ours to set back. */
const isScaled = (before: JsonObject): boolean =>
  listAt(before, 'metadata', 'managedFields').some((entry) => textAt(entry, 'subresource') === 'scale');

/** An object as it was read, ready to be applied again. */
function restorable(before: JsonObject): JsonObject {
  const value = comparable(before);
  const dropped = [
    ...(SERVER_SPEC[textAt(value, 'kind') ?? ''] ?? []),
    ...(isScaled(before) ? ['replicas'] : []),
  ];
  if (dropped.length === 0) return value;
  const spec = Object.entries(objectAt(value, 'spec')).filter(([key]) => !dropped.includes(key));
  return {...value, spec: Object.fromEntries(spec)};
}
