import {appliedObject, parseConflicts} from '../../domain/deploy/apply-output.ts';
import {objectKey, type ObjectRef} from '../../domain/deploy/object-ref.ts';
import {secretValues} from '../../domain/deploy/secret-values.ts';
import {applyState} from './apply/apply-state.ts';
import type {ApplyEvent, ApplyRequest, ApplyResult} from './apply/apply-types.ts';
import {findConflicts} from './apply/find-conflicts.ts';
import {readBack} from './apply/read-back.ts';
import {shelteredApply, type ApplyEnd} from './apply/sheltered-apply.ts';
import {passOn} from './pass-on.ts';

export type {ApplyEvent, ApplyRequest, ApplyResult} from './apply/apply-types.ts';

/** A second try when somebody else changed an object at the same moment. */
const TRIES = 2;

/**
 * Applies objects server-side, one event per object as the cluster takes it, and tells at the end what became of
 * each, read back from the cluster. Ctrl+C does not reach kubectl, and it goes on when the reader leaves;
 * `stop` alone ends it. Nothing of another manager is taken over without `force`: the result is then `conflict`.
 * Never throws.
 */
export async function* apply(request: ApplyRequest): AsyncGenerator<ApplyEvent, ApplyResult, undefined> {
  const {objects} = request;
  const secrets = [...(request.connection.secrets ?? []), ...secretValues(objects.map(({value}) => value))];
  const own: ApplyRequest = {...request, connection: {...request.connection, secrets}};
  const seen = new Set<string>();
  const isNew = (ref: ObjectRef) => !seen.has(objectKey(ref)) && seen.add(objectKey(ref));
  const refs = objects.map(({ref}) => ref);
  let end: ApplyEnd | undefined;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    end = yield* passOn(shelteredApply(own), (step): ApplyEvent | undefined => {
      if (step.type === 'quiet') return step;
      const ref = appliedObject(step.line, refs);
      return ref !== undefined && isNew(ref)
        ? {type: 'object', ref, done: seen.size, of: objects.length}
        : undefined;
    });
    if (end.failure?.kind !== 'conflict' || parseConflicts(end.stderr).length > 0) break;
  }
  return await resultOf(own, end as ApplyEnd, seen);
}

async function resultOf(
  request: ApplyRequest,
  end: ApplyEnd,
  seen: ReadonlySet<string>,
): Promise<ApplyResult> {
  const outcomes = await readBack(request);
  const refused = request.objects.filter(({ref}) => !seen.has(objectKey(ref)));
  const asked = end.failure !== undefined && parseConflicts(end.stderr).length > 0;
  const conflicts = asked ? await findConflicts(request, refused) : [];
  const {failure, stderr} = end;
  const lines = stderr.split('\n').filter((line) => line !== '');
  return {
    ...outcomes,
    state: applyState({...outcomes, failed: failure !== undefined, conflicts: conflicts.length > 0}),
    conflicts,
    warnings: lines.flatMap((line) => (line.startsWith('Warning: ') ? [line.slice('Warning: '.length)] : [])),
    errors: failure === undefined ? [] : lines.filter((line) => !line.startsWith('Warning: ')),
    ...(failure === undefined ? {} : {failure}),
  };
}
