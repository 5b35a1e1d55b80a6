import type {ApplyResult} from './apply-types.ts';

/** What the outcomes of the objects make of the whole. `failed`: whether kubectl was. */
export function applyState({
  objects,
  failed,
  conflicts,
}: Pick<ApplyResult, 'objects'> & {failed: boolean; conflicts: boolean}): ApplyResult['state'] {
  if (conflicts) return 'conflict';
  const some = (...outcomes: readonly string[]) => objects.some(({outcome}) => outcomes.includes(outcome));
  if (!failed) return some('absent') ? 'partial' : 'applied';
  if (some('unknown')) return 'unknown';
  return some('created', 'changed') ? 'partial' : 'failed';
}
