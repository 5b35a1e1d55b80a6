import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {TestContext} from 'node:test';
import {eventLines} from '../../src/commands/deploy/event-lines.ts';
import type {DeployControls} from '../../src/deploy/controls.ts';
import {deploy} from '../../src/deploy/deploy.ts';
import type {DeployEvent} from '../../src/domain/deploy/events.ts';
import {UNATTENDED} from '../../src/domain/deploy/watch-options.ts';
import {startPractice, type Practice} from '../../src/practice/start-practice.ts';
import {findKubectl} from '../../src/services/kubectl/find-kubectl.ts';
import type {Connection} from '../../src/services/kubectl/kubectl-types.ts';
import {listContexts} from '../../src/services/kubectl/target.ts';
import type {DeployEffect, Question} from '../../src/wizard/deploy/effects.ts';
import {atTarget, deployMachine} from '../wizard/deploy/deploy-machine.ts';
import {JOB} from './deploy-samples.ts';
import {startFaultProxy, type Meddling} from './fault-proxy.ts';
import {kubectlEnv} from './kubectl-env.ts';
import {renderAt} from './render-at.tsx';
import {temporaryDirectory} from './temporary-directory.ts';
import {findingsHere, refuseFindings} from './watch-secrets.ts';

export const FAULT_NAMESPACE = 'harness-delegate-ng';

/** A practice cluster behind a server that meddles, and the kubeconfig that leads there. */
export interface FaultCluster {
  readonly practice: Practice;
  readonly connection: Connection;
  readonly kubeconfig: string;
}

/** `meddle` sees every request. The namespace is there already, unless it is told otherwise. */
export async function faultCluster(
  context: TestContext,
  {
    meddle = () => undefined,
    namespace = true,
    ...options
  }: Partial<Parameters<typeof startPractice>[0]> & {
    readonly meddle?: Meddling;
    readonly namespace?: boolean;
  } = {},
): Promise<FaultCluster> {
  const practice = await startPractice({scenario: 'ok', speed: 200, seed: 7, ...options});
  context.after(async () => await practice.close());
  if (namespace)
    await fetch(`${practice.url}/api/v1/namespaces`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify({apiVersion: 'v1', kind: 'Namespace', metadata: {name: FAULT_NAMESPACE}}),
    });
  const url = await startFaultProxy(context, {behind: practice.url, meddle});
  const kubeconfig = join(temporaryDirectory(context), 'kubeconfig');
  writeFileSync(kubeconfig, readFileSync(practice.kubeconfig, 'utf8').replaceAll(practice.url, url));
  return {practice, kubeconfig, connection: await connectionOf(practice, kubeconfig)};
}

async function connectionOf(practice: Practice, kubeconfig: string): Promise<Connection> {
  const kubectl = await findKubectl({
    more: {
      KUBECONFIG: kubeconfig,
      KUBECACHEDIR: practice.cacheDirectory,
      ...kubectlEnv(practice.cacheDirectory),
    },
  });
  const [row] = (await listContexts(kubectl)).contexts;
  if (row === undefined) throw new Error('There is no context.');
  const {current: _, ...target} = row;
  return {kubectl, target: {...target, namespace: FAULT_NAMESPACE}};
}

/** What an engine told or asked, in its order. */
export type Step = {readonly event: DeployEvent} | {readonly ask: Question; readonly yes: boolean};

/** What the two fronts made of one run of the engine. */
export interface BothFronts {
  readonly end: Extract<DeployEvent, {type: 'end'}>;
  readonly events: readonly DeployEvent[];
  /** Everything that the lines said, the verdict too. */
  readonly lines: string;
  /** What was on the screen at each question, and at the end. Lines are joined by one blank. */
  readonly screens: readonly string[];
  /** What the keys of `opens` opened, at the first question, or at the end without one. */
  readonly panel: string;
  /** Everything that the lines of a dry run say of the changes, too. */
  readonly dryRunLines: string;
}

export interface BothRequest extends Partial<DeployControls> {
  readonly connection: Connection;
  readonly manifests: readonly string[];
  /** Keys that open a panel. */
  readonly opens?: string;
}

/**
 * One deploy, as far as the end of the apply; the rollout is left alone then. Both fronts are made of its events:
 * the lines as they are printed, and the screens as the machine and the terminal show them. Rejects when there is a
 * secret in them, or with its children.
 */
export async function throughBothFronts({
  connection,
  manifests,
  opens = '',
  ...given
}: BothRequest): Promise<BothFronts> {
  const steps: Step[] = [];
  const leave = new AbortController();
  const asked =
    (kind: Question['kind'], decide: (question: never) => Promise<boolean>) =>
    async (question: object): Promise<boolean> => {
      const yes = await decide(question as never);
      steps.push({ask: {kind, ...question} as unknown as Question, yes});
      return yes;
    };
  const controls: DeployControls = {
    leave: leave.signal,
    confirm: asked('confirm', given.confirm ?? (async () => true)),
    takeOver: asked('take-over', given.takeOver ?? (async () => false)),
    confirmUndo: asked('undo', async () => false),
    ...(given.login === undefined ? {} : {login: asked('login', given.login)}),
  };
  const request = {connection, manifests, options: {...UNATTENDED, settleMs: 0}, now: new Date(0)};
  for await (const event of deploy(request, controls)) {
    steps.push({event});
    if (event.type === 'applied') leave.abort();
  }
  const events = steps.flatMap((step) => ('event' in step ? [step.event] : []));
  const end = events.at(-1);
  if (end?.type !== 'end') throw new Error('The run has no end.');
  const linesOf = eventLines();
  const lines = [...events.flatMap((event) => [...linesOf(event)]), end.result.sentence].join('\n');
  const changesOf = eventLines({showsChanges: true});
  const dryRunLines = events.flatMap((event) => [...changesOf(event)]).join('\n');
  const shown = await screensOf(steps, {opens});
  const screens = opens === '' ? shown : shown.slice(0, -1);
  const panel = opens === '' ? '' : (shown.at(-1) ?? '');
  refuseFindings(findingsHere({texts: {lines, dryRunLines}, written: [...screens, panel].join('\n')}));
  return {end, events, lines, dryRunLines, screens, panel};
}

/** So many rows that nothing of a panel has to be scrolled to. */
const WHOLE_PANEL = 200;

const ANSWER_KEYS: Readonly<Record<Question['kind'], string>> = {
  confirm: 'y',
  'take-over': 'y',
  undo: 'y',
  login: '\r',
};

/**
 * What the screens show of it at each question, and at the end: of an apply, or of another job. Lines are joined by
 * one blank.
 */
export async function screensOf(
  steps: readonly Step[],
  {job, opens = ''}: {readonly job?: typeof JOB; readonly opens?: string} = {},
): Promise<string[]> {
  const machine = job === undefined ? atTarget() : deployMachine({job});
  if (job === undefined) machine.keys('enter');
  const screens: string[] = [];
  const panels: string[] = [];
  const see = async (seen = screens, rows = 40): Promise<void> => {
    const drawn = await renderAt({screen: machine.screen(), columns: 120, rows});
    seen.push((await drawn.frame()).join(' ').replaceAll(/\s+/g, ' '));
    await drawn.unmount();
  };
  const seePanel = async (): Promise<void> => {
    if (opens === '' || panels.length > 0) return;
    machine.read(opens);
    await see(panels, WHOLE_PANEL);
    machine.keys('escape');
  };
  const isAnswered = (effect: DeployEffect): boolean => effect.type === 'answer' || effect.type === 'log-in';
  for (const step of steps) {
    if ('event' in step) {
      machine.events(step.event);
      continue;
    }
    const {mustType: _, ...question} = {mustType: undefined, ...step.ask};
    machine.ask(question);
    await see();
    await seePanel();
    machine.took();
    machine.read(step.yes ? ANSWER_KEYS[step.ask.kind] : '\u001b');
    if (!machine.took().some(isAnswered)) throw new Error(`No answer to ${step.ask.kind}.`);
  }
  await see();
  await seePanel();
  return [...screens, ...panels];
}
