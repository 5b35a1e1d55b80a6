import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {podStatus} from '../../src/practice/api/columns.ts';
import {patchObject} from '../../src/practice/api/write.ts';
import {kindNamed, type Cluster} from '../../src/practice/cluster.ts';
import type {JsonMap} from '../../src/practice/objects.ts';
import {playCluster} from '../../src/practice/play-cluster.ts';
import {seededRandom} from '../../src/practice/random.ts';
import {scenarioNamed} from '../../src/practice/scenarios.ts';
import {wantedSecrets} from '../../src/practice/scenarios/keep-secrets.ts';
import {manualClock, type ManualClock} from '../helpers/manual-clock.ts';

const NAMESPACE = 'team';
const TOKEN = {name: 'my-token', key: 'DELEGATE_TOKEN'};

const deployment = (image = 'acme/d:1'): JsonMap => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {name: 'd', namespace: NAMESPACE},
  spec: {
    selector: {matchLabels: {app: 'd'}},
    template: {
      metadata: {labels: {app: 'd'}},
      spec: {
        containers: [
          {
            name: 'delegate',
            image,
            env: [
              {name: 'DELEGATE_TOKEN', valueFrom: {secretKeyRef: TOKEN}},
              {name: 'PROXY_USER', valueFrom: {secretKeyRef: {name: 'proxy', key: 'USER'}}},
              {name: 'NONE', valueFrom: {secretKeyRef: {name: 'none', key: 'X', optional: true}}},
            ],
            envFrom: [{secretRef: {name: 'more'}}, {configMapRef: {name: 'no-secret'}}],
          },
        ],
        volumes: [{name: 'ca', secret: {secretName: 'ca-bundle'}}],
      },
    },
  },
});
const secret: JsonMap = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {name: TOKEN.name, namespace: NAMESPACE},
  stringData: {[TOKEN.key]: 'mine'},
};

function apply(cluster: Cluster, object: JsonMap, more: Record<string, string> = {}): number {
  const {name = '', namespace} = object['metadata'] as {name?: string; namespace?: string};
  const kind = kindNamed(cluster, String(object['kind']));
  return patchObject(
    cluster,
    {kind, name, ...(namespace === undefined ? {} : {namespace})},
    {
      method: 'PATCH',
      path: '',
      query: new URLSearchParams({fieldManager: 'delegate-tui', ...more}),
      headers: {'content-type': 'application/apply-patch+yaml'},
      body: Buffer.from(JSON.stringify(object)),
    },
  ).code;
}

async function play(name: string): Promise<{
  cluster: Cluster;
  clock: ManualClock;
  keys: (secret: string) => string[] | undefined;
  pods: () => string[];
}> {
  const clock = manualClock();
  const scenario = scenarioNamed(name);
  assert.ok(scenario);
  const delegate = {name: 'd', namespace: NAMESPACE};
  const cluster = playCluster({scenario, clock, random: seededRandom(7), delegate, secrets: true});
  await clock.advance(1);
  apply(cluster, {apiVersion: 'v1', kind: 'Namespace', metadata: {name: NAMESPACE}});
  apply(cluster, {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'no-secret', namespace: NAMESPACE}});
  const {store} = cluster;
  return {
    cluster,
    clock,
    keys: (one) => {
      const found = store.get('secrets', NAMESPACE, one);
      return found && Object.keys(found['data'] as object);
    },
    pods: () => store.list('pods', NAMESPACE).map(podStatus),
  };
}

describe('Secrets that a manifest leaves to others', () => {
  it('are those that its containers cannot do without', () => {
    const template = (deployment()['spec'] as JsonMap)['template'] as JsonMap;
    const wanted = [
      ['my-token', ['DELEGATE_TOKEN']],
      ['proxy', ['USER']],
      ['more', []],
      ['ca-bundle', []],
    ];
    const listed = (object: object): unknown =>
      [...wantedSecrets(object as Parameters<typeof wantedSecrets>[0])].map(([name, keys]) => [
        name,
        [...keys],
      ]);
    assert.deepEqual(listed(deployment()), wanted);
    assert.deepEqual(listed({spec: {jobTemplate: {spec: {template}}}}), wanted);
    assert.deepEqual(listed({}), []);
  });

  it('are there in good time', async () => {
    const {cluster, clock, keys, pods} = await play('ok');
    apply(cluster, deployment());
    assert.deepEqual(keys('my-token'), ['DELEGATE_TOKEN']);
    assert.deepEqual(
      [keys('proxy'), keys('more'), keys('ca-bundle'), keys('none')],
      [['USER'], [], [], undefined],
    );
    await clock.advance(60);
    assert.deepEqual(pods(), ['Running']);
    const managers = cluster.store.get('secrets', NAMESPACE, 'my-token')?.metadata.managedFields;
    assert.deepEqual(
      managers?.map(({manager}) => manager),
      ['secret-store'],
    );
  });

  it('give way to those that the manifest brings after its Deployment', async () => {
    const {cluster, keys} = await play('ok');
    apply(cluster, deployment());
    const uid = (): string | undefined => cluster.store.get('secrets', NAMESPACE, 'my-token')?.metadata.uid;
    const kept = uid();
    assert.equal(apply(cluster, secret), 201);
    assert.notEqual(uid(), kept);
    assert.deepEqual(keys('my-token'), ['DELEGATE_TOKEN']);
    assert.equal(apply(cluster, {...secret, stringData: {[TOKEN.key]: 'newer'}}), 200);
  });

  it('stay away once they are deleted', async () => {
    const {cluster, clock, keys} = await play('ok');
    apply(cluster, deployment());
    cluster.store.remove(kindNamed(cluster, 'Secret'), NAMESPACE, 'my-token');
    await clock.advance(1);
    apply(cluster, deployment('acme/d:2'));
    await clock.advance(60);
    assert.equal(keys('my-token'), undefined);
  });
});

describe('scenarios of the token Secret', () => {
  const BROKEN: readonly [scenario: string, left: string[] | undefined, order: string, objects: JsonMap[]][] =
    [
      ['missing-secret', undefined, 'left to others', [deployment()]],
      ['missing-secret', undefined, 'before the Deployment', [secret, deployment()]],
      ['missing-secret', undefined, 'after the Deployment', [deployment(), secret]],
      ['config-error', ['delegate_token'], 'left to others', [deployment()]],
      ['config-error', ['delegate_token'], 'before the Deployment', [secret, deployment()]],
      ['config-error', ['delegate_token'], 'after the Deployment', [deployment(), secret]],
    ];
  for (const [scenario, left, order, objects] of BROKEN)
    it(`${scenario}: the Secret ${order}`, async () => {
      const {cluster, clock, keys, pods} = await play(scenario);
      for (const object of objects) apply(cluster, object);
      await clock.advance(60);
      assert.deepEqual(keys('my-token'), left);
      assert.deepEqual(keys('proxy'), ['USER']);
      assert.deepEqual(pods(), ['CreateContainerConfigError']);
      apply(cluster, secret, {fieldManager: 'somebody-else', force: 'true'});
      await clock.advance(60);
      assert.deepEqual(pods(), ['Running']);
    });
});
