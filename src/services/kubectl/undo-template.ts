import {isDeepStrictEqual} from 'node:util';
import {at, listAt, textAt, type JsonObject} from '../../domain/deploy/json.ts';
import type {ObjectRef} from '../../domain/deploy/object-ref.ts';
import {handText} from '../run/handed-text.ts';
import {call, CALL_TIMEOUT_MS} from './call.ts';
import {diskFailure} from './disk-failure.ts';
import {FIELD_MANAGER} from './field-manager.ts';
import type {Connection} from './kubectl-types.ts';
import {readOne} from './read-objects.ts';

export interface TemplateRequest {
  readonly connection: Connection;
  /** A Deployment, as it was before, and as it is now. */
  readonly ref: ObjectRef;
  readonly value: JsonObject;
  readonly now: JsonObject;
}

/**
 * Puts the pod template of a Deployment back to the letter, so that the pods of the revision before go on. An apply
 * alone does not: it takes away only what it had set, and leaves what the server derived from that, such as the old
 * name of the service account. False when there was nothing to do, or when it failed: the apply that follows says
 * why then. Never throws.
 */
export async function putTemplateBack({connection, ref, value, now}: TemplateRequest): Promise<boolean> {
  const template = at(value, 'spec', 'template');
  if (template === undefined || isDeepStrictEqual(template, at(now, 'spec', 'template'))) return false;
  return await jsonPatch(connection, ref, [{op: 'replace', path: '/spec/template', value: template}]);
}

/**
 * To be called after the apply that follows. The patch has made us an owner for the second time, as somebody who
 * updates; our own next apply would be in conflict with that. Source: Kubernetes docs, server-side apply,
 * "Clearing managedFields". Never throws.
 */
export async function forgetPatch(connection: Connection, ref: ObjectRef): Promise<void> {
  const {state} = await readOne({connection, ref});
  const index = listAt(state, 'metadata', 'managedFields').findIndex(
    (entry) =>
      textAt(entry, 'manager') === FIELD_MANAGER &&
      textAt(entry, 'operation') === 'Update' &&
      at(entry, 'subresource') === undefined,
  );
  if (index === -1) return;
  const path = `/metadata/managedFields/${index}`;
  await jsonPatch(connection, ref, [
    {op: 'test', path: `${path}/manager`, value: FIELD_MANAGER},
    {op: 'test', path: `${path}/operation`, value: 'Update'},
    {op: 'remove', path},
  ]);
}

async function jsonPatch(
  connection: Connection,
  {version, group, name}: ObjectRef,
  steps: readonly object[],
): Promise<boolean> {
  try {
    const patch = await handText(JSON.stringify(steps));
    try {
      const {ok} = await call({
        connection,
        args: [
          'patch',
          '--type=json',
          `--patch-file=${patch.path}`,
          `--field-manager=${FIELD_MANAGER}`,
          '-o=name',
          '--',
          `deployments.${version}.${group}`,
          name,
        ],
        descriptors: patch.descriptors,
        timeoutMs: CALL_TIMEOUT_MS.change,
      });
      return ok;
    } finally {
      await patch.close();
    }
  } catch (error) {
    // No room for the patch: the apply that follows has none either, and says so.
    diskFailure(error);
    return false;
  }
}
