import type {DeployEvent, DeployOutcome} from '../domain/deploy/events.ts';
import type {UndoResult, UndoRow} from '../services/kubectl/undo.ts';
import type {EndRequest} from './end-event.ts';
import type {UndoRunRequest} from './undo-request.ts';

/** What an undo has done to the objects. */
export interface Undone {
  readonly request: UndoRunRequest;
  readonly word: UndoResult['word'];
  readonly rows: readonly UndoRow[];
  readonly end: (facts: Omit<EndRequest, 'place' | 'afterMs'> & {readonly afterMs?: number}) => DeployEvent;
}

/** What is known of the rollout that it has started. */
type RollbackFacts = Omit<EndRequest, 'place' | 'outcome' | 'reason' | 'next'> & {readonly serves: string};

const OUTCOMES: Readonly<Record<UndoResult['word'], DeployOutcome>> = {
  undone: 'undone',
  left: 'detached',
  unknown: 'lost',
  partial: 'undone-in-part',
  failed: 'not-undone',
};

/** The end of an undo, by its rows. */
export function undoEnd(
  {request, word, rows, end}: Undone,
  {serves = '', ...facts}: Partial<RollbackFacts> = {},
): DeployEvent {
  const {afterDeploy = false} = request;
  const open = OPEN.map((did) => rows.find((row) => row.did === did && isOpen(row))).find(
    (row) => row !== undefined,
  );
  const mayGoOn = rows.some(({did}) => did === 'failed' || did === 'unknown') || word === 'left';
  const ends = endsOf(word, `${countedRows(rows)}${serves}`);
  return end({
    ...facts,
    outcome: OUTCOMES[word],
    reason:
      open === undefined || word === 'undone'
        ? ends
        : `${ends} ${open.ref.kind} ${open.ref.name}: ${open.text}`,
    ...(open?.next === undefined ? {} : {next: [open.next]}),
    ...(word === 'undone' ? (afterDeploy ? {} : {exitCode: 0}) : {}),
    commands: mayGoOn ? ['undo-rest'] : [],
  });
}

/** What is told first of what is not taken back. */
const OPEN: readonly UndoRow['did'][] = ['failed', 'unknown', 'kept'];

const isOpen = ({did, isOurs = false}: UndoRow): boolean =>
  did === 'failed' || did === 'unknown' || (did === 'kept' && isOurs);

function endsOf(word: UndoResult['word'], done: string): string {
  if (word === 'left') return `You stopped waiting: ${done}. What kubectl has begun goes on by itself.`;
  if (word === 'unknown') return `Not everything could be looked at: ${done}.`;
  return `${done}.`;
}

const WORDS: readonly UndoRow['did'][] = ['restored', 'deleted', 'gone', 'kept', 'failed', 'unknown'];

/** `3 restored, 8 deleted, 1 kept` */
export const countedRows = (rows: readonly UndoRow[]): string =>
  WORDS.map((word) => ({word, count: rows.filter(({did}) => did === word).length}))
    .filter(({count}) => count > 0)
    .map(({word, count}) => `${count} ${word}`)
    .join(', ');
