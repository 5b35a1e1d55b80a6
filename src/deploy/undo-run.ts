import {conclude} from '../domain/deploy/conclude.ts';
import type {DeployEvent} from '../domain/deploy/events.ts';
import {at} from '../domain/deploy/json.ts';
import {labelSelector} from '../domain/deploy/label-selector.ts';
import {keptAdvice} from '../domain/deploy/kept-advice.ts';
import {objectKey, objectTitle} from '../domain/deploy/object-ref.ts';
import {statusCommand} from '../domain/deploy/run-advice.ts';
import {secretValues} from '../domain/deploy/secret-values.ts';
import {undoPlan, type UndoPlan} from '../domain/deploy/undo-plan.ts';
import {UNATTENDED, type WatchOptions} from '../domain/deploy/watch-options.ts';
import {sanitiseLine} from '../domain/text.ts';
import type {Connection} from '../services/kubectl/kubectl-types.ts';
import {passOn} from '../services/kubectl/pass-on.ts';
import {undo, type UndoRequest, type UndoResult, type UndoRow} from '../services/kubectl/undo.ts';
import {listRuns} from '../services/run-record.ts';
import {agreeToUndo} from './agree-to-undo.ts';
import type {DeployControls} from './controls.ts';
import {endEvent} from './end-event.ts';
import {follow, type FollowRequest} from './follow.ts';
import {containerOf, imageOf} from './image-of.ts';
import {journalOf} from './journal.ts';
import {lookAtMade} from './look-at-made.ts';
import {targetEvent} from './target-event.ts';
import {countedRows, undoEnd, type Undone} from './undo-end.ts';
import type {UndoRunRequest} from './undo-request.ts';
import {unwritten} from './unwritten.ts';

const OPTIONS: WatchOptions = {...UNATTENDED, settleMs: 0};

/**
 * Takes an apply back, and watches the revision before until it serves again. The last event is `end`. Throws only
 * what is a bug.
 */
export async function* undoRun(
  asked: UndoRunRequest,
  controls: DeployControls,
): AsyncGenerator<DeployEvent, void, undefined> {
  const request = {...asked, connection: withoutSecretsOf(asked)};
  const {connection, name, objects, record, runs} = request;
  const named = name === undefined ? {} : {name};
  const run = record === undefined ? {} : {run: record.id};
  // What is usual after such an outcome would lead back to the rollout, and not to the undo.
  const end: Undone['end'] = (facts) =>
    endEvent({place: request, afterMs: 0, commands: [], ...named, ...run, ...facts});
  yield targetEvent(request, name);
  if (record?.phase === 'applying') yield {type: 'notice', level: 'info', text: UNSEEN};
  const {asks = false} = request;
  const since = record === undefined ? {} : {since: record.started};
  const looked = yield* lookAtMade({connection, objects, ...since}, controls);
  const plan = undoPlan(looked, {asks});
  yield* keptNotices(plan, connection);
  const consent = yield* agreeToUndo({connection, plan, ...(await endOfApply(request))}, controls);
  if ('outcome' in consent) return yield end(consent);

  const rows: UndoRow[] = [];
  const running = undo({connection, plan, agreed: consent.agreed, ...stopsOf(controls)});
  const result = yield* passOn(running, (row): DeployEvent => {
    rows.push(row);
    return {type: 'undo', ref: row.ref, outcome: row.did, ...(row.text === '' ? {} : {reason: row.text})};
  });
  const isLeftForLater = !asks && looked.some(({found}) => found === 'ours');
  const isAllThatCanBe = !isLeftForLater && rows.every(({did}) => did !== 'failed' && did !== 'unknown');
  if (isAllThatCanBe && SETTLED.includes(result.word) && record !== undefined && runs !== undefined)
    yield* unwritten('undone', await journalOf(runs, record).write({phase: 'undone', ...writtenAt(result)}));
  // Once more, what this undo has put back is not taken for another run's.
  else if (result.serverTime !== undefined && record !== undefined && runs !== undefined)
    await journalOf(runs, record).write(writtenAt(result));
  const undone: Undone = {request, word: result.word, rows, end};
  const rollback = SETTLED.includes(result.word) ? rollbackOf(request, plan, {...result, rows}) : undefined;
  if (rollback !== undefined) return yield* watchRollback(undone, rollback, controls);
  yield undoEnd(undone);
}

const UNSEEN =
  'The apply of this run was not seen to its end. What was there before is put back; what is new is deleted only if it is certain to be of this run, or somebody has seen it and agrees.';

const writtenAt = ({serverTime}: UndoResult): {readonly serverTime?: string} =>
  serverTime === undefined ? {} : {serverTime};

/**
 * What was written later came from another run; where nobody saw the end of the apply, perhaps from this one. Later
 * runs that are taken back already have left their stamps, too.
 */
async function endOfApply({record, runs}: UndoRunRequest): Promise<{readonly since?: string}> {
  if (record?.serverTime === undefined || record.phase === 'applying') return {};
  const {name} = record.deployment;
  const all = runs === undefined ? [] : (await listRuns(runs)).runs;
  const undone = all.filter((run) => run.phase === 'undone' && run.deployment.name === name);
  const times = [record, ...undone].flatMap(({serverTime}) => (serverTime === undefined ? [] : [serverTime]));
  return {since: times.toSorted().at(-1) ?? record.serverTime};
}

/** What cannot be put back is said before, with what to do about it. */
function* keptNotices({keep}: UndoPlan, {target}: Connection): Generator<DeployEvent, void, undefined> {
  for (const {ref, why, isLost} of keep) {
    if (isLost !== true) continue;
    const text = `${sanitiseLine(objectTitle(ref))} cannot be put back: ${why}.`;
    yield {type: 'notice', level: 'warning', text, next: keptAdvice(ref, target)};
  }
}

/** Nothing is going on any more, and some of it may be left. */
const SETTLED: readonly UndoResult['word'][] = ['undone', 'partial'];

function withoutSecretsOf({connection, objects}: UndoRunRequest): Connection {
  const held = secretValues(objects.flatMap(({before}) => (before === undefined ? [] : [before])));
  return {...connection, secrets: [...new Set([...(connection.secrets ?? []), ...held])]};
}

const stopsOf = ({
  breakOff,
  stopWaiting,
  giveUp,
}: DeployControls): Pick<UndoRequest, 'stop' | 'leave' | 'giveUp'> => ({
  ...(breakOff === undefined ? {} : {stop: breakOff}),
  ...(stopWaiting === undefined ? {} : {leave: stopWaiting}),
  ...(giveUp === undefined ? {} : {giveUp}),
});

/** The rollout that an undo has started; none when the Deployment was not put back. */
function rollbackOf(
  request: UndoRunRequest,
  {restore}: UndoPlan,
  {restored, before, serverTime, rows}: UndoResult & {readonly rows: readonly UndoRow[]},
): FollowRequest | undefined {
  const object = restore.find(({ref}) => ref.kind === 'Deployment');
  if (object === undefined) return undefined;
  const key = objectKey(object.ref);
  if (!rows.some(({ref, did}) => did === 'restored' && objectKey(ref) === key)) return undefined;
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
        objects: restored.map(({ref, template: _template, ...rest}) => ({
          ...rest,
          kind: ref.kind,
          name: ref.name,
        })),
        ...(serverTime === undefined ? {} : {serverTime}),
      },
    ],
    ...(container === undefined ? {} : {container}),
  };
}

async function* watchRollback(
  undone: Undone,
  rollback: FollowRequest,
  controls: DeployControls,
): AsyncGenerator<DeployEvent, void, undefined> {
  const {request, rows, word, end} = undone;
  const {outcome, view, afterMs} = yield* follow(rollback, controls);
  const {name} = rollback;
  const image = imageOf(request.objects.find(({ref}) => ref.kind === 'Deployment')?.before);
  const facts = {name, view, afterMs, ...(image === undefined ? {} : {image})};
  const done = countedRows(rows);
  if (outcome === 'complete') {
    const revision = view.revision === '' ? '' : `, as revision ${view.revision}`;
    const serves = view.counts.desired === 0 ? 'is scaled to 0 again' : `serves again${revision}`;
    return yield undoEnd(undone, {...facts, serves: `; ${sanitiseLine(name)} ${serves}`});
  }
  const {sentence} = conclude({...facts, outcome, practice: false});
  yield end({
    ...facts,
    outcome,
    reason: `Taken back${word === 'partial' ? ' in part' : ''} (${done}), but the revision before does not serve yet. ${sentence}`,
    ...(request.practice === undefined ? {next: [seeIt(rollback)]} : {}),
  });
}

/** The record of a run that is taken back is closed, so it is looked at by its name. */
function seeIt({connection: {target}, name}: FollowRequest): string {
  return `See how it stands: ${statusCommand({...target, name})}`;
}
