import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {podStatus} from '../../src/practice/api/columns.ts';
import {conditionOf, type Deployment} from '../../src/practice/controllers/workloads.ts';
import {listAt, textAt} from '../../src/practice/objects.ts';
import {SCENARIOS, scenarioNamed} from '../../src/practice/scenarios.ts';
import {playScenario} from '../helpers/play-scenario.ts';

const NAMESPACE = 'harness-delegate-ng';

/** What is to be seen a quarter of an hour later: states of pods, and a text from an event or a condition. */
const SEEN: Readonly<Record<string, {pods: readonly string[]; says?: RegExp}>> = {
  ok: {pods: ['Running']},
  'slow-pull': {pods: ['Running'], says: /Successfully pulled image "[^"]+" in 2m30s/},
  'slow-then-ok': {
    pods: ['Running'],
    says: /^Startup probe failed: Get "http:\/\/[\d.]+:3460\/api\/health": dial tcp/,
  },
  'image-not-found': {pods: ['ImagePullBackOff', 'Running'], says: /: not found$/},
  'image-no-credentials': {pods: ['ImagePullBackOff'], says: /pull access denied, .*authorization failed$/},
  'crash-loop': {
    pods: ['CrashLoopBackOff', 'Running'],
    says: /^Back-off restarting failed container delegate in pod/,
  },
  'out-of-memory': {pods: ['CrashLoopBackOff']},
  'exec-format-error': {pods: ['CrashLoopBackOff']},
  'missing-secret': {
    pods: ['CreateContainerConfigError'],
    says: /^Error: secret "custom-del-account-token" not found$/,
  },
  'config-error': {
    pods: ['CreateContainerConfigError'],
    says: /^Error: couldn't find key DELEGATE_TOKEN in Secret harness-delegate-ng\/custom-del-account-token$/,
  },
  'probe-fails': {
    pods: ['CrashLoopBackOff'],
    says: /^Container delegate failed startup probe, will be restarted$/,
  },
  quota: {
    pods: [],
    says: /is forbidden: exceeded quota: team-quota, requested: requests\.memory=2Gi, used: requests\.memory=0, limited: requests\.memory=512Mi$/,
  },
  'pod-security': {pods: [], says: /is forbidden: violates PodSecurity "restricted:latest": /},
  'openshift-scc': {
    pods: [],
    says: /unable to validate against any security context constraint: .*runAsUser: Invalid value: 1001: must be in the ranges: \[1000060000, 1000069999\]/,
  },
  'webhook-denies': {pods: [], says: /admission webhook "gate\.example\.com" denied the request: /},
  'webhook-unreachable': {pods: [], says: /failed calling webhook "gate\.example\.com": /},
  unschedulable: {pods: ['Pending'], says: /^0\/2 nodes are available: 2 Insufficient memory\./},
  'node-lost': {pods: ['Running', 'Terminating'], says: /^Node is not ready$/},
  evicted: {pods: ['Evicted', 'Running'], says: /^The node was low on resource: memory\./},
  paused: {pods: ['Running']},
  deadline: {pods: ['ContainerCreating', 'Running']},
  superseded: {pods: ['Running'], says: /^Scaled up replica set custom-del-\w+ from 0 to 1$/},
};

describe('every scenario of the cluster', () => {
  for (const scenario of SCENARIOS.filter(({fault}) => fault === undefined))
    it(`${scenario.name}: ${scenario.says}`, async () => {
      const wanted = SEEN[scenario.name];
      assert.ok(wanted, 'no expectation');
      const {cluster, clock} = await playScenario(scenario);
      // Between two looks of the kubelet: what waits is seen waiting.
      await clock.advance(1000);
      const {store} = cluster;
      const deployment = store.get('deployments.apps', NAMESPACE, 'custom-del') as Deployment;
      const status = deployment.status ?? {};
      const complete =
        status.updatedReplicas === 1 &&
        status.replicas === 1 &&
        status.availableReplicas === 1 &&
        deployment.spec.paused !== true;
      assert.equal(complete ? 'complete' : 'stuck', scenario.ends);
      assert.deepEqual(store.list('pods', NAMESPACE).map(podStatus).sort(), wanted.pods);
      const texts = [
        ...store
          .list('events', NAMESPACE)
          .map((event) => textAt(event, 'message').replace('(combined from similar events): ', '')),
        ...listAt(status, 'conditions').map((one) => textAt(one, 'message')),
      ];
      const {says} = wanted;
      if (says)
        assert.ok(
          texts.some((text) => says.test(text)),
          texts.join('\n'),
        );
      if (scenario.ends === 'stuck' && scenario.name !== 'paused')
        assert.equal(conditionOf(status, 'Progressing')?.reason, 'ProgressDeadlineExceeded');
      clock.close();
    });
});

describe('scenarios', () => {
  it('have names that can be typed, titles and sentences', () => {
    for (const {name, title, says} of SCENARIOS) {
      assert.match(name, /^[a-z][a-z0-9-]+$/);
      assert.match(says, /^[A-Z].*\.$/);
      assert.ok(title.length <= 40, title);
    }
    assert.equal(new Set(SCENARIOS.map(({name}) => name)).size, SCENARIOS.length);
  });

  it('are found by name', () => {
    assert.equal(scenarioNamed('crash-loop')?.title, 'A crash loop');
    assert.equal(scenarioNamed('nonsense'), undefined);
  });

  it('give the same names and uids again', async () => {
    const uids = async (): Promise<unknown> => {
      const scenario = scenarioNamed('crash-loop');
      assert.ok(scenario);
      const {cluster, clock} = await playScenario(scenario);
      await clock.advance(100);
      clock.close();
      return cluster.store.list('pods').map(({metadata}) => [metadata.name, metadata.uid]);
    };
    assert.deepEqual(await uids(), await uids());
  });

  it('let another image out of trouble', async () => {
    const scenario = scenarioNamed('crash-loop');
    assert.ok(scenario);
    const {cluster, clock} = await playScenario(scenario);
    await clock.advance(100);
    const {store} = cluster;
    const deployment = store.get('deployments.apps', NAMESPACE, 'custom-del') as Deployment;
    const kind = cluster.kinds.find((one) => one.kind === 'Deployment');
    assert.ok(kind);
    const fixed = structuredClone(deployment);
    Object.assign(listAt(fixed.spec.template, 'spec', 'containers')[0] as object, {
      image: 'acme/custom-delegate:fixed',
    });
    store.update(kind, fixed, {manager: 'kubectl-set'});
    await clock.advance(400);
    assert.deepEqual(store.list('pods', NAMESPACE).map(podStatus), ['Running']);
    clock.close();
  });
});
