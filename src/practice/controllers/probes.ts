import {isMap, numberAt, textAt, valueAt} from '../objects.ts';
import type {RunPlan} from './pod-plan.ts';
import type {PodOnNode} from './pod-on-node.ts';
import type {Container} from './workloads.ts';

export type Ending = {exitCode: number; reason: string};

const KILL_SECONDS = 2;
const SIGTERM_EXIT = 143;

/** What the kubelet says about a probe that failed. */
function failureText(probe: unknown, podIP: string, container: Container): string {
  const refused = (port: unknown): string =>
    `dial tcp ${podIP}:${portNumber(port, container)}: connect: connection refused`;
  if (isMap(valueAt(probe, 'httpGet'))) {
    const port = valueAt(probe, 'httpGet', 'port');
    const scheme = (textAt(probe, 'httpGet', 'scheme') || 'HTTP').toLowerCase();
    return `Get "${scheme}://${podIP}:${portNumber(port, container)}${textAt(probe, 'httpGet', 'path')}": ${refused(port)}`;
  }
  if (isMap(valueAt(probe, 'tcpSocket'))) return refused(valueAt(probe, 'tcpSocket', 'port'));
  return 'command failed';
}

function portNumber(port: unknown, container: Container): string {
  if (typeof port === 'number') return String(port);
  const named = (Array.isArray(container['ports']) ? container['ports'] : []).find(
    (one) => textAt(one, 'name') === port,
  );
  return String(valueAt(named, 'containerPort') ?? port);
}

/**
 * Plays the probes of a running container. Resolves with how it was killed when a probe failed too often; otherwise
 * never. Source: Kubernetes docs, "Configure Liveness, Readiness and Startup Probes".
 */
export async function watchProbes({
  runner,
  container,
  run,
  isOver,
}: {
  runner: PodOnNode;
  container: Container;
  run: RunPlan;
  isOver: () => boolean;
}): Promise<Ending> {
  const {name, startupProbe, readinessProbe, livenessProbe} = container;
  const {life, podIP} = runner;
  let elapsed = 0;
  const sleep = async (seconds: number): Promise<void> => {
    await life.sleep(seconds);
    elapsed += seconds;
    if (isOver()) await new Promise<never>(() => {});
  };
  const fail = (word: string, probe: unknown): void =>
    runner.tell(
      'Unhealthy',
      `${word} probe failed: ${failureText(probe, podIP, container)}`,
      name,
      'Warning',
    );

  /** Probes until it succeeds; 'killed' when it failed as often as it may. */
  const until = async (
    word: 'Startup' | 'Readiness' | 'Liveness',
    probe: unknown,
  ): Promise<'passed' | 'killed'> => {
    const limit =
      word === 'Readiness' ? Number.POSITIVE_INFINITY : (numberAt(probe, 'failureThreshold') ?? 3);
    await sleep(Math.max(0, (numberAt(probe, 'initialDelaySeconds') ?? 0) - elapsed));
    for (let failures = 1; elapsed < run.healthyAfter; failures++) {
      fail(word, probe);
      if (failures >= limit) {
        runner.tell(
          'Killing',
          `Container ${name} failed ${word.toLowerCase()} probe, will be restarted`,
          name,
        );
        await sleep(KILL_SECONDS);
        return 'killed';
      }
      await sleep(numberAt(probe, 'periodSeconds') ?? 10);
    }
    return 'passed';
  };

  const killed: Ending = {exitCode: SIGTERM_EXIT, reason: 'Error'};
  if (isMap(startupProbe)) {
    if ((await until('Startup', startupProbe)) === 'killed') return killed;
    runner.setContainer(name, {started: true, ready: !isMap(readinessProbe)});
  } else if (isMap(livenessProbe) && run.healthyAfter === Number.POSITIVE_INFINITY) {
    if ((await until('Liveness', livenessProbe)) === 'killed') return killed;
  }
  if (isMap(readinessProbe)) {
    await until('Readiness', readinessProbe);
    runner.setContainer(name, {ready: true});
  } else if (
    !isMap(startupProbe) &&
    run.ends === undefined &&
    run.healthyAfter > 0 &&
    run.healthyAfter !== Number.POSITIVE_INFINITY
  ) {
    await sleep(Math.max(0, run.healthyAfter - elapsed));
    runner.setContainer(name, {ready: true});
  }
  return new Promise<never>(() => {});
}
