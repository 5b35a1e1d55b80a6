import type {RunPlace} from '../deploy/deploy-types.ts';
import type {OpenedTarget} from '../deploy/open-target.ts';
import {practiceTools} from '../domain/deploy/practice-tools.ts';
import {DEFAULT_ANSWERS} from '../domain/defaults.ts';
import {UserError} from '../domain/user-error.ts';
import {sanitiseLine} from '../domain/text.ts';
import type {DeployMessage, TargetChoice} from '../wizard/deploy/effects.ts';
import type {DeployContext} from './context.ts';

/** Clusters of the kubeconfig. A kubeconfig without any is no failure: the practice cluster is still there. */
export async function listTargets({
  io,
  byHand,
}: Pick<DeployContext, 'io' | 'byHand'>): Promise<DeployMessage> {
  const {findKubectl} = await import('../services/kubectl/find-kubectl.ts');
  const {listContexts} = await import('../services/kubectl/target.ts');
  const kubectl = await findKubectl({env: io.env, ...(byHand === undefined ? {} : {byHand})});
  try {
    const {contexts, notices} = await listContexts(kubectl, {env: io.env});
    const choices = contexts.map(({context, server, namespace, current}): TargetChoice => ({
      context,
      server,
      namespace,
      current,
    }));
    return {type: 'contexts', choices, notices};
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {type: 'contexts', choices: [], notices: [error.message, ...error.next]};
  }
}

/** Opens targets, and closes them all at the end. */
export interface Targets {
  /** A context, or without one the practice cluster, which is the same one until another scenario is wanted. */
  readonly open: (context: string | undefined, scenario?: string) => Promise<OpenedTarget>;
  /** The target of a watch or an undo: where this process was before, else where the run of the record went. */
  readonly again: (place: RunPlace | undefined) => Promise<OpenedTarget>;
  readonly close: () => Promise<void>;
}

const LEFT_OPEN = async () => {};
/** Where a manifest names no namespace. */

export function createTargets(deployContext: DeployContext): Targets {
  const {io, delegate, speed, record, byHand} = deployContext;
  let practice: {readonly scenario: string; readonly opened: Promise<OpenedTarget>} | undefined;

  async function openPracticeCluster(scenario: string): Promise<OpenedTarget> {
    const {openPractice} = await import('../deploy/open-target.ts');
    return await openPractice({
      scenario,
      delegate: {...delegate, namespace: delegate.namespace || DEFAULT_ANSWERS.delegate.namespace},
      env: io.env,
      ...(speed === undefined ? {} : {speed}),
      tools: practiceTools(deployContext.verifies?.tools ?? []),
    });
  }

  const closePractice = async (): Promise<void> => {
    const opened = await practice?.opened.catch(() => undefined);
    practice = undefined;
    await opened?.close();
  };

  async function practiceCluster(scenario: string): Promise<OpenedTarget> {
    if (practice?.scenario !== scenario) await closePractice();
    practice ??= {scenario, opened: openPracticeCluster(scenario)};
    try {
      return await practice.opened;
    } catch (error) {
      practice = undefined;
      throw error;
    }
  }

  async function open(context: string | undefined, scenario = deployContext.scenario): Promise<OpenedTarget> {
    if (context === undefined) return await practiceCluster(scenario);
    const {openContext} = await import('../deploy/open-target.ts');
    const opened = await openContext({
      context,
      env: io.env,
      ...(delegate.namespace === '' ? {} : {namespace: delegate.namespace}),
      ...(byHand === undefined ? {} : {byHand}),
    });
    if (!('unknown' in opened)) return opened;
    throw new UserError(
      `There is no context ${sanitiseLine(context, {maxLength: 100})} in your kubeconfig.`,
      {
        next: [
          `It has: ${opened.contexts.map((name) => sanitiseLine(name, {maxLength: 100})).join(', ')}.`,
          ...opened.notices,
        ],
      },
    );
  }

  return {
    open,
    async again(place) {
      if (place !== undefined) return {...place, close: LEFT_OPEN};
      const opened = await open(record?.target.context ?? deployContext.context);
      if (record === undefined) return opened;
      // A record tells of the cluster, and of the user, that its context meant then.
      const {recheckTarget} = await import('../services/kubectl/target.ts');
      await recheckTarget(opened.connection.kubectl, record.target, {env: io.env});
      return opened;
    },
    close: closePractice,
  };
}
