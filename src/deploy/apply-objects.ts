import type {DeployEvent, ObjectCounts} from '../domain/deploy/events.ts';
import {countObjects} from '../domain/deploy/objects-in-run.ts';
import {passOn} from '../services/kubectl/pass-on.ts';
import type {ApplyEvent} from '../services/kubectl/apply.ts';
import {applyUntilLeft, type LeavableResult} from '../services/kubectl/apply/apply-until-left.ts';
import type {ObjectConflict, PreflightReport} from '../services/kubectl/preflight.ts';
import {conflictsByObject} from './check-target.ts';
import {afterLogin} from './after-login.ts';
import type {DeployControls} from './controls.ts';
import {shownTarget} from './target-event.ts';

/** `left`: somebody stopped waiting; the apply may still go on. */
export interface AppliedObjects extends Pick<
  LeavableResult,
  'objects' | 'serverTime' | 'failure' | 'state' | 'held'
> {
  readonly counts: ObjectCounts;
}

export interface ApplyRequest {
  readonly report: PreflightReport;
  /** Name of the run record. */
  readonly run?: string;
}

type Controls = Pick<DeployControls, 'takeOver' | 'login' | 'stopWaiting' | 'breakOff' | 'giveUp'>;

/** Whoever takes over is asked again when still others come in between; somebody has to win in the end. */
const MOST_QUESTIONS = 3;

/**
 * Applies, asks when others stand in the way than those that were agreed to, or when the login runs out, and tells
 * what became of each object.
 */
export async function* applyObjects(
  {report, run}: ApplyRequest,
  controls: Controls,
): AsyncGenerator<DeployEvent, AppliedObjects, undefined> {
  const target = shownTarget(report.connection.target);
  let agreed: readonly ObjectConflict[] = report.conflicts;
  yield {type: 'applying', of: report.objects.length, ...(run === undefined ? {} : {run})};
  let result = yield* applyOnce(report, controls, agreed);
  for (let asked = 0; asked < MOST_QUESTIONS && result.state === 'conflict'; asked++) {
    const conflicts = conflictsByObject(result.conflicts);
    for (const conflict of conflicts) yield {type: 'conflict', ...conflict};
    if (!(await controls.takeOver({target, conflicts}))) break;
    agreed = [...agreed, ...result.conflicts];
    result = yield* applyOnce(report, controls, agreed);
  }
  result = yield* afterLogin(result, report, controls);
  const {objects, state, failure, serverTime, held} = result;
  const of = objects.length;
  for (const {ref, outcome} of objects) yield {type: 'object', ref, outcome, done: of, of};
  const counts = countObjects(objects);
  yield {type: 'applied', objects: counts};
  for (const text of result.warnings) {
    yield {type: 'notice', level: 'warning', text, next: 'Read it; the apply went on.'};
  }
  return {
    objects,
    state,
    counts,
    ...(failure === undefined ? {} : {failure}),
    ...(held === undefined ? {} : {held}),
    ...(serverTime === undefined ? {} : {serverTime}),
  };
}

const applyOnce = (
  {connection, objects, before}: PreflightReport,
  {stopWaiting, breakOff, giveUp}: Controls,
  agreed: readonly ObjectConflict[],
): AsyncGenerator<DeployEvent, LeavableResult, undefined> =>
  passOn(
    applyUntilLeft({
      connection,
      objects,
      before,
      agreed,
      ...(stopWaiting === undefined ? {} : {leave: stopWaiting}),
      ...(breakOff === undefined ? {} : {stop: breakOff}),
      ...(giveUp === undefined ? {} : {giveUp}),
    }),
    eventOf,
  );

const eventOf = (event: ApplyEvent): DeployEvent =>
  event.type === 'object'
    ? {...event, outcome: 'applied'}
    : {
        type: 'notice',
        level: 'warning',
        text: `kubectl apply has said nothing for ${event.seconds} s.`,
        next: 'Wait, or press ctrl+c to stop waiting for it; it goes on by itself.',
      };
