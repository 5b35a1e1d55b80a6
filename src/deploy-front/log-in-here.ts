import type {Connection} from '../services/kubectl/kubectl-types.ts';
import type {DeployContext} from './context.ts';

/**
 * Lets kubectl have the terminal for its login. True when the cluster answered. Ctrl+C ends the login and not us.
 */
export async function logInHere({lend, print}: DeployContext, connection: Connection): Promise<boolean> {
  let isIn = false;
  const stay = (): void => undefined;
  try {
    await lend(async () => {
      process.on('SIGINT', stay);
      try {
        print('Logging in with kubectl. ctrl+c gives up, and comes back here.');
        const {logIn} = await import('../services/kubectl/login.ts');
        isIn = await logIn(connection);
      } finally {
        process.off('SIGINT', stay);
      }
    });
  } catch {
    return false;
  }
  return isIn;
}
