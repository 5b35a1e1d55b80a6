import type {ObjectRef} from '../../domain/deploy/object-ref.ts';

/** What an undo did to one object. `gone`: it had been deleted already. */
export interface UndoRow {
  readonly ref: ObjectRef;
  readonly did: 'restored' | 'deleted' | 'kept' | 'gone' | 'failed' | 'unknown';
  /** Of one that was kept: something of what was applied stays with it. */
  readonly isOurs?: boolean;
  /** Why it was kept, or what went wrong; one sentence or empty. */
  readonly text: string;
  readonly next?: string;
}

/** Nothing is done to an object that somebody else made under the name of ours. */
export const anotherOne = (ref: ObjectRef): UndoRow => ({
  ref,
  did: 'kept',
  isOurs: true,
  text: 'Somebody made a new one in its place.',
  next: 'Ask whose it is before you change it by hand.',
});

/**
 * `left`: nobody waited for the end. `unknown`: nobody knows what became of some. `partial`: some of what was applied
 * is still there; `failed`: all of it.
 */
export type UndoWord = 'undone' | 'left' | 'unknown' | 'partial' | 'failed';

const DONE: readonly UndoRow['did'][] = ['restored', 'deleted', 'gone'];

/** What the rows come to. */
export function undoWord(rows: readonly UndoRow[], isLeft: boolean): UndoWord {
  const isOpen = ({did, isOurs = false}: UndoRow): boolean =>
    did === 'failed' || did === 'unknown' || (did === 'kept' && isOurs);
  if (!rows.some(isOpen)) return 'undone';
  if (isLeft) return 'left';
  if (rows.some(({did}) => did === 'unknown')) return 'unknown';
  return rows.some(({did}) => DONE.includes(did)) ? 'partial' : 'failed';
}
