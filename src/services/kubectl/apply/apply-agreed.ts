import {objectKey} from '../../../domain/deploy/object-ref.ts';
import {apply} from '../apply.ts';
import {FIELD_MANAGER} from '../field-manager.ts';
import {passOn} from '../pass-on.ts';
import type {ObjectConflict} from '../preflight/check.ts';
import {conflictsIn, tryObjects} from '../try-objects.ts';
import type {ApplyEvent, ApplyRequest, ApplyResult} from './apply-types.ts';

export interface AgreedApply extends Omit<ApplyRequest, 'force'> {
  /** Fields of other managers that may be taken over. */
  readonly agreed: readonly ObjectConflict[];
}

/**
 * Whether it is certain that all that stands in the way was agreed to, so that one call can apply everything. Changes
 * nothing. Never throws.
 */
export async function mayTakeOver(
  {connection, objects, agreed}: AgreedApply,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (agreed.length === 0) return false;
  const {trials} = await tryObjects({connection, objects, ...(signal === undefined ? {} : {signal})});
  // What the server did not answer for may have others in the way that nobody has seen.
  if (trials.length < objects.length || trials.some(({result}) => result === 'refused')) return false;
  const conflicts = conflictsIn(trials);
  return conflicts.length > 0 && areAgreed(conflicts, agreed);
}

/**
 * Applies, and takes over fields of other managers if all of them were agreed to; else the result is `conflict`, and
 * says which they are now. Each object is told once. `atOnce`: `mayTakeOver` has just said yes, and one call does it
 * all, so that nothing is left out when nobody waits for its end. Never throws.
 */
export async function* applyAgreed({
  agreed,
  atOnce = false,
  ...request
}: AgreedApply & {readonly atOnce?: boolean}): AsyncGenerator<ApplyEvent, ApplyResult, undefined> {
  if (atOnce) return yield* apply({...request, force: true});
  const told = new Set<string>();
  const onlyNew = (event: ApplyEvent): ApplyEvent | undefined => {
    if (event.type === 'quiet') return event;
    if (told.has(objectKey(event.ref))) return undefined;
    told.add(objectKey(event.ref));
    return {...event, done: told.size};
  };
  const first = yield* passOn(apply({...request, force: false}), onlyNew);
  if (first.state !== 'conflict' || !areAgreed(first.conflicts, agreed)) return first;
  const second = yield* passOn(apply({...request, force: true}), onlyNew);
  return {...second, warnings: [...new Set([...first.warnings, ...second.warnings])]};
}

const nameOf = ({ref, manager, field}: ObjectConflict): string =>
  JSON.stringify([objectKey(ref), manager, field]);

/** What we have set by another way is ours already. */
function areAgreed(conflicts: readonly ObjectConflict[], agreed: readonly ObjectConflict[]): boolean {
  const known = new Set(agreed.map(nameOf));
  return conflicts.every((conflict) => conflict.manager === FIELD_MANAGER || known.has(nameOf(conflict)));
}
