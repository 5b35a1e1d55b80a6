import {UserError} from '../../domain/user-error.ts';
import {withoutSource} from '../run/handed-text.ts';
import {run, type RunRequest, type RunResult} from '../run.ts';
import {classifyError, type KubectlFailure} from './classify-error.ts';
import type {Connection} from './kubectl-types.ts';

/** Limits per kind of call, in ms, on our own clock: kubectl's do not count the login plugin. */
export const CALL_TIMEOUT_MS = {
  version: 10_000,
  list: 20_000,
  access: 20_000,
  dryRun: 60_000,
  logs: 20_000,
  change: 60_000,
} as const;

/** Of one request, for calls that only read: ends before our own limit does, so that kubectl can say why. */
export const REQUEST_TIMEOUT = '--request-timeout=15s';

export type CallRequest = Pick<
  RunRequest,
  'timeoutMs' | 'signal' | 'maxBytes' | 'onLine' | 'sheltered' | 'descriptors'
> & {
  readonly connection: Connection;
  readonly args: readonly string[];
};

export type CallResult = RunResult & {
  /** Absent when all is well. */
  readonly failure?: KubectlFailure;
};

/** Runs kubectl against the confirmed target: context and namespace are always said, never left to the kubeconfig. Never throws. */
export async function call({connection, args, ...limits}: CallRequest): Promise<CallResult> {
  const {kubectl, target, secrets = []} = connection;
  const ended = await run({
    ...limits,
    program: kubectl.path,
    args: [`--context=${target.context}`, `--namespace=${target.namespace}`, ...args],
    env: kubectl.env,
    secrets,
  });
  const result = {...ended, stderr: withoutSource(ended.stderr)};
  return result.ok ? result : {...result, failure: classifyError(result, target)};
}

/** Path in front of every address of a server behind a gateway, such as `/k8s/clusters/c-1`. */
export function serverPath(server: string): string {
  const url = parsed(withScheme(server));
  return url?.pathname.replace(/\/+$/, '') ?? '';
}

const withScheme = (server: string): string => (/^[a-z]+:\/\//i.test(server) ? server : `https://${server}`);

function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

export interface ResourcePath {
  /** API group; empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly query?: Readonly<Record<string, string>>;
}

/**
 * Address for `kubectl get --raw`, which leaves out the path of the server's own address.
 * Throws a `UserError` for an empty part.
 */
export function rawPath(
  server: string,
  {group, version, resource, namespace, name, query = {}}: ResourcePath,
): string {
  const parts = [
    ...(group === '' ? ['api'] : ['apis', group]),
    version,
    ...(namespace === undefined ? [] : ['namespaces', namespace]),
    resource,
    ...(name === undefined ? [] : [name]),
  ];
  if (parts.some((part) => part === '' || part === '.' || part === '..')) {
    throw new UserError(`The address of ${resource} needs a namespace and a name.`);
  }
  const words = new URLSearchParams(query).toString();
  return `${serverPath(server)}/${parts.map(encodeURIComponent).join('/')}${words === '' ? '' : `?${words}`}`;
}
