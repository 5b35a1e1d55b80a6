import {at} from '../domain/deploy/json.ts';
import {conclude} from '../domain/deploy/conclude.ts';
import type {DeployEvent, DeployOutcome} from '../domain/deploy/events.ts';
import {labelSelector} from '../domain/deploy/label-selector.ts';
import {objectKey} from '../domain/deploy/object-ref.ts';
import {undoPlan, type UndoObject, type UndoPlan} from '../domain/deploy/undo-plan.ts';
import {UNATTENDED, type WatchOptions} from '../domain/deploy/watch-options.ts';
import {shellWord} from '../domain/shell.ts';
import {sanitiseLine} from '../domain/text.ts';
import {passOn} from '../services/kubectl/pass-on.ts';
import {undo, type UndoResult, type UndoRow} from '../services/kubectl/undo.ts';
import type {RunRecord} from '../services/run-record.ts';
import type {DeployControls} from './controls.ts';
import type {RunPlace} from './deploy-types.ts';
import {endEvent, type EndRequest} from './end-event.ts';
import {follow, type FollowRequest} from './follow.ts';
import {containerOf, imageOf} from './image-of.ts';
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
  /** When the watch of what comes back ends; without a terminal and a settle window when not given. */
  readonly options?: WatchOptions;
}

const OPTIONS: WatchOptions = {...UNATTENDED, settleMs: 0};

type End = (facts: Omit<EndRequest, 'place' | 'afterMs'> & {readonly afterMs?: number}) => DeployEvent;

/**
 * Takes an apply back, and watches the revision before until it serves again. The last event is `end`. Throws only
 * what is a bug.
 */
export async function* undoRun(
  request: UndoRunRequest,
  controls: DeployControls,
): AsyncGenerator<DeployEvent, void, undefined> {
  const {connection, name, objects, record, runs} = request;
  const {target} = connection;
  const named = name === undefined ? {} : {name};
  const end: End = (facts) => endEvent({place: request, afterMs: 0, ...named, ...facts});
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
  if (result.word === 'undone' && record !== undefined && runs !== undefined)
    await journalOf(runs, record).write({phase: 'undone'});
  const done = countedRows(rows);
  const rollback = result.word === 'undone' ? rollbackOf(request, plan, result) : undefined;
  if (rollback !== undefined) return yield* watchRollback({request, rollback, done, end}, controls);
  const failed = rows.find(({did}) => did === 'failed');
  yield end({
    outcome: OUTCOMES[result.word],
    reason: `${done}.${failed === undefined ? '' : ` ${failed.text}`}`,
    ...(failed?.next === undefined ? {} : {next: [failed.next]}),
    ...(result.word === 'undone' ? exitCodeOf(request) : record === undefined ? {} : {run: record.id}),
  });
}

const exitCodeOf = ({afterDeploy = false}: UndoRunRequest): {exitCode?: number} =>
  afterDeploy ? {} : {exitCode: 0};

/** The rollout that an undo has started; none when the Deployment was deleted. */
function rollbackOf(
  request: UndoRunRequest,
  {restore}: UndoPlan,
  {restored, before, serverTime}: UndoResult,
): FollowRequest | undefined {
  const object = restore.find(({ref}) => ref.kind === 'Deployment');
  if (object === undefined) return undefined;
  const key = objectKey(object.ref);
  if (restored.find(({ref}) => objectKey(ref) === key)?.outcome === 'unknown') return undefined;
  const deployment = before.get(key);
  const container = containerOf(object.value);
  return {
    ...request,
    name: object.ref.name,
    selector: labelSelector(at(object.value, 'spec', 'selector')),
    options: request.options ?? OPTIONS,
    known: [
      {type: 'baseline', deployment: deployment === 'unknown' ? undefined : deployment},
      {
        type: 'applied',
        objects: restored.map(({ref, ...rest}) => ({...rest, kind: ref.kind, name: ref.name})),
        ...(serverTime === undefined ? {} : {serverTime}),
      },
    ],
    ...(container === undefined ? {} : {container}),
  };
}

interface Rollback {
  readonly request: UndoRunRequest;
  readonly rollback: FollowRequest;
  /** What the undo has done to the objects. */
  readonly done: string;
  readonly end: End;
}

async function* watchRollback(
  {request, rollback, done, end}: Rollback,
  controls: DeployControls,
): AsyncGenerator<DeployEvent, void, undefined> {
  const {outcome, view, afterMs} = yield* follow(rollback, controls);
  const {name} = rollback;
  const image = imageOf(request.objects.find(({ref}) => ref.kind === 'Deployment')?.before);
  const facts = {name, view, afterMs, ...(image === undefined ? {} : {image})};
  if (outcome === 'complete') {
    const revision = view.revision === '' ? '' : `, as revision ${view.revision}`;
    const serves = view.counts.desired === 0 ? 'is scaled to 0 again' : `serves again${revision}`;
    return yield end({
      ...facts,
      outcome: 'undone',
      reason: `${done}; ${sanitiseLine(name)} ${serves}.`,
      ...exitCodeOf(request),
    });
  }
  const {sentence} = conclude({...facts, outcome, practice: false, remembered: false});
  yield end({
    ...facts,
    outcome,
    reason: `Taken back (${done}), but the revision before does not serve yet. ${sentence}`,
    ...(request.practice === undefined ? {next: [seeIt(rollback)]} : {}),
  });
}

/** The record of a run that is taken back is closed, so it is looked at by its name. */
function seeIt({connection: {target}, name}: FollowRequest): string {
  const words = {context: target.context, namespace: target.namespace, name};
  const flags = Object.entries(words).map(([flag, word]) => `--${flag} ${shellWord(sanitiseLine(word))}`);
  return `See how it stands: npx delegate-tui status ${flags.join(' ')}`;
}

const OUTCOMES: Readonly<Record<UndoResult['word'], DeployOutcome>> = {
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
