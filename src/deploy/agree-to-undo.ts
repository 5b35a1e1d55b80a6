import type {DeployEvent} from '../domain/deploy/events.ts';
import {objectTitle} from '../domain/deploy/object-ref.ts';
import type {UndoPlan} from '../domain/deploy/undo-plan.ts';
import type {Connection} from '../services/kubectl/kubectl-types.ts';
import type {ObjectConflict} from '../services/kubectl/preflight.ts';
import {undoConflicts, type UndoTrial} from '../services/kubectl/undo-conflicts.ts';
import {conflictsByObject, hasLeft, stillThere} from './check-target.ts';
import type {DeployControls} from './controls.ts';
import type {EndRequest} from './end-event.ts';
import {isLoginFailure, loginNeed} from './login-desk.ts';
import {shownTarget} from './target-event.ts';

/** Not undone, and why. */
export type NoUndo = Pick<EndRequest, 'outcome' | 'reason' | 'next'>;

const LEFT: NoUndo = {outcome: 'cancelled', reason: 'you left before anything was taken back.'};

interface Planned {
  readonly connection: Connection;
  readonly plan: UndoPlan;
  /** The end of the apply, on the server's clock, when it was seen. */
  readonly since?: string;
}

/**
 * Finds out in whose way an undo would be, lets the front agree to it and to setting back what others have set, and
 * looks once more whether the target is still the one that was shown. Changes nothing.
 */
export async function* agreeToUndo(
  planned: Planned,
  controls: DeployControls,
): AsyncGenerator<DeployEvent, NoUndo | {readonly agreed: readonly ObjectConflict[]}, undefined> {
  const {connection, plan} = planned;
  const {leave} = controls;
  const target = shownTarget(connection.target);
  if (plan.restore.length + plan.remove.length === 0) return {outcome: 'refused', ...nothingToDo(plan)};
  const trial = yield* tried(planned, controls);
  if (hasLeft(leave)) return LEFT;
  if ('outcome' in trial) return trial;
  const conflicts = conflictsByObject(trial.conflicts);
  for (const conflict of conflicts) yield {type: 'conflict', ...conflict};
  const agreed = await controls.confirmUndo({
    target,
    restore: plan.restore.map(({ref}) => ref),
    remove: plan.remove.map(({ref, note}) => ({...ref, ...(note === undefined ? {} : {note})})),
    keep: plan.keep.map(({ref, why}) => ({ref, why})),
    ...(conflicts.length === 0 ? {} : {conflicts}),
  });
  if (!agreed) return hasLeft(leave) ? LEFT : {outcome: 'declined'};
  if (conflicts.length > 0 && !(await controls.takeOver({target, conflicts}))) {
    return {
      outcome: 'declined',
      reason: 'Others have set fields since, which would be set back.',
      next: ['To set them back all the same, add --force-conflicts.'],
    };
  }
  const stopped = await stillThere(connection, leave);
  if (stopped === undefined) return {agreed: [...trial.conflicts, ...trial.harmless]};
  return stopped.outcome === 'cancelled' ? LEFT : stopped;
}

function nothingToDo({keep}: UndoPlan): Pick<NoUndo, 'reason'> {
  const reason = 'There is nothing that could be taken back.';
  const kept = keep.find(({isOurs}) => isOurs);
  return kept === undefined ? {reason} : {reason: `${reason} ${objectTitle(kept.ref)}: ${kept.why}.`};
}

/** Asks the server, anew after a login. */
async function* tried(
  planned: Planned,
  {leave, login}: DeployControls,
): AsyncGenerator<DeployEvent, NoUndo | UndoTrial, undefined> {
  for (;;) {
    const trial = await undoConflicts({...planned, ...(leave === undefined ? {} : {signal: leave})});
    const {failure} = trial;
    if (failure === undefined || hasLeft(leave)) return trial;
    if (isLoginFailure(failure) && login !== undefined) {
      const need = loginNeed(planned.connection, failure);
      yield {type: 'login-needed', ...need};
      if (await login(need)) continue;
    }
    return {outcome: 'not-undone', reason: failure.message, next: [failure.next]};
  }
}
