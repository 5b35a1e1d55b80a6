import {at, isObject, listAt, numberAt, textAt, type JsonObject} from '../../../domain/deploy/json.ts';
import {objectOutcome, type ObjectState} from '../../../domain/deploy/object-outcome.ts';
import {objectKey} from '../../../domain/deploy/object-ref.ts';
import {pauseFor} from '../../run/pause-for.ts';
import type {FailureKind} from '../classify-error.ts';
import {FIELD_MANAGER} from '../field-manager.ts';
import {readObjects} from '../read-objects.ts';
import type {AppliedOutcome, ApplyRequest, ApplyResult} from './apply-types.ts';

const TRIES = 3;
const WAIT_MS = 1000;
/** Asking again would bring nothing else. */
const FINAL: readonly FailureKind[] = ['forbidden', 'stopped'];

/**
 * What became of every object, by comparing before and after. Tries a few times; what it cannot see, or not before
 * `giveUp`, is `unknown`.
 */
export async function readBack({
  connection,
  objects,
  before,
  giveUp,
}: Pick<ApplyRequest, 'connection' | 'objects' | 'before' | 'giveUp'>): Promise<
  Pick<ApplyResult, 'objects' | 'serverTime'>
> {
  const refs = objects.map(({ref}) => ref);
  const request = {connection, refs, ...(giveUp === undefined ? {} : {signal: giveUp})};
  let read = await readObjects(request);
  for (
    let attempt = 1;
    attempt < TRIES && read.failure !== undefined && !FINAL.includes(read.failure.kind);
    attempt++
  ) {
    await pauseFor(WAIT_MS, giveUp);
    read = await readObjects(request);
  }
  const stateIn = (states: ReadonlyMap<string, ObjectState>, key: string): ObjectState =>
    states.has(key) ? states.get(key) : 'unknown';
  const outcomes = refs.map((ref): AppliedOutcome => {
    const after = stateIn(read.states, objectKey(ref));
    return {
      ref,
      outcome: objectOutcome({before: stateIn(before, objectKey(ref)), after, manager: FIELD_MANAGER}),
      ...(isObject(after) ? identity(after) : {}),
      ...(isObject(after) && ref.kind === 'Deployment' ? {template: at(after, 'spec', 'template')} : {}),
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
