import {at, listAt, sameJson, textAt, type JsonObject} from '../../domain/deploy/json.ts';
import type {ObjectState} from '../../domain/deploy/object-outcome.ts';
import {objectKey, type ObjectRef} from '../../domain/deploy/object-ref.ts';
import {withoutScaled, type UndoPlan} from '../../domain/deploy/undo-plan.ts';
import {sanitiseLine} from '../../domain/text.ts';
import type {KubectlFailure} from './classify-error.ts';
import {FIELD_MANAGER} from './field-manager.ts';
import type {Connection} from './kubectl-types.ts';
import type {ObjectConflict} from './preflight/check.ts';
import {readObjects} from './read-objects.ts';
import {conflictsIn, tryObjects} from './try-objects.ts';

export interface UndoTrial {
  /** What others have set since our apply, and an undo would set back: to be asked for. */
  readonly conflicts: readonly ObjectConflict[];
  /** What others hold in name only: they have set nothing since. */
  readonly harmless: readonly ObjectConflict[];
  /** The server could not be asked. */
  readonly failure?: KubectlFailure;
}

export interface UndoTrialRequest {
  readonly connection: Connection;
  readonly plan: UndoPlan;
  /** The end of the apply that is taken back, on the server's clock; not known, later ones of ours are not seen. */
  readonly since?: string;
  readonly signal?: AbortSignal;
}

/** Lets the server put everything back without keeping it, to see in whose way that is. Never throws. */
export async function undoConflicts({
  connection,
  plan: {restore, remove},
  since,
  signal,
}: UndoTrialRequest): Promise<UndoTrial> {
  const stop = signal === undefined ? {} : {signal};
  const planned = [...restore, ...remove];
  const {states} = await readObjects({connection, refs: planned.map(({ref}) => ref), ...stop});
  const stateOf = (ref: ObjectRef): ObjectState =>
    states.has(objectKey(ref)) ? states.get(objectKey(ref)) : 'unknown';
  const objects = restore.map(({ref, value}) => ({ref, value: withoutScaled(value, stateOf(ref))}));
  const {trials, failure} = await tryObjects({connection, objects, ...stop});
  const found = conflictsIn(trials);
  const isNew = ({ref, manager}: ObjectConflict) => hasSetSince(stateOf(ref), manager);
  const conflicts = [
    ...planned.flatMap(({ref, uid}) => ofOurs(ref, stateOf(ref), {since, uid})),
    ...found.filter(isNew),
    ...restore
      .flatMap(({ref, value}) => inTemplate(ref, {value, now: stateOf(ref)}))
      .filter((one) => !isAmong(found, one)),
  ];
  return {
    conflicts,
    harmless: found.filter((conflict) => !isNew(conflict)),
    ...(found.length > 0 || failure === undefined ? {} : {failure}),
  };
}

const isAmong = (found: readonly ObjectConflict[], {ref, manager}: ObjectConflict): boolean =>
  found.some((one) => one.manager === manager && objectKey(one.ref) === objectKey(ref));

/** The server takes what we have applied ourselves for ours to set back, also what a later run did. */
function ofOurs(
  ref: ObjectRef,
  now: ObjectState,
  {since, uid}: {readonly since: string | undefined; readonly uid: string | undefined},
): ObjectConflict[] {
  const last = timesOf(now, FIELD_MANAGER).at(-1);
  const isThat = uid === undefined || textAt(now, 'metadata', 'uid') === uid;
  return since !== undefined && last !== undefined && last > since && isThat
    ? [{ref, manager: `${FIELD_MANAGER}, after that run`, field: 'everything'}]
    : [];
}

/** The pod template is put back to the letter, so also what others have only added to it since would go. */
const inTemplate = (
  ref: ObjectRef,
  {value, now}: {readonly value: JsonObject; readonly now: ObjectState},
): ObjectConflict[] =>
  ref.kind !== 'Deployment' || sameJson(at(value, 'spec', 'template'), at(now, 'spec', 'template'))
    ? []
    : listAt(now, 'metadata', 'managedFields').flatMap((entry): ObjectConflict[] => {
        const manager = textAt(entry, 'manager') ?? '';
        const isSet = at(entry, 'fieldsV1', 'f:spec', 'f:template') !== undefined;
        return isSet && hasSetSince(now, manager)
          ? [{ref, manager: sanitiseLine(manager, {maxLength: 128}), field: '.spec.template'}]
          : [];
      });

/**
 * Whether a manager has written to an object since our last apply, or in the same second. Who set a Secret's `data`
 * stays its manager when we set `stringData`. Source: Kubernetes docs, server-side apply, "Field management".
 */
function hasSetSince(object: ObjectState, manager: string): boolean {
  if (manager === FIELD_MANAGER) return false;
  const ours = timesOf(object, FIELD_MANAGER).at(-1);
  const theirs = timesOf(object, manager).at(-1);
  return ours === undefined || theirs === undefined || theirs >= ours;
}

/** RFC 3339 in UTC, without fractions: they sort as text. */
const timesOf = (object: ObjectState, manager: string): string[] =>
  listAt(object, 'metadata', 'managedFields')
    .flatMap((entry) => {
      const time = textAt(entry, 'time');
      const isOf = textAt(entry, 'manager') === manager && textAt(entry, 'subresource') === undefined;
      return isOf && time !== undefined ? [time] : [];
    })
    .toSorted();
