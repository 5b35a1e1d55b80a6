import type {RunPlace} from '../deploy/deploy-types.ts';
import type {OpenedTarget} from '../deploy/open-target.ts';
import {UserError} from '../domain/user-error.ts';
import {sanitiseLine} from '../domain/text.ts';
import type {DeployMessage, TargetChoice} from '../wizard/deploy/effects.ts';
import type {DeployContext} from './context.ts';

/** Clusters of the kubeconfig. A kubeconfig without any is no failure: the practice cluster is still there. */
export async function listTargets({io, byHand}: DeployContext): Promise<DeployMessage> {
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
  /** A context, or without one the practice cluster, which is the same one for as long as the screens are up. */
  readonly open: (context: string | undefined) => Promise<OpenedTarget>;
  /** The target of a watch or an undo: where this process was before, else where the run of the record went. */
  readonly again: (place: RunPlace | undefined) => Promise<OpenedTarget>;
  readonly close: () => Promise<void>;
}

const LEFT_OPEN = async () => {};

export function createTargets(deployContext: DeployContext): Targets {
  const {io, delegate, scenario, speed, record, byHand} = deployContext;
  let practice: Promise<OpenedTarget> | undefined;

  async function openPracticeCluster(): Promise<OpenedTarget> {
    const {openPractice} = await import('../deploy/open-target.ts');
    return await openPractice({
      scenario,
      delegate,
      env: io.env,
      ...(speed === undefined ? {} : {speed}),
    });
  }

  async function open(context: string | undefined): Promise<OpenedTarget> {
    if (context === undefined) {
      practice ??= openPracticeCluster();
      try {
        return await practice;
      } catch (error) {
        practice = undefined;
        throw error;
      }
    }
    const {openContext} = await import('../deploy/open-target.ts');
    const opened = await openContext({
      context,
      namespace: delegate.namespace,
      env: io.env,
      ...(byHand === undefined ? {} : {byHand}),
    });
    if (!('unknown' in opened)) return opened;
    throw new UserError(
      `There is no context ${sanitiseLine(context, {maxLength: 100})} in your kubeconfig.`,
      {
        next: [`It has: ${opened.contexts.map((name) => sanitiseLine(name, {maxLength: 100})).join(', ')}.`],
      },
    );
  }

  return {
    open,
    async again(place) {
      if (place !== undefined) return {...place, close: LEFT_OPEN};
      if (deployContext.practice) return await open(undefined);
      const opened = await open(record?.target.context ?? deployContext.context);
      if (record === undefined || opened.connection.target.server === record.target.server) return opened;
      throw new UserError(
        `The context ${sanitiseLine(record.target.context, {maxLength: 100})} means another cluster than when this was applied.`,
        {
          next: [
            `It was ${sanitiseLine(record.target.server, {maxLength: 200})} then. Choose the context yourself.`,
          ],
        },
      );
    },
    async close() {
      const opened = await practice?.catch(() => undefined);
      await opened?.close();
    },
  };
}
