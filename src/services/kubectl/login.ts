import {spawn} from 'node:child_process';
import type {Target} from '../../domain/deploy/target.ts';
import {childEnvironment} from '../run/child-environment.ts';
import {expectGroup, registerGroup} from '../run/groups.ts';
import {keepModes} from '../run/kept-modes.ts';
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
 * gives up the terminal before and takes it back after. True when the cluster answered. Ctrl+C ends the login and not
 * us. However it ends, the terminal is as it was before; it is set back when the process is asked to end, too.
 */
export async function logIn({kubectl, target}: Connection): Promise<boolean> {
  const setBack = await keepModes();
  const stay = (): void => undefined;
  process.on('SIGINT', stay);
  const answered = await new Promise<boolean>((resolve) => {
    expectGroup();
    // In our own session, unlike every other child: a login needs the terminal and ctrl+c.
    const child = spawn(kubectl.path, loginArgs(target), {
      env: childEnvironment(process.env, kubectl.env),
      stdio: ['inherit', 'ignore', 'inherit'],
    });
    const kill = (): void => {
      child.kill('SIGKILL');
      setBack();
    };
    const unregister = registerGroup({
      pid: child.pid,
      sheltered: false,
      kill,
      stop: async () => void child.kill('SIGTERM'),
    });
    child.once('error', () => resolve(false));
    child.once('close', (code) => {
      unregister();
      setBack();
      resolve(code === 0);
    });
  });
  setTimeout(() => process.off('SIGINT', stay), LATE_INTERRUPT_MS).unref();
  return answered;
}
