import type {DeployEvent, DeployOutcome} from '../domain/deploy/events.ts';
import {undoPlan, type UndoObject} from '../domain/deploy/undo-plan.ts';
import {passOn} from '../services/kubectl/pass-on.ts';
import {undo, type UndoRow} from '../services/kubectl/undo.ts';
import type {RunRecord} from '../services/run-record.ts';
import type {DeployControls} from './controls.ts';
import type {RunPlace} from './deploy-types.ts';
import {endEvent, type EndRequest} from './end-event.ts';
import {journalOf} from './journal.ts';
import {shownTarget, targetEvent} from './target-event.ts';

export interface UndoRunRequest extends RunPlace {
  /** Of the Deployment. */
  readonly name?: string;
  /** What to take back: of this process's session, which knows more, or of the record. */
  readonly objects: readonly UndoObject[];
  readonly record?: RunRecord;
  /** It ends a deploy that went wrong: the exit code says so. By itself an undo that works ends with 0. */
  readonly afterDeploy?: boolean;
}

/** Takes an apply back. The last event is `end`. Throws only what is a bug. */
export async function* undoRun(
  request: UndoRunRequest,
  controls: DeployControls,
): AsyncGenerator<DeployEvent, void, undefined> {
  const {connection, name, objects, record, runs} = request;
  const {target} = connection;
  const named = name === undefined ? {} : {name};
  const end = (facts: Omit<EndRequest, 'place' | 'afterMs'>): DeployEvent =>
    endEvent({place: request, afterMs: 0, ...named, ...facts});
  yield targetEvent(request, name);
  const plan = undoPlan(objects);
  const refsOf = (list: readonly {readonly ref: UndoObject['ref']}[]) => list.map(({ref}) => ref);
  if (plan.restore.length + plan.remove.length === 0)
    return yield end({outcome: 'refused', reason: 'There is nothing that could be taken back.'});
  const agreed = await controls.confirmUndo({
    target: shownTarget(target),
    restore: refsOf(plan.restore),
    remove: refsOf(plan.remove),
    keep: plan.keep,
  });
  if (!agreed) return yield end({outcome: 'declined'});

  const rows: UndoRow[] = [];
  const {breakOff} = controls;
  const running = undo({connection, plan, ...(breakOff === undefined ? {} : {stop: breakOff})});
  const result = yield* passOn(running, (row): DeployEvent => {
    rows.push(row);
    return {type: 'undo', ref: row.ref, outcome: row.did, ...(row.text === '' ? {} : {reason: row.text})};
  });
  const outcome = OUTCOMES[result];
  if (outcome === 'undone' && record !== undefined && runs !== undefined)
    await journalOf(runs, record).write({phase: 'undone'});
  const failed = rows.find(({did}) => did === 'failed');
  yield end({
    outcome,
    reason: `${countedRows(rows)}.${failed === undefined ? '' : ` ${failed.text}`}`,
    ...(failed?.next === undefined ? {} : {next: [failed.next]}),
    ...(outcome === 'undone' && !request.afterDeploy ? {exitCode: 0} : {}),
  });
}

const OUTCOMES: Readonly<Record<'undone' | 'partial' | 'failed', DeployOutcome>> = {
  undone: 'undone',
  partial: 'undone-in-part',
  failed: 'not-undone',
};

const WORDS: readonly UndoRow['did'][] = ['restored', 'deleted', 'gone', 'kept', 'failed'];

/** `3 restored, 8 deleted, 1 kept` */
const countedRows = (rows: readonly UndoRow[]): string =>
  WORDS.map((word) => ({word, count: rows.filter(({did}) => did === word).length}))
    .filter(({count}) => count > 0)
    .map(({word, count}) => `${count} ${word}`)
    .join(', ');
