import type {AddressInfo} from 'node:net';
import {createFaults} from '../../src/practice/api/faults.ts';
import {beginDeletion} from '../../src/practice/api/remove.ts';
import {createApiServer} from '../../src/practice/api/serve.ts';
import {realClock} from '../../src/practice/clock.ts';
import {kindNamed} from '../../src/practice/cluster.ts';
import type {Deployment, Pod} from '../../src/practice/controllers/workloads.ts';
import {withServerDefaults} from '../../src/practice/fields/defaults.ts';
import {timestamp, type KubeObject} from '../../src/practice/objects.ts';
import {playCluster} from '../../src/practice/play-cluster.ts';
import {seededRandom} from '../../src/practice/random.ts';
import type {Chance} from './chance.ts';
import {fates, type Mood} from './fates.ts';
import {HOSTILE} from './hostile.ts';
import type {Upset} from './schedule.ts';
import {truthOf, type Truth} from './truth.ts';

export const NAMESPACE = 'soak';
/** Watched from the first minute to the last: its pod template never changes. */
export const LONG = 'long-del';
/** Made anew for each rollout that is watched from beginning to end. */
export const SHORT = 'short-del';

const SPEED = 12;
const SOMEBODY = {manager: 'somebody'};
/** Real clusters forget events after an hour; this one is faster. */
const EVENTS_KEPT_MS = 180_000;
/** No message of a real cluster is longer: its store takes 1.5 MB at most. */
const HUGE = 200_000;

/** The practice cluster with a hand in it. */
export interface World {
  readonly url: string;
  /** How pods that are made from now on fare. */
  readonly setMood: (deployment: string, mood: Mood) => void;
  readonly upset: (kind: Upset, size: number) => void;
  readonly scale: (name: string, replicas: number) => void;
  /** Every pod of a Deployment makes room for a new one. */
  readonly renew: (name: string) => void;
  readonly change: (name: string, edit: (spec: Deployment['spec']) => Deployment['spec']) => void;
  readonly create: (object: KubeObject) => void;
  readonly remove: (name: string) => void;
  /** Takes away what a real cluster forgets too: old events, pods that failed, history. */
  readonly tidy: () => void;
  readonly truth: (name: string) => Truth;
  readonly close: () => void;
}

/** A Deployment as somebody would write it. */
export const deploymentNamed = (name: string, image: string): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {name, namespace: NAMESPACE},
  spec: {
    minReadySeconds: 10,
    progressDeadlineSeconds: 900,
    selector: {matchLabels: {app: name}},
    template: {
      metadata: {labels: {app: name}},
      spec: {
        terminationGracePeriodSeconds: 20,
        containers: [
          {
            name: 'delegate',
            image,
            resources: {requests: {cpu: '100m', memory: '256Mi'}, limits: {memory: '256Mi'}},
            readinessProbe: {
              httpGet: {path: '/api/health', port: 3460},
              periodSeconds: 10,
              failureThreshold: 2,
            },
          },
        ],
      },
    },
  },
});

export async function openWorld(seed: number, chance: Chance): Promise<World> {
  const clock = realClock({speed: SPEED});
  const {planner, set} = fates(chance);
  const cluster = playCluster({
    scenario: {name: 'soak', title: 'Soak', says: 'Everything, for long.', ends: 'stuck'},
    clock,
    random: seededRandom(seed),
    delegate: {name: LONG, namespace: NAMESPACE},
    planner,
    secrets: true,
  });
  const {store} = cluster;
  const server = createApiServer(cluster, createFaults(clock));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const podKind = kindNamed(cluster, 'Pod');
  const eventKind = kindNamed(cluster, 'Event');
  const deploymentKind = kindNamed(cluster, 'Deployment');
  store.create(
    kindNamed(cluster, 'Namespace'),
    withServerDefaults({apiVersion: 'v1', kind: 'Namespace', metadata: {name: NAMESPACE}}),
    SOMEBODY,
  );

  const podsOf = (name: string): Pod[] =>
    (store.list('pods', NAMESPACE) as Pod[]).filter(({metadata}) => metadata.labels?.['app'] === name);
  const alive = (): Pod[] => podsOf(LONG).filter(({metadata}) => metadata.deletionTimestamp === undefined);
  const some = (count: number): Pod[] => {
    const left = alive();
    return Array.from({length: Math.min(count, left.length)}, () =>
      left.splice(chance.below(left.length), 1),
    ).flat();
  };
  const end = (pods: readonly Pod[]): void => {
    for (const pod of pods) beginDeletion(cluster, pod, 1);
  };
  const change: World['change'] = (name, edit) => {
    const found = store.get('deployments.apps', NAMESPACE, name) as Deployment | undefined;
    if (found !== undefined) store.update(deploymentKind, {...found, spec: edit(found.spec)}, SOMEBODY);
  };
  const scale = (name: string, replicas: number): void => change(name, (spec) => ({...spec, replicas}));
  const tell = (message: string, type = 'Warning'): void => {
    const [pod] = some(1);
    if (pod === undefined) return;
    const now = timestamp(clock.now());
    const {name, uid = ''} = pod.metadata;
    const metadata = {name: `${name}.${chance.below(1e9).toString(16)}`, namespace: NAMESPACE};
    if (store.get('events', NAMESPACE, metadata.name)) return;
    const involvedObject = {kind: 'Pod', apiVersion: 'v1', namespace: NAMESPACE, name, uid};
    const times = {firstTimestamp: now, lastTimestamp: now, count: 1};
    const what = {involvedObject, type, reason: 'Soaked', message, source: {component: 'soak'}};
    store.create(eventKind, {apiVersion: 'v1', kind: 'Event', metadata, ...what, ...times}, SOMEBODY);
  };
  const evict = (pod: Pod): void =>
    void store.update(
      podKind,
      {...pod, status: {...pod.status, phase: 'Failed', reason: 'Evicted', message: 'The node was low.'}},
      {manager: 'kubelet', subresource: 'status'},
    );
  const annotate = (pod: Pod, text: string): void => {
    const annotations = {...pod.metadata.annotations, soak: text};
    store.update(podKind, {...pod, metadata: {...pod.metadata, annotations}}, SOMEBODY);
  };

  const UPSETS: Readonly<Record<Upset, (size: number) => void>> = {
    scale: (size) => scale(LONG, size),
    'pod deleted': () => end(some(1)),
    'all pods deleted': () => end(alive()),
    eviction: () => some(1).forEach(evict),
    'events by the hundred': (size) => {
      for (let count = 0; count < size * 25; count++)
        tell(`event ${chance.below(1e9)}`, count % 2 === 0 ? 'Normal' : 'Warning');
    },
    'huge message': (size) => {
      tell('x'.repeat(size * HUGE));
      some(1).forEach((pod) => annotate(pod, 'y'.repeat(HUGE)));
    },
    'hostile text': () => {
      for (const text of HOSTILE) tell(text);
      some(1).forEach((pod) => annotate(pod, HOSTILE.join('')));
    },
    'history forgotten': () => store.compact(),
  };

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setMood: set,
    upset: (kind, size) => UPSETS[kind](size),
    scale,
    renew: (name) => end(podsOf(name)),
    change,
    create: (object) => void store.create(deploymentKind, withServerDefaults(object), SOMEBODY),
    remove: (name) => void store.remove(deploymentKind, NAMESPACE, name),
    tidy() {
      const oldest = timestamp(clock.now() - EVENTS_KEPT_MS);
      for (const {metadata} of store.list('events', NAMESPACE))
        if ((metadata.creationTimestamp ?? '') < oldest) store.remove(eventKind, NAMESPACE, metadata.name);
      for (const pod of podsOf(LONG))
        if (pod.status.phase === 'Failed') store.remove(podKind, NAMESPACE, pod.metadata.name);
      store.compact();
    },
    truth: (name) =>
      truthOf(store.get('deployments.apps', NAMESPACE, name) as Deployment | undefined, podsOf(name)),
    close() {
      clock.close();
      server.close();
      server.closeAllConnections();
    },
  };
}
