import {at, textAt} from '../../domain/deploy/json.ts';
import {findKind} from '../../domain/deploy/kinds.ts';
import {kubectlCommand} from '../../domain/deploy/kubectl-command.ts';
import type {ObjectRef} from '../../domain/deploy/object-ref.ts';
import {privateDirectory} from '../run/private-directory.ts';
import {call, CALL_TIMEOUT_MS, rawPath} from './call.ts';
import type {KubectlFailure} from './classify-error.ts';
import {diskFailure} from './disk-failure.ts';
import type {Connection} from './kubectl-types.ts';
import {readOne} from './read-objects.ts';
import {anotherOne, type UndoRow} from './undo-rows.ts';

interface Ours {
  readonly ref: ObjectRef;
  readonly uid: string;
}

/** Deletes an object if it still has the uid that it had. What is said of it is what the cluster has. Never throws. */
export async function removeOurs(connection: Connection, ours: Ours): Promise<UndoRow> {
  const {ref} = ours;
  const {group, kind, name, namespace} = ref;
  const resource = findKind(group, kind)?.resource;
  if (resource === undefined) {
    const {context} = connection.target;
    const place = {context, ...(namespace === undefined ? {} : {namespace})};
    const byHand = kubectlCommand(place, 'delete', group === '' ? kind : `${kind}.${group}`, name);
    return {
      ref,
      did: 'kept',
      isOurs: true,
      text: `${kind} is a kind of this cluster's own.`,
      next: `Delete it by hand: ${byHand}`,
    };
  }
  const failure = await deleted(connection, ours, resource);
  if (failure === undefined) return {ref, did: 'deleted', text: ''};
  if (failure.kind === 'not-found') return {ref, did: 'gone', text: 'It was gone already.'};
  if (failure.kind === 'conflict') return anotherOne(ref);
  return await lookedAt(connection, ours, failure);
}

async function deleted(
  connection: Connection,
  {ref: {group, version, name, namespace}, uid}: Ours,
  resource: string,
): Promise<KubectlFailure | undefined> {
  const place = {group, version, resource, name, ...(namespace === undefined ? {} : {namespace})};
  const path = rawPath(connection.target.server, place);
  const options = {
    kind: 'DeleteOptions',
    apiVersion: 'v1',
    propagationPolicy: 'Background',
    preconditions: {uid},
  };
  try {
    const directory = await privateDirectory();
    try {
      const file = await directory.write('options.json', JSON.stringify(options));
      const args = ['delete', '--raw', path, '-f', file];
      return (await call({connection, args, timeoutMs: CALL_TIMEOUT_MS.change})).failure;
    } finally {
      await directory.remove();
    }
  } catch (error) {
    return diskFailure(error);
  }
}

/** The answer may have been lost after the deed. */
async function lookedAt(
  connection: Connection,
  {ref, uid}: Ours,
  {message, next}: KubectlFailure,
): Promise<UndoRow> {
  const {state} = await readOne({connection, ref});
  if (state === undefined) return {ref, did: 'deleted', text: ''};
  if (state === 'unknown') return {ref, did: 'unknown', text: message, next};
  if (textAt(state, 'metadata', 'uid') !== uid) return anotherOne(ref);
  const isEnding = at(state, 'metadata', 'deletionTimestamp') !== undefined;
  return isEnding ? {ref, did: 'deleted', text: ''} : {ref, did: 'failed', text: message, next};
}
