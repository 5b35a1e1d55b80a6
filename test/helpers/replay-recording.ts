import {playCluster} from '../../src/practice/play-cluster.ts';
import {patchObject} from '../../src/practice/api/write.ts';
import {deleteStored} from '../../src/practice/api/remove.ts';
import {resourceOf} from '../../src/practice/kinds.ts';
import {kindNamed, type Cluster} from '../../src/practice/cluster.ts';
import type {PodPlan} from '../../src/practice/controllers/pod-plan.ts';
import type {Pod} from '../../src/practice/controllers/workloads.ts';
import type {KubeObject} from '../../src/practice/objects.ts';
import {seededRandom} from '../../src/practice/random.ts';
import {scenarioNamed} from '../../src/practice/scenarios.ts';
import {manualClock} from './manual-clock.ts';
import type {RecordedLine} from './recordings.ts';

const NAMESPACE = 'rec';
const SETTLE_SECONDS = 60;
const OTHER = {manager: 'kubectl'};

/** What the stand-in kubelet of the recordings did with an image, by its tag. */
function recordedPlan(pod: Pod): PodPlan {
  const image = pod.spec.containers[0]?.image ?? '';
  const tag = image.split(':').pop();
  const dies = (exitCode: number, reason: 'Error' | 'OOMKilled'): PodPlan => ({
    pull: () => ({seconds: 1}),
    run: () => ({healthyAfter: Number.POSITIVE_INFINITY, ends: {after: 0, exitCode, reason}, log: []}),
  });
  if (tag === 'crash') return dies(1, 'Error');
  if (tag === 'oom') return dies(137, 'OOMKilled');
  const failure = `failed to pull and unpack image "${image}": failed to resolve reference "${image}": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`;
  const seconds = tag === 'slow' ? 39.6 : 2.6;
  return {
    pull: () => (tag === 'nopull' ? {seconds: 1, failure} : {seconds}),
    run: () => ({healthyAfter: tag === 'notready' ? 1e9 : 0, log: []}),
  };
}

function apply(cluster: Cluster, {metadata, ...given}: KubeObject): void {
  const wanted = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {name: metadata.name, labels: metadata.labels},
    spec: given['spec'],
  };
  patchObject(
    cluster,
    {kind: kindNamed(cluster, 'Deployment'), namespace: NAMESPACE, name: metadata.name},
    {
      method: 'PATCH',
      path: '',
      query: new URLSearchParams({fieldManager: 'kubectl', force: 'true'}),
      headers: {'content-type': 'application/apply-patch+yaml'},
      body: Buffer.from(JSON.stringify(wanted)),
    },
  );
}

const quota = (pods: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: {name: 'pods', namespace: NAMESPACE},
  spec: {hard: {pods}},
});

const tokenSecret: KubeObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {name: 'delegate-account-token', namespace: NAMESPACE},
  data: {DELEGATE_TOKEN: 'cHJhY3RpY2U='},
};

function evictOnePod(cluster: Cluster): void {
  const [pod] = cluster.store.list('pods', NAMESPACE) as Pod[];
  if (!pod) throw new Error('no pod to evict');
  const status = {
    ...pod.status,
    phase: 'Failed',
    reason: 'Evicted',
    message: 'The node was low on resource: memory.',
  };
  cluster.store.update(kindNamed(cluster, 'Pod'), {...pod, status}, OTHER);
}

const remove = (cluster: Cluster, kind: string, namespace: string | undefined, name: string): void => {
  const object = cluster.store.get(resourceOf(kindNamed(cluster, kind)), namespace, name);
  if (object) deleteStored(cluster, {kind: kindNamed(cluster, kind)}, object);
};

/** Things that were done beside applying the Deployment, by the recorded step. */
const STEPS: Readonly<Record<string, (cluster: Cluster) => void>> = {
  'quota raised': (cluster) => cluster.store.update(kindNamed(cluster, 'ResourceQuota'), quota('10'), OTHER),
  'anyuid granted to the service account': (cluster) =>
    cluster.store.create(
      kindNamed(cluster, 'RoleBinding'),
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: {name: 'anyuid', namespace: NAMESPACE},
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name: 'system:openshift:scc:anyuid',
        },
        subjects: [{kind: 'ServiceAccount', name: 'default', namespace: NAMESPACE}],
      },
      OTHER,
    ),
  'secret created': (cluster) => cluster.store.create(kindNamed(cluster, 'Secret'), tokenSecret, OTHER),
  'a node evicts one pod': evictOnePod,
  'kubectl delete deploy -n rec-deleted-while-watching delegate': (cluster) =>
    remove(cluster, 'Deployment', NAMESPACE, 'delegate'),
  'kubectl delete ns rec-namespace-deleted --wait=false': (cluster) =>
    remove(cluster, 'Namespace', undefined, NAMESPACE),
};

/** The scenario with which a recording is done again. */
const scenarioOf = (name: string): string =>
  name.startsWith('openshift') ? 'openshift-scc' : name.startsWith('pod-security') ? 'pod-security' : 'ok';

/**
 * Does in the practice cluster what was done in a recording, at the same times. Gives what watches would tell until
 * the recording's end, and until a little later: what was on its way when the real one was cut.
 */
export async function replay(
  name: string,
  lines: readonly RecordedLine[],
): Promise<{told: RecordedLine[]; toldLater: RecordedLine[]}> {
  const clock = manualClock();
  const scenario = scenarioNamed(scenarioOf(name));
  if (!scenario) throw new Error('no such scenario');
  const cluster = playCluster({
    scenario: {...scenario, actors: []},
    clock,
    random: seededRandom(1),
    delegate: {name: 'delegate', namespace: NAMESPACE},
    planner: recordedPlan,
    serving: false,
  });
  const labels = {
    'pod-security.kubernetes.io/enforce': name.startsWith('pod-security') ? 'restricted' : 'privileged',
  };
  const namespace = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {name: NAMESPACE, labels},
    status: {phase: 'Active'},
  };
  cluster.store.create(kindNamed(cluster, 'Namespace'), namespace, OTHER);
  if (name.startsWith('quota')) cluster.store.create(kindNamed(cluster, 'ResourceQuota'), quota('1'), OTHER);
  const [serving] = lines.find((line) => line.kind === 'deployments' && line.list)?.list?.items ?? [];
  if (serving) apply(cluster, serving);
  await clock.advance(SETTLE_SECONDS);

  const toldLater: RecordedLine[] = [];
  cluster.store.subscribe(({type, resource, object}) => {
    toldLater.push({t: clock.at() * 1000, kind: resource.split('.')[0] ?? '', event: {type, object}});
  });
  const begin = clock.at();
  let generation = serving?.metadata.generation ?? 0;
  for (const {t, kind, event, step} of lines) {
    await clock.advance(Math.max(0, begin + t / 1000 - clock.at()));
    const seen = event?.object.metadata.generation ?? 0;
    if (kind === 'deployments' && event && event.type !== 'DELETED' && seen > generation) {
      generation = seen;
      apply(cluster, event.object);
    }
    if (step !== undefined) STEPS[step]?.(cluster);
  }
  const told = [...toldLater];
  await clock.advance(2);
  clock.close();
  return {told, toldLater};
}
