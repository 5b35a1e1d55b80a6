import {isObject, listAt, numberAt, textAt, type JsonObject} from '../../../domain/deploy/json.ts';
import {objectOutcome, type ObjectState} from '../../../domain/deploy/object-outcome.ts';
import {objectKey} from '../../../domain/deploy/object-ref.ts';
import {FIELD_MANAGER} from '../field-manager.ts';
import {readObjects} from '../read-objects.ts';
import type {AppliedOutcome, ApplyRequest, ApplyResult} from './apply-types.ts';

const TRIES = 3;
const WAIT_MS = 1000;

/** What became of every object, by comparing before and after. Tries a few times; what it cannot see is `unknown`. */
export async function readBack({
  connection,
  objects,
  before,
}: Pick<ApplyRequest, 'connection' | 'objects' | 'before'>): Promise<
  Pick<ApplyResult, 'objects' | 'serverTime'>
> {
  const refs = objects.map(({ref}) => ref);
  let read = await readObjects({connection, refs});
  for (
    let attempt = 1;
    attempt < TRIES && read.failure !== undefined && read.failure.kind !== 'forbidden';
    attempt++
  ) {
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    read = await readObjects({connection, refs});
  }
  const stateIn = (states: ReadonlyMap<string, ObjectState>, key: string): ObjectState =>
    states.has(key) ? states.get(key) : 'unknown';
  const outcomes = refs.map((ref): AppliedOutcome => {
    const after = stateIn(read.states, objectKey(ref));
    return {
      ref,
      outcome: objectOutcome(stateIn(before, objectKey(ref)), after),
      ...(isObject(after) ? identity(after) : {}),
    };
  });
  const changed = outcomes.flatMap(({ref, outcome}) =>
    outcome === 'created' || outcome === 'changed' ? [read.states.get(objectKey(ref))] : [],
  );
  const times = changed.flatMap(ourTimes).toSorted((left, right) => (left < right ? -1 : 1));
  const serverTime = times.at(-1);
  return {objects: outcomes, ...(serverTime === undefined ? {} : {serverTime})};
}

function identity(object: JsonObject): Pick<AppliedOutcome, 'uid' | 'generation' | 'resourceVersion'> {
  const uid = textAt(object, 'metadata', 'uid');
  const generation = numberAt(object, 'metadata', 'generation');
  const resourceVersion = textAt(object, 'metadata', 'resourceVersion');
  return {
    ...(uid === undefined ? {} : {uid}),
    ...(generation === undefined ? {} : {generation}),
    ...(resourceVersion === undefined ? {} : {resourceVersion}),
  };
}

/** When we wrote an object, on the server's clock. */
const ourTimes = (object: ObjectState): string[] =>
  listAt(object, 'metadata', 'managedFields').flatMap((entry) => {
    const time = textAt(entry, 'time');
    return textAt(entry, 'manager') === FIELD_MANAGER && time !== undefined ? [time] : [];
  });
