import {isObject} from '../../domain/deploy/json.ts';
import {findKind} from '../../domain/deploy/kinds.ts';
import type {ObjectState} from '../../domain/deploy/object-outcome.ts';
import {objectKey, type ObjectRef} from '../../domain/deploy/object-ref.ts';
import type {UndoPlan} from '../../domain/deploy/undo-plan.ts';
import {privateDirectory} from '../run/private-directory.ts';
import {apply} from './apply.ts';
import type {AppliedOutcome} from './apply/apply-types.ts';
import {call, CALL_TIMEOUT_MS, rawPath} from './call.ts';
import type {Connection} from './kubectl-types.ts';
import {passOn} from './pass-on.ts';
import {readObjects} from './read-objects.ts';
import {forgetPatch, putTemplateBack} from './undo-template.ts';

/** What an undo did to one object. `gone`: it had been deleted already. */
export interface UndoRow {
  readonly ref: ObjectRef;
  readonly did: 'restored' | 'deleted' | 'kept' | 'gone' | 'failed';
  /** Why it was kept, or what went wrong; one sentence or empty. */
  readonly text: string;
  readonly next?: string;
}

export interface UndoResult {
  /** For all objects together. */
  readonly word: 'undone' | 'partial' | 'failed';
  /** What became of the objects that were applied again, and what they were like right before. */
  readonly restored: readonly AppliedOutcome[];
  readonly before: ReadonlyMap<string, ObjectState>;
  /** When it happened, on the server's clock. */
  readonly serverTime?: string;
}

export interface UndoRequest {
  readonly connection: Connection;
  readonly plan: UndoPlan;
  /** Ends it half-way. */
  readonly stop?: AbortSignal;
}

/**
 * Takes an apply back: applies what was changed as it was before, deletes what was created, each only if it is
 * still the very object that we made. One row per object. Never throws.
 */
export async function* undo({
  connection,
  plan,
  stop,
}: UndoRequest): AsyncGenerator<UndoRow, UndoResult, undefined> {
  const rows: UndoRow[] = [];
  const restored = yield* passOn(restore(connection, plan.restore, stop), (row) => {
    rows.push(row);
    return row;
  });
  for (const {ref, uid} of plan.remove) {
    if (stop?.aborted === true) break;
    const row = await remove(connection, {ref, uid});
    rows.push(row);
    yield row;
  }
  for (const {ref, why} of plan.keep) yield {ref, did: 'kept', text: sentence(why)};
  const done = rows.filter(({did}) => did !== 'failed' && did !== 'kept');
  const planned = plan.restore.length + plan.remove.length;
  const word = done.length === planned ? 'undone' : done.length === 0 ? 'failed' : 'partial';
  return {word, ...restored};
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

async function* restore(
  connection: Connection,
  objects: UndoPlan['restore'],
  stop: AbortSignal | undefined,
): AsyncGenerator<UndoRow, Omit<UndoResult, 'word'>, undefined> {
  if (objects.length === 0) return {restored: [], before: new Map()};
  const {states} = await readObjects({connection, refs: objects.map(({ref}) => ref)});
  const patched: ObjectRef[] = [];
  for (const {ref, value} of objects) {
    const now = states.get(objectKey(ref));
    if (ref.kind !== 'Deployment' || !isObject(now) || stop?.aborted === true) continue;
    if (await putTemplateBack({connection, ref, value, now})) patched.push(ref);
  }
  const running = apply({
    connection,
    objects,
    before: states,
    force: true,
    ...(stop === undefined ? {} : {stop}),
  });
  const restored = new Set<string>();
  const {
    failure,
    objects: outcomes,
    serverTime,
  } = yield* passOn(running, (event): UndoRow | undefined => {
    if (event.type !== 'object') return undefined;
    restored.add(objectKey(event.ref));
    return {ref: event.ref, did: 'restored', text: ''};
  });
  for (const {ref, outcome} of outcomes.filter((done) => !restored.has(objectKey(done.ref)))) {
    if (failure === undefined && outcome !== 'absent') yield {ref, did: 'restored', text: ''};
    else if (failure === undefined)
      yield {ref, did: 'failed', text: 'It is not there.', next: 'Apply again.'};
    else yield {ref, did: 'failed', text: failure.message, next: failure.next};
  }
  for (const ref of patched) await forgetPatch(connection, ref);
  return {restored: outcomes, before: states, ...(serverTime === undefined ? {} : {serverTime})};
}

/** Deletes an object if it still has the uid that it had. */
async function remove(
  connection: Connection,
  {ref, uid}: {readonly ref: ObjectRef; readonly uid: string},
): Promise<UndoRow> {
  const {group, version, name, namespace} = ref;
  const resource = findKind(group, ref.kind)?.resource;
  if (resource === undefined)
    return {
      ref,
      did: 'kept',
      text: `${ref.kind} is a kind of this cluster's own.`,
      next: `Delete it by hand: kubectl delete ${ref.kind} ${name}`,
    };
  const path = rawPath(connection.target.server, {
    group,
    version,
    resource,
    name,
    ...(namespace === undefined ? {} : {namespace}),
  });
  const directory = await privateDirectory();
  try {
    const options = {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      propagationPolicy: 'Background',
      preconditions: {uid},
    };
    const file = await directory.write('options.json', JSON.stringify(options));
    const {failure} = await call({
      connection,
      args: ['delete', '--raw', path, '-f', file],
      timeoutMs: CALL_TIMEOUT_MS.change,
    });
    if (failure === undefined) return {ref, did: 'deleted', text: ''};
    if (failure.kind === 'not-found') return {ref, did: 'gone', text: 'It was gone already.'};
    if (failure.kind === 'conflict') return {ref, did: 'kept', text: 'Somebody made a new one in its place.'};
    return {ref, did: 'failed', text: failure.message, next: failure.next};
  } finally {
    await directory.remove();
  }
}
