import {randomBytes} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import type {Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DEFAULT_ANSWERS} from '../domain/defaults.ts';
import {createFaults, type Fault, type FaultKind} from './api/faults.ts';
import {createApiServer} from './api/serve.ts';
import {serveUpgrades} from './api/upgrades.ts';
import {realClock} from './clock.ts';
import {kindNamed} from './cluster.ts';
import type {PretendTool} from './exec/pretend-tool.ts';
import {makeToolDirectory} from './exec/tool-directory.ts';
import {resourceOf} from './kinds.ts';
import type {KubeObject} from './objects.ts';
import {playCluster, type DelegateName} from './play-cluster.ts';
import {seededRandom} from './random.ts';
import {scenarioNamed, type Scenario} from './scenarios.ts';

/** The context, cluster and user name in the practice cluster's kubeconfig. */
export const PRACTICE_CONTEXT = 'practice';
const USUAL_SPEED = 20;
/** A command in a container may take that long, in real time. */
const USUAL_EXEC_SECONDS = 120;
const USUAL_DELEGATE: DelegateName = DEFAULT_ANSWERS.delegate;

/** A practice cluster that runs. */
export type Practice = {
  url: string;
  /** A kubeconfig of its own, mode 0600. */
  kubeconfig: string;
  /** For `KUBECACHEDIR` or `--cache-dir`: discovery must not be remembered from another cluster on the same port. */
  cacheDirectory: string;
  scenario: Scenario;
  /** How many times as fast as real time things go in it. */
  speed: number;
  /** Puts something wrong on the line from now on, or as the fault says. */
  inject(fault: FaultKind | Fault): void;
  /** Takes a fault back, or all of them. */
  withdraw(kind?: FaultKind): void;
  /** Forgets the history: watches from before now are expired (410). */
  compact(): void;
  /** The stored objects of a kind such as `Pod`, in a namespace or in all, and the newest resourceVersion. */
  snapshot(kind: string, namespace?: string): {resourceVersion: string; items: KubeObject[]};
  /** Ends everything and takes the temporary directory away. */
  close(): Promise<void>;
};

const kubeconfigText = (url: string, proxy: string | undefined): string =>
  JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': PRACTICE_CONTEXT,
      clusters: [{name: PRACTICE_CONTEXT, cluster: {server: url, 'proxy-url': proxy}}],
      users: [{name: PRACTICE_CONTEXT, user: {}}],
      contexts: [
        {
          name: PRACTICE_CONTEXT,
          context: {cluster: PRACTICE_CONTEXT, user: PRACTICE_CONTEXT, namespace: 'default'},
        },
      ],
    },
    null,
    2,
  );

/** Lets the server listen on a free port of 127.0.0.1; gives its URL. */
async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/**
 * Starts a pretend Kubernetes cluster in this process, on a random port of 127.0.0.1, that the real kubectl can
 * talk to. Its API needs no login, so nothing secret belongs in it; only scripts in containers do, see `tools`.
 * @param scenario one of SCENARIOS, by name or as a row of its own
 * @param directory where its temporary directory is made; the system's when left out
 * @param speed how many times as fast as real time waits pass; 20 when left out
 * @param faults faults of the line besides the scenario's own
 * @param delegate the delegate that serves already in scenarios of an update
 * @param serving whether it does, in the place of what the scenario says
 * @param tools programs of the delegate's container, for `kubectl exec`. With any of them `sh -c` works too: it is
 * the shell of this machine with nothing else on its PATH, for who has the kubeconfig. None when left out
 * @param execSeconds real time that a command in a container may take; 120 when left out
 * @param seed makes names and uids come out the same every time
 * @throws RangeError when there is no such scenario
 */
export async function startPractice({
  scenario: wanted,
  directory = tmpdir(),
  speed = USUAL_SPEED,
  faults: given = [],
  delegate = USUAL_DELEGATE,
  serving,
  tools = [],
  execSeconds = USUAL_EXEC_SECONDS,
  seed = Math.floor(Math.random() * 2 ** 31),
}: {
  scenario: string | Scenario;
  directory?: string;
  speed?: number;
  faults?: readonly (FaultKind | Fault)[];
  delegate?: DelegateName;
  serving?: boolean;
  tools?: readonly PretendTool[];
  execSeconds?: number;
  seed?: number;
}): Promise<Practice> {
  const scenario = typeof wanted === 'string' ? scenarioNamed(wanted) : wanted;
  if (!scenario) throw new RangeError(`There is no practice scenario ${JSON.stringify(wanted)}.`);
  const clock = realClock({speed});
  const cluster = playCluster({
    scenario,
    clock,
    random: seededRandom(seed),
    delegate,
    secrets: true,
    ...(serving === undefined ? {} : {serving}),
  });
  const faults = createFaults(clock);
  const server = createApiServer(cluster, faults);
  const home = mkdtempSync(join(directory, 'delegate-tui-practice-'));
  const password = randomBytes(24).toString('hex');
  let toolDirectory: string | undefined;
  const endExecs = serveUpgrades(
    server,
    {cluster, faults},
    {
      tools,
      limitSeconds: execSeconds,
      authorization: `Basic ${Buffer.from(`${PRACTICE_CONTEXT}:${password}`).toString('base64')}`,
      directory() {
        if (toolDirectory === undefined) makeToolDirectory((toolDirectory = join(home, 'tools')), tools);
        return toolDirectory;
      },
    },
  );
  const remove = (): void => {
    endExecs();
    rmSync(home, {recursive: true, force: true});
  };
  // For a program that ends without closing.
  process.once('exit', remove);
  const kubeconfig = join(home, 'kubeconfig');
  const cacheDirectory = join(home, 'cache');
  let url = '';
  try {
    url = await listen(server);
    const proxy = tools.length === 0 ? undefined : url.replace('//', `//${PRACTICE_CONTEXT}:${password}@`);
    writeFileSync(kubeconfig, kubeconfigText(url, proxy), {mode: 0o600, flag: 'wx'});
    mkdirSync(cacheDirectory, {mode: 0o700});
  } catch (error) {
    clock.close();
    server.close();
    process.off('exit', remove);
    remove();
    throw error;
  }
  const inject = (fault: FaultKind | Fault): void =>
    faults.inject(typeof fault === 'string' ? {kind: fault} : fault);
  for (const fault of [...(scenario.fault ? [scenario.fault] : []), ...given]) inject(fault);

  return {
    url,
    kubeconfig,
    cacheDirectory,
    scenario,
    speed,
    inject,
    withdraw: faults.withdraw,
    compact: cluster.store.compact,
    snapshot: (kind, namespace) => ({
      resourceVersion: String(cluster.store.revision()),
      items: structuredClone(cluster.store.list(resourceOf(kindNamed(cluster, kind)), namespace)),
    }),
    async close() {
      process.off('exit', remove);
      clock.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      endExecs();
      server.closeAllConnections();
      await closed;
      remove();
    },
  };
}
