import type {DeployEvent} from '../domain/deploy/events.ts';
import {applyState} from '../services/kubectl/apply/apply-state.ts';
import type {LeavableResult} from '../services/kubectl/apply/apply-until-left.ts';
import {readBack} from '../services/kubectl/apply/read-back.ts';
import type {PreflightReport} from '../services/kubectl/preflight.ts';
import type {DeployControls} from './controls.ts';
import {isLoginFailure, loginNeed} from './login-desk.ts';

/** How an apply ends that the login has ended, once the objects could be looked at. */
const NEXT = 'Apply again: what is done stays as it is, and the rest is done.';

/**
 * An apply that ended because the login ran out, and nobody could look at what it did: lets somebody log in, once,
 * and reads back what became of each object. Applies nothing by itself. Any other result stays as it is.
 */
export async function* afterLogin(
  result: LeavableResult,
  {connection, objects, before}: PreflightReport,
  {login, giveUp}: Pick<DeployControls, 'login' | 'giveUp'>,
): AsyncGenerator<DeployEvent, LeavableResult, undefined> {
  const {failure} = result;
  if (login === undefined || failure === undefined || result.state !== 'unknown' || !isLoginFailure(failure))
    return result;
  const need = loginNeed(connection, failure);
  yield {type: 'login-needed', ...need};
  if (!(await login(need))) return result;
  const back = await readBack({connection, objects, before, ...(giveUp === undefined ? {} : {giveUp})});
  const state = applyState({...back, failed: true, conflicts: false});
  if (state === 'unknown') return {...result, ...back};
  return {...result, ...back, state, failure: {...failure, next: NEXT}};
}
