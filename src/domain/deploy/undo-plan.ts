import {comparable} from './comparable.ts';
import {objectAt, textAt, type JsonObject} from './json.ts';
import type {ObjectRef} from './object-ref.ts';

/** What an undo needs to know of one object. */
export interface UndoObject {
  readonly ref: ObjectRef;
  /** `created`: by us; it had not been there. `changed`: by us; `before` says how it was. */
  readonly outcome: 'created' | 'changed';
  /** Of the object that we created or changed. */
  readonly uid?: string;
  /** Absent when it may not be kept, as with Secrets in a saved run. */
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
    restore: changed.flatMap(({ref, before}) =>
      before === undefined ? [] : [{ref, value: restorable(before)}],
    ),
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

/** Kinds whose fields the server fills in and then lets nobody change. */
const SERVER_SPEC: Readonly<Record<string, readonly string[]>> = {
  Service: ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy', 'healthCheckNodePort'],
};

/** An object as it was read, ready to be applied again. */
function restorable(before: JsonObject): JsonObject {
  const value = comparable(before);
  const dropped = SERVER_SPEC[textAt(value, 'kind') ?? ''];
  if (dropped === undefined) return value;
  const spec = Object.entries(objectAt(value, 'spec')).filter(([key]) => !dropped.includes(key));
  return {...value, spec: Object.fromEntries(spec)};
}
