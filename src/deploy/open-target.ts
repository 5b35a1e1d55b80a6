import type {Environment} from '../domain/environment.ts';
import type {Target} from '../domain/deploy/target.ts';
import {findKubectl} from '../services/kubectl/find-kubectl.ts';
import type {Connection, Kubectl} from '../services/kubectl/kubectl-types.ts';
import {listContexts} from '../services/kubectl/target.ts';
import type {PretendTool} from '../practice/exec/pretend-tool.ts';
import type {Practice} from '../practice/start-practice.ts';
import type {PracticeInfo} from './deploy-types.ts';

/** A connection, and what has to be closed at the end. */
export interface OpenedTarget {
  readonly connection: Connection;
  readonly practice?: PracticeInfo;
  readonly close: () => Promise<void>;
}

/** A context that the kubeconfig does not have, those that it has, and what is odd about it, one sentence each. */
export interface UnknownContext {
  readonly unknown: string;
  readonly contexts: readonly string[];
  readonly notices: readonly string[];
}

const NOTHING_TO_CLOSE = async () => {};

/**
 * Connects to a context of the user's kubeconfig. `byHand`: the command that does without us what was to be done.
 * `kubectl`: when it is found already. Throws a `UserError` when there is no kubectl or no kubeconfig that works.
 */
export async function openContext({
  context,
  namespace,
  env,
  byHand,
  kubectl: found,
}: {
  readonly kubectl?: Kubectl;
  readonly context: string;
  /** That of the context when not given. */
  readonly namespace?: string;
  readonly env: Environment;
  readonly byHand?: string;
}): Promise<OpenedTarget | UnknownContext> {
  const kubectl = found ?? (await findKubectl({env, ...(byHand === undefined ? {} : {byHand})}));
  const {contexts, notices} = await listContexts(kubectl, {env});
  const row = contexts.find((each) => each.context === context);
  if (row === undefined) return {unknown: context, contexts: contexts.map((each) => each.context), notices};
  const {current: _, ...target} = row;
  return {
    connection: {kubectl, target: {...target, namespace: namespace ?? target.namespace}},
    close: NOTHING_TO_CLOSE,
  };
}

export interface PracticeRequest {
  readonly scenario: string;
  /** The delegate that is applied; an older one of this name serves already in some scenarios. */
  readonly delegate: {readonly name: string; readonly namespace: string};
  /** Whether an older one serves, in the place of what the scenario says. */
  readonly serving?: boolean;
  /** How many times as fast as real time it plays. */
  readonly speed?: number;
  readonly env: Environment;
  /** When it is found already. */
  readonly kubectl?: Kubectl;
  /** Programs in the delegate's container; none when not given. */
  readonly tools?: readonly PretendTool[];
}

/** The practice cluster itself too, for those who play with it. */
export interface OpenedPractice extends OpenedTarget {
  readonly cluster: Practice;
}

/**
 * Starts a practice cluster in this process and connects to it. Throws a `UserError` when there is no kubectl,
 * and a `RangeError` when there is no such scenario.
 */
export async function openPractice({
  scenario,
  delegate,
  serving,
  speed,
  env,
  kubectl: found,
  tools = [],
}: PracticeRequest): Promise<OpenedPractice> {
  const kubectl = found ?? (await findKubectl({env}));
  // Loaded late: most runs do not practise.
  const {startPractice, PRACTICE_CONTEXT} = await import('../practice/start-practice.ts');
  const cluster = await startPractice({
    scenario,
    delegate,
    tools,
    ...(serving === undefined ? {} : {serving}),
    ...(speed === undefined ? {} : {speed}),
  });
  const own: Kubectl = {
    ...kubectl,
    env: {
      KUBECONFIG: cluster.kubeconfig,
      KUBECACHEDIR: cluster.cacheDirectory,
      // kubectl 1.29 knows how, but asks first the old way, which the practice cluster does not answer.
      KUBECTL_REMOTE_COMMAND_WEBSOCKETS: 'true',
    },
  };
  const target: Target = {
    context: PRACTICE_CONTEXT,
    cluster: PRACTICE_CONTEXT,
    server: cluster.url,
    namespace: delegate.namespace,
    user: PRACTICE_CONTEXT,
  };
  return {
    connection: {kubectl: own, target},
    practice: {scenario, speed: cluster.speed},
    close: async () => await cluster.close(),
    cluster,
  };
}
