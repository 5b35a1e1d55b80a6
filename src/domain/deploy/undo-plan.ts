import {comparable} from './comparable.ts';
import {at, isObject, listAt, objectAt, textAt, type JsonObject} from './json.ts';
import type {ObjectOutcome, ObjectState} from './object-outcome.ts';
import {objectKey, type ObjectRef} from './object-ref.ts';

/** What an undo needs to know of one object. */
export interface UndoObject {
  readonly ref: ObjectRef;
  /**
   * `created`: by us; it had not been there. `changed`: by us, or perhaps; `before` says how it was. `unknown`:
   * nobody knows how it was.
   */
  readonly outcome: 'created' | 'changed' | 'unknown';
  /** Of the object that we created or changed. */
  readonly uid?: string;
  /** Ready to be applied. Absent when it may not be kept, as with Secrets in a saved run. */
  readonly before?: JsonObject;
  /**
   * Of one that was created while nobody looked, as it is now: by its looks an apply of ours made the object with
   * `uid`, or there is none.
   */
  readonly found?: 'ours' | 'none';
}

export interface UndoPlan {
  /** Applied again as they were, if they are still the ones that we changed. */
  readonly restore: readonly {readonly ref: ObjectRef; readonly value: JsonObject; readonly uid?: string}[];
  /** Deleted, if they are still the ones that we made. */
  readonly remove: readonly Removal[];
  /** Left as they are. */
  readonly keep: readonly Kept[];
}

export interface Kept {
  readonly ref: ObjectRef;
  readonly why: string;
  /** Something of what was applied may stay with it. */
  readonly isOurs: boolean;
  /** It was changed, and how it was before may not be written down. */
  readonly isLost?: true;
}

export interface Removal {
  readonly ref: ObjectRef;
  readonly uid: string;
  /** Why somebody should look at it before; a few words. */
  readonly note?: string;
}

/** Deleted after what depends on it. */
const LAST = ['ServiceAccount'];

/**
 * How to take an apply back. Namespaces are kept: with one goes everything that others put into it. `asks`: somebody
 * sees the plan before, and can say that what looks like ours is not.
 */
export function undoPlan(
  objects: readonly UndoObject[],
  {asks = false}: {readonly asks?: boolean} = {},
): UndoPlan {
  const created = objects.filter(({outcome}) => outcome === 'created');
  const changed = objects.filter(({outcome}) => outcome === 'changed');
  const removable = created.flatMap(({ref, uid, found}): Removal[] => {
    if (ref.kind === 'Namespace' || uid === undefined) return [];
    if (found === undefined) return [{ref, uid}];
    return found === 'ours' && asks ? [{ref, uid, note: LOOKS_OURS}] : [];
  });
  return {
    restore: changed.flatMap(({ref, before, uid}) =>
      before === undefined ? [] : [{ref, value: before, ...(uid === undefined ? {} : {uid})}],
    ),
    remove: removable.toReversed().sort((a, b) => LAST.indexOf(a.ref.kind) - LAST.indexOf(b.ref.kind)),
    keep: objects.flatMap((object) => {
      const kept = keptBecause(object, asks);
      if (kept === undefined) return [];
      const isLost = object.outcome === 'changed';
      return [{ref: object.ref, ...kept, ...(isLost ? {isLost: true as const} : {})}];
    }),
  };
}

const LOOKS_OURS = 'made by delegate-tui after this run began, but its uid was not read';

type Reason = Pick<Kept, 'why' | 'isOurs'>;
/** Something of what was applied stays with it, or nothing does. */
const staying = (why: string): Reason => ({why, isOurs: true});
const leaving = (why: string): Reason => ({why, isOurs: false});

function keptBecause({ref, outcome, uid, before, found}: UndoObject, asks: boolean): Reason | undefined {
  if (outcome === 'unknown') return staying('how it was before is not known');
  if (outcome === 'changed') return before === undefined ? staying(whyLost(ref)) : undefined;
  if (ref.kind === 'Namespace') return leaving('others may have put something into it');
  if (found === 'none') return leaving('it is not there; an apply that still goes on may make it yet');
  if (found === 'ours')
    return asks ? undefined : staying(`it was ${LOOKS_OURS}; undo in a terminal asks whether to delete it`);
  return uid === undefined ? staying('it is not certain that it is ours') : undefined;
}

/** What is written down of a run holds no secrets. */
const whyLost = ({kind}: ObjectRef): string =>
  kind === 'Secret'
    ? 'it keeps what this run put into it, for what a Secret held before is never written down'
    : 'it held a secret in the open, so how it was before was not written down';

/** What an apply did to one object, as far as an undo cares. */
export interface DoneToObject {
  readonly ref: ObjectRef;
  readonly outcome: ObjectOutcome;
  readonly uid?: string;
}

/** By `objectKey`, the objects before an apply. */
type Before = ReadonlyMap<string, ObjectState>;

/**
 * What there is to take back of an apply. Of what nobody saw the end of, what was there before can be put back.
 * Without `isOver` the apply goes on, and only what it has changed already is certain.
 */
export const undoObjects = (
  outcomes: readonly DoneToObject[],
  before: Before,
  {isOver = true}: {readonly isOver?: boolean} = {},
): UndoObject[] =>
  outcomes.flatMap(({ref, outcome, uid}): UndoObject[] => {
    if (outcome === 'unknown') return [undoUnseen(ref, before)];
    if (outcome === 'unchanged' || outcome === 'absent') return isOver ? [] : [undoUnseen(ref, before)];
    const known = before.get(objectKey(ref));
    // What we changed is not what we had looked at: somebody else made it meanwhile.
    if (outcome === 'changed' && before.has(objectKey(ref)) && !isSame(known, uid))
      return [{ref, outcome: 'unknown'}];
    return [
      {
        ref,
        outcome,
        ...(uid === undefined ? {} : {uid}),
        ...(outcome === 'changed' && isObject(known) ? {before: restorable(known)} : {}),
      },
    ];
  });

/** One that was read without a uid is taken at its name. */
const isSame = (known: ObjectState, uid: string | undefined): boolean => {
  const before = isObject(known) ? textAt(known, 'metadata', 'uid') : undefined;
  return isObject(known) && (before === undefined || uid === undefined || before === uid);
};

/**
 * What there is to take back of one object when nobody has seen what an apply did to it: what was there can be put
 * back; of what was not, nobody would know whether it is ours.
 */
export function undoUnseen(ref: ObjectRef, before: Before): UndoObject {
  const key = objectKey(ref);
  const known = before.has(key) ? before.get(key) : 'unknown';
  if (known === 'unknown') return {ref, outcome: 'unknown'};
  if (known === undefined) return {ref, outcome: 'created'};
  const uid = textAt(known, 'metadata', 'uid');
  return {ref, outcome: 'changed', ...(uid === undefined ? {} : {uid}), before: restorable(known)};
}

/** Kinds whose fields the server fills in and then lets nobody change. */
const SERVER_SPEC: Readonly<Record<string, readonly string[]>> = {
  Service: ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy', 'healthCheckNodePort'],
};

/** An object as it was read, ready to be applied again. */
function restorable(before: JsonObject): JsonObject {
  const value = comparable(before);
  return withoutSpec(value, SERVER_SPEC[textAt(value, 'kind') ?? ''] ?? []);
}

/**
 * What is to be applied of an object as it was, now that it is as it is: replicas that an autoscaler or a person has
 * set through the subresource, and that we have not taken over, are not ours to set back.
 */
export function withoutScaled(value: JsonObject, now: ObjectState): JsonObject {
  const isScaled = isObject(now) && listAt(now, 'metadata', 'managedFields').some(ownsReplicas);
  return isScaled ? withoutSpec(value, ['replicas']) : value;
}

const ownsReplicas = (entry: unknown): boolean =>
  textAt(entry, 'subresource') === 'scale' && at(entry, 'fieldsV1', 'f:spec', 'f:replicas') !== undefined;

function withoutSpec(value: JsonObject, dropped: readonly string[]): JsonObject {
  if (dropped.length === 0) return value;
  const spec = Object.entries(objectAt(value, 'spec')).filter(([key]) => !dropped.includes(key));
  return {...value, spec: Object.fromEntries(spec)};
}
