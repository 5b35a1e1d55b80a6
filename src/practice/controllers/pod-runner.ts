import {kindNamed, type Cluster} from '../cluster.ts';
import {mapAt, textAt, timestamp} from '../objects.ts';
import {runContainer} from './container-runner.ts';
import {createLife, type Life} from './life.ts';
import {missingVolume} from './missing-volume.ts';
import type {PodOnNode} from './pod-on-node.ts';
import type {PodPlan} from './pod-plan.ts';
import {freshStatus, podConditions} from './pod-status.ts';
import type {Recorder} from './recorder.ts';
import type {ContainerStatus, Pod} from './workloads.ts';

const WRITER = {manager: 'kubelet', subresource: 'status'};

/** Plenty of made-up addresses. */
const podAddress = (uid: string): string =>
  `10.244.${1 + (Number.parseInt(uid.slice(0, 2), 16) % 2)}.${2 + (Number.parseInt(uid.slice(2, 4), 16) % 250)}`;

export type Runner = {
  /** Ends the pod as the kubelet does: signal, grace, Succeeded or Failed, gone. */
  stop(): void;
  /** Stops playing it without a word, as when its node is gone. */
  abandon(): void;
};

const STOP_SECONDS = 1;

/** Begins to play a pod that the scheduler has put on a node. */
export function runPod({
  cluster,
  given,
  plan,
  record,
  adopt,
}: {
  cluster: Cluster;
  given: Pod;
  plan: PodPlan;
  record: Recorder;
  adopt: boolean;
}): Runner {
  const {store, clock} = cluster;
  const kind = kindNamed(cluster, 'Pod');
  const {uid = '', namespace, name} = given.metadata;
  const life = createLife(clock);
  const podIP = textAt(given, 'status', 'podIP') || podAddress(uid);
  const containers = given.spec.containers.map((one) => ({...one}));
  let sandbox = adopt;
  let statuses: ContainerStatus[] =
    (adopt ? given.status.containerStatuses : undefined) ?? containers.map(freshStatus);

  const pod = (): Pod => (store.get('pods', namespace, name) as Pod | undefined) ?? given;
  const publish = (ended?: 'PodFailed' | 'PodCompleted'): void => {
    const current = store.get('pods', namespace, name) as Pod | undefined;
    if (!current || current.metadata.uid !== uid) return;
    const begun = statuses.some(
      ({state, lastState}) => state['waiting'] === undefined || lastState['terminated'] !== undefined,
    );
    const running = sandbox && begun;
    const phase =
      ended === undefined
        ? running
          ? 'Running'
          : 'Pending'
        : ended === 'PodCompleted'
          ? 'Succeeded'
          : 'Failed';
    const status: Pod['status'] = {
      observedGeneration: current.metadata.generation ?? 1,
      phase,
      conditions: podConditions({
        pod: current,
        sandbox,
        containers: statuses,
        now: clock.now(),
        ...(ended ? {ended} : {}),
      }),
      hostIP: '192.168.49.10',
      hostIPs: [{ip: '192.168.49.10'}],
      ...(sandbox ? {podIP, podIPs: [{ip: podIP}]} : {}),
      startTime: current.status['startTime'] ?? timestamp(clock.now()),
      containerStatuses: statuses,
      qosClass: 'Burstable',
    };
    store.update(kind, {...current, status}, WRITER);
  };
  const runner: PodOnNode = {
    life,
    podIP,
    pod,
    containerStatus: (container) =>
      statuses.find((one) => one.name === container) ?? freshStatus({name: container, image: ''}),
    setContainer(container, change) {
      statuses = statuses.map((one) => (one.name === container ? {...one, ...change} : one));
      publish();
    },
    tell: (reason, message, container, type = 'Normal') =>
      record({about: pod(), type, reason, message, ...(container === undefined ? {} : {container})}),
  };

  const begin = async (): Promise<void> => {
    await life.sleep(0.03);
    publish();
    await life.sleep(0.25);
    for (
      let wait = 0.5, missing = missingVolume(store, given);
      missing !== undefined;
      wait = Math.min(wait * 2, 122), missing = missingVolume(store, given)
    ) {
      runner.tell('FailedMount', missing, undefined, 'Warning');
      await life.sleep(wait);
    }
    sandbox = true;
    publish();
    for (const [index, container] of containers.entries())
      void runContainer({
        cluster,
        runner,
        container,
        plan: index === 0 ? plan : undefined,
      });
  };

  const end = async (last: Life): Promise<void> => {
    const running = statuses.filter(({state}) => state['running'] !== undefined);
    for (const {name: container} of running)
      runner.tell('Killing', `Stopping container ${container}`, container);
    if (running.length > 0) await last.sleep(STOP_SECONDS);
    const finishedAt = timestamp(clock.now());
    statuses = statuses.map((one) => {
      const {startedAt, ...rest} = mapAt(one.state, 'running');
      if (one.state['running'] === undefined) return {...one, ready: false, started: false};
      return {
        ...one,
        ...rest,
        state: {
          terminated: {exitCode: 0, reason: 'Completed', startedAt, finishedAt, containerID: one.containerID},
        },
        ready: false,
        started: false,
      };
    });
    for (const {name: container} of statuses) {
      const run = cluster.logs.runs(uid, container).at(-1);
      if (run) cluster.logs.end(run);
    }
    publish(running.length > 0 ? 'PodCompleted' : 'PodFailed');
    await last.sleep(0.01);
    const current = store.get('pods', namespace, name);
    if (current?.metadata.uid !== uid) return;
    store.update(
      kind,
      {
        ...current,
        metadata: {
          ...current.metadata,
          deletionTimestamp: timestamp(clock.now()),
          deletionGracePeriodSeconds: 0,
        },
      },
      {manager: 'kubelet'},
    );
    store.remove(kind, namespace, name);
  };

  /** A pod that runs already wrote its log before. */
  const resume = (): void => {
    const [first] = containers;
    if (!first) return;
    const run = cluster.logs.begin(uid, first.name);
    for (const [, text] of plan.run(0).log) cluster.logs.write(run, text);
  };

  if (adopt) resume();
  else void begin();
  return {
    stop() {
      if (life.isOver()) return;
      life.end();
      void end(createLife(clock));
    },
    abandon: () => life.end(),
  };
}
