import type {DeployEvent, LoginNeed} from '../domain/deploy/events.ts';
import type {KubectlFailure} from '../services/kubectl/classify-error.ts';
import type {Connection} from '../services/kubectl/kubectl-types.ts';
import {loginArgs} from '../services/kubectl/login.ts';
import type {DeployControls} from './controls.ts';

export {isLoginFailure} from '../services/kubectl/is-login-failure.ts';

/** What somebody has to do to log in: one small call with the terminal in its hands. */
export function loginNeed({kubectl, target}: Connection, {message, next}: KubectlFailure): LoginNeed {
  return {
    message,
    next,
    program: kubectl.path,
    args: loginArgs(target),
    env: kubectl.env,
  };
}

export interface LoginDesk {
  /** For the watch: nothing new is started until it settles. */
  readonly onNeedsLogin?: (failure: KubectlFailure) => Promise<boolean>;
  /** What to tell, since the last call. */
  readonly take: () => readonly DeployEvent[];
}

/**
 * Between the watch, which finds out that a login is needed, and the front, which lets somebody log in. `isWorthIt`:
 * whether somebody should be asked now; without a login the watch says what it cannot hear.
 */
export function loginDesk(
  connection: Connection,
  {login, isWorthIt}: Pick<DeployControls, 'login'> & {readonly isWorthIt: () => boolean},
): LoginDesk {
  let untold: DeployEvent[] = [];
  const take = () => {
    const told = untold;
    untold = [];
    return told;
  };
  if (login === undefined) return {take};
  return {
    take,
    async onNeedsLogin(failure) {
      if (!isWorthIt()) return false;
      const need = loginNeed(connection, failure);
      untold.push({type: 'login-needed', ...need});
      return await login(need);
    },
  };
}
