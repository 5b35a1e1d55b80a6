import {listAt, textAt} from '../../domain/deploy/json.ts';
import type {ObjectState} from '../../domain/deploy/object-outcome.ts';
import {objectKey} from '../../domain/deploy/object-ref.ts';
import type {UndoPlan} from '../../domain/deploy/undo-plan.ts';
import type {KubectlFailure} from './classify-error.ts';
import {FIELD_MANAGER} from './field-manager.ts';
import type {Connection} from './kubectl-types.ts';
import type {ObjectConflict} from './preflight/check.ts';
import {readObjects} from './read-objects.ts';
import {tryObjects} from './try-objects.ts';

export interface UndoTrial {
  /** What others have set since our apply, and an undo would set back: to be asked for. */
  readonly conflicts: readonly ObjectConflict[];
  /** What others hold in name only: they have set nothing since. */
  readonly harmless: readonly ObjectConflict[];
  /** The server could not be asked. */
  readonly failure?: KubectlFailure;
}

/** Lets the server put everything back without keeping it, to see in whose way that is. Never throws. */
export async function undoConflicts(
  connection: Connection,
  {restore}: UndoPlan,
  signal?: AbortSignal,
): Promise<UndoTrial> {
  const stop = signal === undefined ? {} : {signal};
  const {trials, failure} = await tryObjects({connection, objects: restore, ...stop});
  const found = trials.flatMap((trial) =>
    trial.result === 'accepted' ? trial.conflicts.map((conflict) => ({...conflict, ref: trial.ref})) : [],
  );
  if (found.length === 0) return {conflicts: [], harmless: [], ...(failure === undefined ? {} : {failure})};
  const {states} = await readObjects({connection, refs: found.map(({ref}) => ref), ...stop});
  const isNew = ({ref, manager}: ObjectConflict) => hasSetSince(states.get(objectKey(ref)), manager);
  return {conflicts: found.filter(isNew), harmless: found.filter((conflict) => !isNew(conflict))};
}

/**
 * Whether a manager has written to an object since our last apply, or in the same second. Who set a Secret's `data` stays its manager when
 * we set `stringData`. Source: Kubernetes docs, server-side apply, "Field management".
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
