import type {Cluster} from '../cluster.ts';
import {timestamp} from '../objects.ts';
import {configProblem} from './config-problem.ts';
import {pullImage} from './image-pull.ts';
import type {PodPlan, RunPlan} from './pod-plan.ts';
import type {PodOnNode} from './pod-on-node.ts';
import {watchProbes} from './probes.ts';
import type {Container} from './workloads.ts';

const FIRST_BACKOFF = 10;
const LAST_BACKOFF = 300;
const SYNC_SECONDS = 12;
const CONFIG_SECONDS = 4;
const RELIST_SECONDS = 0.8;

/** A container without a plan of its own does well. */
const GOOD_PLAN: PodPlan = {pull: () => ({seconds: 2}), run: () => ({healthyAfter: 0, log: []})};

/** Seconds as the kubelet prints them: `10s`, `1m20s`, `5m0s`. */
const goSeconds = (seconds: number): string =>
  seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;

/** Plays one container until its pod's life is over: pull, start, run, end, back-off, again. */
export async function runContainer({
  cluster,
  runner,
  container,
  plan = GOOD_PLAN,
}: {
  cluster: Cluster;
  runner: PodOnNode;
  container: Container;
  plan: PodPlan | undefined;
}): Promise<void> {
  const {name} = container;
  const {life} = runner;
  let pulls = 0;
  let lastState: Record<string, unknown> = {};
  for (let attempt = 0; ; attempt++) {
    for (;;) {
      pulls = await pullImage({cluster, runner, container, plan, pulls});
      const problem = configProblem(cluster, runner, container);
      if (problem === undefined) break;
      runner.tell('Failed', `Error: ${problem}`, name, 'Warning');
      runner.setContainer(name, {
        state: {waiting: {reason: 'CreateContainerConfigError', message: problem}},
        lastState,
      });
      await life.sleep(CONFIG_SECONDS);
    }
    const ended = await runOnce({cluster, runner, container, run: plan.run(attempt), attempt, lastState});
    lastState = {terminated: ended};
    await life.sleep(RELIST_SECONDS);
    if (attempt > 0)
      await backOff({
        runner,
        name,
        seconds: Math.min(FIRST_BACKOFF * 2 ** (attempt - 1), LAST_BACKOFF),
        lastState,
      });
  }
}

async function backOff({
  runner,
  name,
  seconds,
  lastState,
}: {
  runner: PodOnNode;
  name: string;
  seconds: number;
  lastState: Record<string, unknown>;
}): Promise<void> {
  const {metadata} = runner.pod();
  const where = `${metadata.name}_${metadata.namespace ?? ''}(${metadata.uid ?? ''})`;
  const tell = (): void =>
    runner.tell('BackOff', `Back-off restarting failed container ${name} in pod ${where}`, name, 'Warning');
  tell();
  runner.setContainer(name, {
    state: {
      waiting: {
        reason: 'CrashLoopBackOff',
        message: `back-off ${goSeconds(seconds)} restarting failed container=${name} pod=${where}`,
      },
    },
    lastState,
    ready: false,
    started: false,
  });
  for (let left = seconds; left > 0; left -= SYNC_SECONDS) {
    await runner.life.sleep(Math.min(left, SYNC_SECONDS));
    if (left > SYNC_SECONDS) tell();
  }
}

async function runOnce({
  cluster,
  runner,
  container,
  run,
  attempt,
  lastState,
}: {
  cluster: Cluster;
  runner: PodOnNode;
  container: Container;
  run: RunPlan;
  attempt: number;
  lastState: Record<string, unknown>;
}): Promise<Record<string, unknown>> {
  const {clock, logs, random} = cluster;
  const {name, image} = container;
  const {life} = runner;
  const {uid = ''} = runner.pod().metadata;
  const containerID = `containerd://${random.hex(64)}`;
  const identity = {
    image,
    imageID: `${image.replace(/[:@][^/]*$/, '')}@sha256:${random.hex(64)}`,
    containerID,
  };
  const startedAt = timestamp(clock.now());
  const book = logs.begin(uid, name);
  runner.tell('Created', 'Container created', name);
  runner.tell('Started', 'Container started', name);
  const probed = ['startupProbe', 'readinessProbe'].some((probe) => container[probe] !== undefined);
  const atOnce = run.ends?.after === 0;
  if (!atOnce)
    runner.setContainer(name, {
      state: {running: {startedAt}},
      lastState,
      ready: !probed && run.ends === undefined && run.healthyAfter === 0,
      started: container['startupProbe'] === undefined,
      restartCount: attempt,
      ...identity,
    });
  for (const [after, text] of run.log)
    clock.after(after, () => (book.ended ? undefined : logs.write(book, text)));
  const {ends} = run;
  const itself =
    ends === undefined
      ? new Promise<never>(() => {})
      : life.sleep(ends.after).then(() => ({exitCode: ends.exitCode, reason: ends.reason as string}));
  const {exitCode, reason} = await Promise.race([
    itself,
    watchProbes({runner, container, run, isOver: () => book.ended}),
  ]);
  logs.end(book);
  const terminated = {exitCode, reason, startedAt, finishedAt: timestamp(clock.now()), containerID};
  runner.setContainer(name, {
    state: {terminated},
    lastState,
    ready: false,
    started: false,
    restartCount: attempt,
    ...identity,
  });
  return terminated;
}
