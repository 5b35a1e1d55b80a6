import {objectKey, objectTitle} from '../domain/deploy/object-ref.ts';
import {sanitiseLine} from '../domain/text.ts';
import type {ObjectConflict} from '../services/kubectl/preflight.ts';

/** What becomes of an apply that nobody waits for. `held`: fields of others that it may not take over any more. */
export function leftWords(held: readonly ObjectConflict[] = []): string {
  if (held.length === 0) return 'The apply goes on by itself; nobody waits for it now.';
  const titles = new Map(held.map(({ref}) => [objectKey(ref), objectTitle(ref)]));
  const named = sanitiseLine([...titles.values()].join(', '), {maxLength: 300});
  return `What kubectl has begun goes on by itself; nobody waits for it now. It may leave out what others hold: ${named}. Apply again to take that over.`;
}
