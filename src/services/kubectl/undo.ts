import {findKind} from '../../domain/deploy/kinds.ts';
import {objectKey, type ObjectRef} from '../../domain/deploy/object-ref.ts';
import type {UndoPlan} from '../../domain/deploy/undo-plan.ts';
import {privateDirectory} from '../run/private-directory.ts';
import {apply} from './apply.ts';
import {call, CALL_TIMEOUT_MS, rawPath} from './call.ts';
import type {Connection} from './kubectl-types.ts';
import {passOn} from './pass-on.ts';
import {readObjects} from './read-objects.ts';

/** What an undo did to one object. `gone`: it had been deleted already. */
export interface UndoRow {
  readonly ref: ObjectRef;
  readonly did: 'restored' | 'deleted' | 'kept' | 'gone' | 'failed';
  /** Why it was kept, or what went wrong; one sentence or empty. */
  readonly text: string;
  readonly next?: string;
}

export interface UndoRequest {
  readonly connection: Connection;
  readonly plan: UndoPlan;
  /** Ends it half-way. */
  readonly stop?: AbortSignal;
}

/**
 * Takes an apply back: applies what was changed as it was before, deletes what was created, each only if it is
 * still the very object that we made. One row per object; the returned word is for all of them. Never throws.
 */
export async function* undo({
  connection,
  plan,
  stop,
}: UndoRequest): AsyncGenerator<UndoRow, 'undone' | 'partial' | 'failed', undefined> {
  const rows: UndoRow[] = [];
  for await (const row of restore(connection, plan.restore, stop)) {
    rows.push(row);
    yield row;
  }
  for (const {ref, uid} of plan.remove) {
    if (stop?.aborted === true) break;
    const row = await remove(connection, {ref, uid});
    rows.push(row);
    yield row;
  }
  for (const {ref, why} of plan.keep) yield {ref, did: 'kept', text: `It is kept: ${why}.`};
  const done = rows.filter(({did}) => did !== 'failed' && did !== 'kept');
  const planned = plan.restore.length + plan.remove.length;
  if (done.length === planned) return 'undone';
  return done.length === 0 ? 'failed' : 'partial';
}

async function* restore(
  connection: Connection,
  objects: UndoPlan['restore'],
  stop: AbortSignal | undefined,
): AsyncGenerator<UndoRow, void, undefined> {
  if (objects.length === 0) return;
  const {states} = await readObjects({connection, refs: objects.map(({ref}) => ref)});
  const running = apply({
    connection,
    objects,
    before: states,
    force: true,
    ...(stop === undefined ? {} : {stop}),
  });
  const restored = new Set<string>();
  const {failure, objects: outcomes} = yield* passOn(running, (event): UndoRow | undefined => {
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
      text: `It is kept: ${ref.kind} is a kind of this cluster's own.`,
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
    if (failure.kind === 'conflict')
      return {ref, did: 'kept', text: 'It is kept: somebody made a new one in its place.'};
    return {ref, did: 'failed', text: failure.message, next: failure.next};
  } finally {
    await directory.remove();
  }
}
