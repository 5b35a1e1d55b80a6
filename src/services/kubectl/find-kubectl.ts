import {devNull} from 'node:os';
import type {Environment} from '../../domain/environment.ts';
import {sanitiseLine} from '../../domain/text.ts';
import {parseJson, textAt} from '../../domain/deploy/json.ts';
import {UserError} from '../../domain/user-error.ts';
import {findProgram, type FoundProgram} from '../run/find-program.ts';
import {run} from '../run.ts';
import {CALL_TIMEOUT_MS} from './call.ts';
import type {Kubectl} from './kubectl-types.ts';

const INSTALL = 'Install kubectl: https://kubernetes.io/docs/tasks/tools';

/** Advice for those without kubectl here. */
export const insteadOfKubectl = (command: string): string => `Or run where kubectl is: ${command}`;

const ABSENT: Readonly<Record<Exclude<FoundProgram['kind'], 'found'>, (path: string) => string>> = {
  absent: () => 'kubectl is not installed, or not in a directory of PATH.',
  untrusted: (path) => `The only kubectl lies at ${path}, in the directory you work in; it is not run.`,
  blocked: (path) => `${path} is there, but you may not run it.`,
};

/**
 * Finds kubectl in PATH and asks it for its version. `byHand`: the command that does without us what was to be
 * done; it ends the advice of the `UserError` that is thrown when there is no kubectl that runs.
 */
export async function findKubectl({
  env = process.env,
  cwd = process.cwd(),
  more = {},
  byHand,
  signal,
}: {
  readonly env?: Environment;
  readonly cwd?: string;
  readonly more?: Readonly<Record<string, string>>;
  readonly byHand?: string;
  readonly signal?: AbortSignal;
} = {}): Promise<Kubectl> {
  const next = [INSTALL, ...(byHand === undefined ? [] : [insteadOfKubectl(byHand)])];
  const found = await findProgram('kubectl', {env, cwd});
  if (found.kind !== 'found') {
    const path = found.kind === 'absent' ? '' : sanitiseLine(found.path, {maxLength: 300});
    throw new UserError(ABSENT[found.kind](path), {next});
  }
  const result = await run({
    program: found.path,
    args: ['version', '--client', '-o', 'json'],
    // Some kubectls ask the cluster even for this, and log in first.
    env: {...more, KUBECONFIG: devNull},
    timeoutMs: CALL_TIMEOUT_MS.version,
    ...(signal === undefined ? {} : {signal}),
  });
  const version = result.ok ? clientVersion(result.stdout) : undefined;
  if (version === undefined) {
    const said =
      result.stderr.split('\n').at(-1) ||
      (result.end === 'timeout' ? 'It did not answer in time.' : 'It did not tell its version.');
    throw new UserError(`${sanitiseLine(found.path, {maxLength: 300})} does not work. ${said}`, {next});
  }
  return {path: found.path, version, env: more};
}

function clientVersion(stdout: string): string | undefined {
  const version = textAt(parseJson(stdout), 'clientVersion', 'gitVersion');
  return version === undefined ? undefined : sanitiseLine(version, {maxLength: 40});
}
