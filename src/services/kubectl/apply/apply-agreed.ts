import {objectKey} from '../../../domain/deploy/object-ref.ts';
import {apply} from '../apply.ts';
import {FIELD_MANAGER} from '../field-manager.ts';
import {passOn} from '../pass-on.ts';
import type {ObjectConflict} from '../preflight/check.ts';
import type {ApplyEvent, ApplyRequest, ApplyResult} from './apply-types.ts';

export interface AgreedApply extends Omit<ApplyRequest, 'force'> {
  /** Fields of other managers that may be taken over. */
  readonly agreed: readonly ObjectConflict[];
}

/**
 * Applies, and takes over fields of other managers if all of them were agreed to; else the result is `conflict`, and
 * says which they are now. Each object is told once. Never throws.
 */
export async function* applyAgreed({
  agreed,
  ...request
}: AgreedApply): AsyncGenerator<ApplyEvent, ApplyResult, undefined> {
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
