import {readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {TestContext} from 'node:test';
import {startPractice, type Practice} from '../../src/practice/start-practice.ts';
import {ALL_BUT_TOKEN} from './answered.ts';
import {FILE_TOKEN} from './fault-secrets.ts';
import {kubectlEnv} from './kubectl-env.ts';
import {temporaryDirectory} from './temporary-directory.ts';
import {until} from './until.ts';
import {KEY, startWizard, type WizardOptions, type WizardRun} from './wizard-run.ts';

/** The token file lies below the directory of the run. */
function withToken(directory: string): string[] {
  const path = join(directory, 'token.txt');
  writeFileSync(path, `${FILE_TOKEN}\n`, {mode: 0o600});
  return ['--token-from', 'file', '--token-file', path];
}

/** The wizard at the review, every answer given. */
export async function atReview(context: TestContext, options: WizardOptions = {}): Promise<WizardRun> {
  const directory = options.directory ?? temporaryDirectory(context);
  const wizard = startWizard(context, {
    ...options,
    directory,
    args: [...ALL_BUT_TOKEN, ...withToken(directory), ...(options.args ?? [])],
  });
  await wizard.untilStep(6);
  await wizard.until('the comparison with the disk', (lines) =>
    lines.some((line) => /Dockerfile +\w+ +(?:write|nothing to do)/.test(line)),
  );
  return wizard;
}

/** How the user's kubeconfig calls the cluster. */
const CONTEXT = 'prod-east';

/** A practice cluster in this process, that the program takes for one of the user's. */
export interface OutsideCluster {
  readonly cluster: Practice;
  readonly kubeconfig: string;
  readonly env: Readonly<Record<string, string>>;
  /** Command lines of processes that know this cluster. */
  readonly children: () => string[];
}

export async function outsideCluster(
  context: TestContext,
  options: Parameters<typeof startPractice>[0],
): Promise<OutsideCluster> {
  const cluster = await startPractice({speed: 100, seed: 7, ...options});
  context.after(async () => await cluster.close());
  const kubeconfig = join(temporaryDirectory(context), 'kubeconfig');
  const config = readFileSync(cluster.kubeconfig, 'utf8');
  writeFileSync(kubeconfig, config.replaceAll('"practice"', JSON.stringify(CONTEXT)));
  const env = {
    KUBECONFIG: kubeconfig,
    KUBECACHEDIR: cluster.cacheDirectory,
    XDG_STATE_HOME: temporaryDirectory(context),
    ...kubectlEnv(cluster.cacheDirectory),
  };
  return {cluster, kubeconfig, env, children: () => processesWith(kubeconfig)};
}

const read = (path: string): string => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
};

/** Processes with this text in their environment. Source: proc(5). */
export const processesWith = (text: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(`/proc/${pid}/environ`).includes(text))
    .map((pid) => read(`/proc/${pid}/cmdline`).replaceAll('\u0000', ' ').trim())
    .filter((line) => line !== '');

/** Only a guard against hanging for ever. */
const DEADLINE_MS = 10_000;

/** Waits for a process table without them. */
export async function untilGone(children: () => string[]): Promise<void> {
  const last = Date.now() + DEADLINE_MS;
  await until(() => {
    const left = children();
    if (left.length > 0 && Date.now() > last) throw new Error(`Still there: ${left.join('\n')}`);
    return left.length === 0;
  });
}

/** To the apply on a cluster that was never used: its name has to be typed. `key` leads to the list of clusters. */
export async function applyTo(wizard: WizardRun, {key = 'd'} = {}): Promise<void> {
  const name = CONTEXT;
  if (key !== '') wizard.press(key);
  await wizard.untilText('current context');
  await wizard.pointTo(name);
  wizard.press(KEY.enter);
  await wizard.untilText('type the name:');
  wizard.press(name);
  await wizard.until('the typed name', (lines) => lines.some((line) => line.includes(`❯ Name   ${name}`)));
  wizard.press(KEY.enter);
}

/** The verdict's line begins with these words. */
export const untilVerdict = (wizard: WizardRun, words: string): Promise<void> =>
  wizard.until(`the verdict "${words}"`, (lines) =>
    lines.some((line) => line.replace(/^ (?:✔|✖|⚠|·) +/, '').startsWith(words)),
  );

/** No line of a frame is left, and the cursor is there. */
export function isRestored(wizard: WizardRun): boolean {
  const written = wizard.written();
  const isShown = written.lastIndexOf('\u001b[?25h') > written.lastIndexOf('\u001b[?25l');
  return isShown && !wizard.history().some((line) => /step \d of \d$|───|^ ❯/.test(line));
}
