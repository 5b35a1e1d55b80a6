import {spawn} from 'node:child_process';
import type {Target} from '../../domain/deploy/target.ts';
import {childEnvironment} from '../run/child-environment.ts';
import {serverPath} from './call.ts';
import type {Connection} from './kubectl-types.ts';

/** Words of a small call that lets a login plugin do its work. */
export const loginArgs = ({context, server}: Pick<Target, 'context' | 'server'>): string[] => [
  `--context=${context}`,
  'get',
  '--raw',
  `${serverPath(server)}/version`,
];

/** The end of a child may be seen before the Ctrl+C that ended it; it is not meant for us even then. In ms. */
const LATE_INTERRUPT_MS = 250;

/**
 * Runs one small call with the terminal in its hands, so that a login plugin can ask its questions. The caller
 * gives up the terminal before and takes it back after. True when the cluster answered. Ctrl+C ends the login and not us.
 */
export async function logIn({kubectl, target}: Connection): Promise<boolean> {
  const stay = (): void => undefined;
  process.on('SIGINT', stay);
  const answered = await new Promise<boolean>((resolve) => {
    // In our own session, unlike every other child: a login needs the terminal and ctrl+c.
    const child = spawn(kubectl.path, loginArgs(target), {
      env: childEnvironment(process.env, kubectl.env),
      stdio: ['inherit', 'ignore', 'inherit'],
    });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
  setTimeout(() => process.off('SIGINT', stay), LATE_INTERRUPT_MS).unref();
  return answered;
}
