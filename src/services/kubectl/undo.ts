import {isObject, textAt} from '../../domain/deploy/json.ts';
import type {ObjectState} from '../../domain/deploy/object-outcome.ts';
import {keptAdvice} from '../../domain/deploy/kept-advice.ts';
import {objectKey, type ObjectRef} from '../../domain/deploy/object-ref.ts';
import {withoutScaled, type UndoPlan} from '../../domain/deploy/undo-plan.ts';
import type {AppliedOutcome} from './apply/apply-types.ts';
import {applyUntilLeft, type LeavableResult} from './apply/apply-until-left.ts';
import type {Connection} from './kubectl-types.ts';
import {orLeft} from './or-left.ts';
import {passOn} from './pass-on.ts';
import type {ObjectConflict} from './preflight/check.ts';
import {readObjects} from './read-objects.ts';
import {removeOurs} from './undo-remove.ts';
import {anotherOne, undoWord, type UndoRow, type UndoWord} from './undo-rows.ts';
import {forgetPatch, putTemplateBack} from './undo-template.ts';

export type {UndoRow} from './undo-rows.ts';

export interface UndoResult {
  /** For all objects together. */
  readonly word: UndoWord;
  /** What became of the objects that were applied again, and what they were like right before. */
  readonly restored: readonly AppliedOutcome[];
  readonly before: ReadonlyMap<string, ObjectState>;
  /** When it happened, on the server's clock. */
  readonly serverTime?: string;
}

export interface UndoRequest {
  readonly connection: Connection;
  readonly plan: UndoPlan;
  /** Fields that others have set, and that may be set back: those that somebody has seen. */
  readonly agreed?: readonly ObjectConflict[];
  /** Ends it half-way. */
  readonly stop?: AbortSignal;
  /** Nobody waits any more: what kubectl does goes on, and nothing new is begun. */
  readonly leave?: AbortSignal;
  /** Nobody waits for what is read back either. */
  readonly giveUp?: AbortSignal;
}

/**
 * Takes an apply back: applies what was changed as it was before, deletes what was created, each only if it is
 * still the very object that we made. One row per object, by what the cluster has in the end. Never throws.
 */
export async function* undo(request: UndoRequest): AsyncGenerator<UndoRow, UndoResult, undefined> {
  const {connection, plan, stop, leave} = request;
  const rows: UndoRow[] = [];
  const noted = (row: UndoRow): UndoRow => {
    rows.push(row);
    return row;
  };
  const {isLeft, ...restored} = yield* passOn(restore(request), noted);
  for (const {ref, uid} of plan.remove) {
    if (isLeft || stop?.aborted === true || leave?.aborted === true) {
      yield noted({
        ref,
        did: 'kept',
        isOurs: true,
        text: 'It was not deleted: you left before.',
        next: 'Undo again to delete it.',
      });
      continue;
    }
    const row = await orLeft(removeOurs(connection, {ref, uid}), leave);
    yield noted(
      row === 'left'
        ? {ref, did: 'unknown', text: 'It was just being deleted.', next: 'Look at it again later.'}
        : row,
    );
  }
  for (const {ref, why, isOurs} of plan.keep)
    yield noted({
      ref,
      did: 'kept',
      isOurs,
      text: sentence(why),
      ...(isOurs ? {next: keptAdvice(ref, connection.target)} : {}),
    });
  return {word: undoWord(rows, isLeft || leave?.aborted === true), ...restored};
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

type Restored = Omit<UndoResult, 'word'> & {readonly isLeft: boolean};

async function* restore({
  connection,
  plan,
  agreed = [],
  stop,
  leave,
  giveUp,
}: UndoRequest): AsyncGenerator<UndoRow, Restored, undefined> {
  if (plan.restore.length === 0) return {restored: [], before: new Map(), isLeft: false};
  const {states} = await readObjects({connection, refs: plan.restore.map(({ref}) => ref)});
  const isAnother = ({ref, uid}: UndoPlan['restore'][number]): boolean => {
    const now = states.get(objectKey(ref));
    return uid !== undefined && isObject(now) && textAt(now, 'metadata', 'uid') !== uid;
  };
  for (const {ref} of plan.restore.filter(isAnother)) yield anotherOne(ref);
  const objects = plan.restore
    .filter((object) => !isAnother(object))
    .map(({ref, value}) => ({ref, value: withoutScaled(value, states.get(objectKey(ref)))}));
  if (objects.length === 0) return {restored: [], before: states, isLeft: false};
  const patched: ObjectRef[] = [];
  for (const {ref, value} of objects) {
    const now = states.get(objectKey(ref));
    if (ref.kind !== 'Deployment' || !isObject(now) || stop?.aborted === true || leave?.aborted === true)
      continue;
    if (await putTemplateBack({connection, ref, value, now})) patched.push(ref);
  }
  const told = new Set<string>();
  const running = applyUntilLeft({
    connection,
    objects,
    before: states,
    agreed,
    ...(stop === undefined ? {} : {stop}),
    ...(leave === undefined ? {} : {leave}),
    ...(giveUp === undefined ? {} : {giveUp}),
  });
  const result = yield* passOn(running, (event): UndoRow | undefined => {
    if (event.type !== 'object') return undefined;
    told.add(objectKey(event.ref));
    return {ref: event.ref, did: 'restored', text: ''};
  });
  const isPatched = ({ref}: AppliedOutcome): boolean =>
    patched.some((one) => objectKey(one) === objectKey(ref));
  for (const done of result.objects)
    if (!told.has(objectKey(done.ref))) yield isPatched(done) ? halfOf(done, result) : rowOf(done, result);
  const isLeft = result.state === 'left';
  if (!isLeft) for (const ref of patched) await forgetPatch(connection, ref);
  const {serverTime} = result;
  return {
    restored: result.objects,
    before: states,
    isLeft,
    ...(serverTime === undefined ? {} : {serverTime}),
  };
}

/** Its pod template is as it was: that it has changed does not say that the rest went back too. */
const halfOf = (done: AppliedOutcome, result: LeavableResult): UndoRow =>
  rowOf(done.outcome === 'changed' && !isSettled(result) ? {...done, outcome: 'unchanged'} : done, result);

const isSettled = ({state, failure}: LeavableResult): boolean => state !== 'left' && failure === undefined;

/** What became of an object that kubectl did not report: as the cluster has it, whatever kubectl said. */
function rowOf({ref, outcome}: AppliedOutcome, {state, failure, conflicts}: LeavableResult): UndoRow {
  if (outcome === 'created' || outcome === 'changed') return {ref, did: 'restored', text: ''};
  if (state === 'left')
    return {ref, did: 'unknown', text: 'kubectl may still put it back.', next: 'Look at it again later.'};
  if (outcome === 'unknown')
    return {ref, did: 'unknown', text: 'It could not be looked at.', next: failure?.next ?? 'Try again.'};
  if (outcome === 'absent')
    return {ref, did: 'failed', text: failure?.message ?? 'It is not there.', next: 'Apply again.'};
  if (failure === undefined) return {ref, did: 'restored', text: ''};
  const inTheWay = conflicts.find((conflict) => objectKey(conflict.ref) === objectKey(ref));
  return inTheWay === undefined
    ? {ref, did: 'failed', text: failure.message, next: failure.next}
    : {
        ref,
        did: 'failed',
        text: `${inTheWay.manager} has set ${inTheWay.field} in the meantime.`,
        next: 'Undo again to see what would be set back.',
      };
}
