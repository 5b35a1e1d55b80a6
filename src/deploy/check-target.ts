import type {DeployEvent, DeployOutcome, ObjectConflicts} from '../domain/deploy/events.ts';
import {mustType} from '../domain/deploy/must-type.ts';
import {objectKey} from '../domain/deploy/object-ref.ts';
import {hasMadeUpToken, MADE_UP_TOKEN} from '../domain/deploy/practice-manifests.ts';
import {sanitiseLine} from '../domain/text.ts';
import {UserError} from '../domain/user-error.ts';
import {preflight, type ObjectConflict, type PreflightReport} from '../services/kubectl/preflight.ts';
import type {Connection} from '../services/kubectl/kubectl-types.ts';
import {passOn} from '../services/kubectl/pass-on.ts';
import {recheckTarget} from '../services/kubectl/target.ts';
import {listRuns} from '../services/run-record.ts';
import type {DeployControls} from './controls.ts';
import type {RunPlace} from './deploy-types.ts';
import {isLoginFailure, loginNeed} from './login-desk.ts';
import {shownTarget, targetEvent} from './target-event.ts';

export interface CheckRequest extends RunPlace {
  /** Texts of the manifests, in the order in which they are applied. */
  readonly manifests: readonly string[];
  /** Of the Deployment, for the first line. */
  readonly name?: string;
}

/** Not applied, and why. */
export interface Stopped {
  readonly outcome: Extract<DeployOutcome, 'checked' | 'refused' | 'declined' | 'cancelled'>;
  readonly reason?: string;
  readonly next?: readonly string[];
}

export interface Checked {
  readonly report: PreflightReport;
  readonly stopped?: Stopped;
}

/** Read anew each time: it changes while we wait. */
export const hasLeft = (leave: AbortSignal | undefined): boolean => leave?.aborted === true;

/** Elsewhere on practice, Secrets that the manifest leaves to others come with the workload. */
const LACKS_SECRET: readonly string[] = ['missing-secret'];

/** Target and checks, one event each; anew after a login. Changes nothing. */
export async function* checkTarget(
  request: CheckRequest,
  controls: DeployControls,
): AsyncGenerator<DeployEvent, Checked, undefined> {
  const {connection, manifests, name} = request;
  const {leave, login} = controls;
  const {practice} = request;
  for (let isFirst = true; ; isFirst = false) {
    yield targetEvent(request, name);
    if (isFirst && practice !== undefined && hasMadeUpToken(manifests))
      yield {type: 'notice', level: 'info', text: MADE_UP_TOKEN};
    let failed: Stopped | undefined;
    const checks = preflight({connection, manifests, ...(leave === undefined ? {} : {signal: leave})});
    const report = yield* passOn(checks, (check): DeployEvent | undefined => {
      if (check.id === 'secrets' && practice !== undefined && !LACKS_SECRET.includes(practice.scenario))
        return undefined;
      if (check.state === 'fail')
        failed ??= {outcome: 'refused', reason: check.text, ...(check.next ? {next: [check.next]} : {})};
      return {type: 'check', ...check};
    });
    for (const change of report.changes) yield {type: 'diff', ...change};
    if (hasLeft(leave)) return {report, stopped: {outcome: 'cancelled'}};
    if (report.ok) return {report};
    const {failure} = report;
    if (failure !== undefined && isLoginFailure(failure) && login !== undefined) {
      const need = loginNeed(connection, failure);
      yield {type: 'login-needed', ...need};
      if (await login(need)) continue;
    }
    return {report, stopped: failed ?? {outcome: 'refused'}};
  }
}

/** Fields of other managers, by object. */
export function conflictsByObject(conflicts: readonly ObjectConflict[]): ObjectConflicts[] {
  const refs = new Map(conflicts.map(({ref}) => [objectKey(ref), ref]));
  return [...refs].map(([key, ref]) => ({
    ref,
    conflicts: conflicts
      .filter((conflict) => objectKey(conflict.ref) === key)
      .map(({field, manager}) => ({field, manager})),
  }));
}

/** Word that has to be typed before a change of this target; none for that of the last run, if it is harmless. */
async function wordToType({connection, practice, runs}: RunPlace): Promise<string | undefined> {
  if (practice !== undefined) return undefined;
  const {target} = connection;
  const [last] = runs === undefined ? [] : (await listRuns(runs)).runs;
  return mustType(target, last?.target) ? sanitiseLine(target.context) : undefined;
}

/** Lets the front agree, and looks once more whether the target is still the one that was shown. */
export async function* agree(
  place: RunPlace,
  report: PreflightReport,
  {confirm, takeOver, leave}: DeployControls,
): AsyncGenerator<DeployEvent, Stopped | undefined, undefined> {
  const {connection, practice} = place;
  const {target} = connection;
  const conflicts = conflictsByObject(report.conflicts);
  for (const conflict of conflicts) yield {type: 'conflict', ...conflict};
  const word = await wordToType(place);
  const agreed = await confirm({
    target: shownTarget(target),
    ...(practice === undefined ? {} : {practice: practice.scenario}),
    changes: report.changes,
    conflicts,
    ...(word === undefined ? {} : {mustType: word}),
  });
  if (hasLeft(leave)) return {outcome: 'cancelled'};
  if (!agreed) return {outcome: 'declined'};
  if (conflicts.length > 0 && !(await takeOver({target: shownTarget(target), conflicts}))) {
    return {
      outcome: 'declined',
      reason: 'Other managers own fields that the manifest sets.',
      next: ['To take them over, add --force-conflicts; or leave them out of the manifest.'],
    };
  }
  return await stillThere(connection, leave);
}

/**
 * Looks, right before a change, whether the context still means the cluster that was agreed to, and whether whoever
 * agreed is still there; `undefined` when all is well.
 */
export async function stillThere(
  {kubectl, target}: Connection,
  leave: AbortSignal | undefined,
): Promise<Stopped | undefined> {
  if (hasLeft(leave)) return {outcome: 'cancelled'};
  try {
    await recheckTarget(kubectl, target, leave === undefined ? {} : {signal: leave});
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // Whoever leaves ends that look, too.
    return hasLeft(leave)
      ? {outcome: 'cancelled'}
      : {outcome: 'refused', reason: error.message, next: error.next};
  }
  return hasLeft(leave) ? {outcome: 'cancelled'} : undefined;
}
