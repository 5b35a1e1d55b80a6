import type {Environment} from '../../domain/environment.ts';
import {isObject, listAt, parseJson, textAt, type JsonObject} from '../../domain/deploy/json.ts';
import type {Target} from '../../domain/deploy/target.ts';
import {sanitiseLine} from '../../domain/text.ts';
import {UserError} from '../../domain/user-error.ts';
import {run} from '../run.ts';
import {CALL_TIMEOUT_MS} from './call.ts';
import {kubeconfigFailure, kubeconfigNotices} from './kubeconfig-members.ts';
import type {Kubectl} from './kubectl-types.ts';

/** A context of the kubeconfig: a target, with the namespace that it names. */
export interface ContextRow extends Target {
  readonly current: boolean;
}

export interface Contexts {
  /** The current one first, then as they stand. Contexts without a server are left out. */
  readonly contexts: readonly ContextRow[];
  /** What is odd about the kubeconfig, one sentence each. */
  readonly notices: readonly string[];
}

type Options = {readonly env?: Environment; readonly signal?: AbortSignal};

/**
 * Contexts of the user's kubeconfig as kubectl merges it; kubectl takes the credentials out. Names are as they
 * are, for calls: clean them before they are shown. Throws a `UserError` when a file is broken or none is there.
 */
export async function listContexts(
  kubectl: Kubectl,
  {env = process.env, signal}: Options = {},
): Promise<Contexts> {
  const effective = {...env, ...kubectl.env};
  const result = await run({
    program: kubectl.path,
    args: ['config', 'view', '-o', 'json'],
    env: kubectl.env,
    timeoutMs: CALL_TIMEOUT_MS.version,
    ...(signal === undefined ? {} : {signal}),
  });
  if (!result.ok) throw kubeconfigFailure(result);
  const notices = await kubeconfigNotices(effective);
  const config = parse(result.stdout);
  const rows = listAt(config, 'contexts').flatMap((entry) => contextRow(entry, config) ?? []);
  if (rows.length === 0) {
    throw new UserError('There is no cluster in your kubeconfig.', {
      next: [
        ...notices,
        'Log in to a cluster with its own tool, or set KUBECONFIG to the file that you were given.',
      ],
    });
  }
  return {
    contexts: [...rows.filter(({current}) => current), ...rows.filter(({current}) => !current)],
    notices,
  };
}

function parse(stdout: string): JsonObject {
  const config = parseJson(stdout);
  if (isObject(config)) return config;
  throw new UserError('kubectl did not show the kubeconfig.', {next: ['Try by hand: kubectl config view']});
}

const named = (list: readonly unknown[], name: string | undefined): unknown =>
  list.find((entry) => textAt(entry, 'name') === name);

function contextRow(entry: unknown, config: JsonObject): ContextRow | undefined {
  const context = textAt(entry, 'name');
  const cluster = textAt(entry, 'context', 'cluster');
  const server = textAt(named(listAt(config, 'clusters'), cluster), 'cluster', 'server');
  const user = textAt(entry, 'context', 'user');
  const plugin = textAt(named(listAt(config, 'users'), user), 'user', 'exec', 'command');
  if (!context || !cluster || !server) return undefined;
  return {
    context,
    cluster,
    server,
    namespace: textAt(entry, 'context', 'namespace') || 'default',
    ...(user ? {user} : {}),
    ...(plugin ? {plugin} : {}),
    current: context === textAt(config, 'current-context'),
  };
}

/**
 * Looks again whether the context still means the cluster that was confirmed. Throws a `UserError` when it does
 * not. The namespace need not be compared: it is said on every call.
 */
export async function recheckTarget(kubectl: Kubectl, target: Target, options: Options = {}): Promise<void> {
  const {contexts} = await listContexts(kubectl, options);
  const now = contexts.find(({context}) => context === target.context);
  const next = ['Nothing was changed. Choose the target again.'];
  const name = sanitiseLine(target.context, {maxLength: 100});
  if (now === undefined) throw new UserError(`The context ${name} is gone from the kubeconfig.`, {next});
  if (now.server !== target.server || now.cluster !== target.cluster) {
    throw new UserError(
      `The context ${name} now means ${sanitiseLine(now.server, {maxLength: 200})}, not ${sanitiseLine(target.server, {maxLength: 200})}.`,
      {next},
    );
  }
  if (now.user !== target.user)
    throw new UserError(`The context ${name} now logs in as another user.`, {next});
}
