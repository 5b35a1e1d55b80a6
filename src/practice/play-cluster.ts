import type {Clock} from './clock.ts';
import type {Cluster} from './cluster.ts';
import {startDeploymentController} from './controllers/deployment.ts';
import {startGarbageCollector} from './controllers/garbage-collector.ts';
import {startKubelets} from './controllers/kubelet.ts';
import {startNamespaceController} from './controllers/namespace.ts';
import {startReplicaSetController} from './controllers/replica-set.ts';
import {startScheduler} from './controllers/scheduler.ts';
import {KINDS, OPENSHIFT_KINDS} from './kinds.ts';
import {createLogs} from './logs.ts';
import type {Random} from './random.ts';
import type {Scenario} from './scenarios.ts';
import {ACTORS} from './scenarios/actors.ts';
import {resourceQuota} from './scenarios/admission.ts';
import {furnish} from './scenarios/furniture.ts';
import {keepSecrets} from './scenarios/keep-secrets.ts';
import {planOnce} from './scenarios/plans.ts';
import {addServingDelegate, OLDER_IMAGE} from './scenarios/serving-delegate.ts';
import {createStore} from './store.ts';
import type {Planner} from './controllers/pod-plan.ts';

/** The delegate that may serve already: update it and an update is played. */
export type DelegateName = {name: string; namespace: string};

const PLENTY = '16Gi';

/**
 * A cluster that plays a scenario, without its HTTP server. Everything that waits does so on the clock.
 * @param serving whether an older delegate serves already; the scenario says so when left out
 * @param planner how pods fare, in the place of the scenario's own plan
 * @param secrets whether Secrets that manifests leave to others are there all the same
 */
export function playCluster({
  scenario,
  clock,
  random,
  delegate,
  serving = scenario.serving === true,
  planner,
  secrets = false,
}: {
  scenario: Scenario;
  clock: Clock;
  random: Random;
  delegate: DelegateName;
  serving?: boolean;
  planner?: Planner;
  secrets?: boolean;
}): Cluster {
  const cluster: Cluster = {
    clock,
    random,
    store: createStore({clock, random}),
    kinds: scenario.openshift ? [...KINDS, ...OPENSHIFT_KINDS] : KINDS,
    admission: [resourceQuota, ...(scenario.admission ?? [])],
    logs: createLogs(clock),
  };
  startNamespaceController(cluster);
  startDeploymentController(cluster);
  startReplicaSetController(cluster);
  startScheduler(cluster);
  startGarbageCollector(cluster);
  const kubelets = startKubelets(cluster, planner ?? planOnce(scenario.plan ?? 'ok', new Set([OLDER_IMAGE])));
  furnish(cluster, {nodeMemory: scenario.nodeMemory ?? PLENTY, openshift: scenario.openshift === true});
  if (serving) addServingDelegate(cluster, {...delegate, paused: scenario.paused === true});
  if (secrets) keepSecrets(cluster, scenario.tokenSecret);
  for (const name of scenario.actors ?? []) ACTORS[name](cluster, kubelets);
  return cluster;
}
