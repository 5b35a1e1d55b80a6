import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {parse} from 'yaml';
import type {Answers, PartialAnswers} from '../../src/domain/answers.ts';
import {CLUSTER_TYPES, PERMISSIONS, SECURITY_CONTEXTS, TOKEN_SOURCES} from '../../src/domain/choices.ts';
import {serviceAccountName} from '../../src/domain/manifest/names.ts';
import {imageRef} from '../../src/domain/image-ref.ts';
import {manifest} from '../../src/domain/manifest.ts';
import {isPlaceholder} from '../../src/domain/token.ts';
import {
  arbitraryAnswers,
  completeAnswers,
  HOSTILE_LINES,
  HOSTILE_TEXTS,
} from '../helpers/arbitrary-answers.ts';
import {
  containerOf,
  kindsAndNames,
  only,
  podOf,
  readObjects,
  validateObject,
  variable,
  type Read,
} from '../helpers/manifest-objects.ts';

const objectsOf = (overrides: PartialAnswers = {}) => readObjects(manifest(completeAnswers(overrides)));

test('the objects of the defaults, in the order in which they can be applied', () => {
  assert.deepEqual(kindsAndNames(objectsOf()), [
    'Namespace harness-delegate-ng',
    'ServiceAccount custom-del',
    'ClusterRoleBinding harness-delegate-ng-custom-del-cluster-admin',
    'Secret custom-del-account-token',
    'Secret custom-del-upgrader-token',
    'Deployment custom-del',
    'Service delegate-service',
    'Role custom-del-upgrader-cronjob',
    'RoleBinding custom-del-upgrader-cronjob',
    'ServiceAccount custom-del-upgrader-sa',
    'ConfigMap custom-del-upgrader-config',
    'CronJob custom-del-upgrader-job',
  ]);
});

test('the delegate has a service account of its own; Harness’s own way is default without one', () => {
  const own = objectsOf({delegate: {name: 'runner'}});
  assert.equal(podOf(own).serviceAccountName, 'runner');
  assert.equal(only(own, 'ClusterRoleBinding').subjects[0].name, 'runner');
  const shared = objectsOf({delegate: {serviceAccount: {name: 'default', create: false}}});
  assert.equal(podOf(shared).serviceAccountName, 'default');
  assert.equal(only(shared, 'ClusterRoleBinding').subjects[0].name, 'default');
  assert.ok(!kindsAndNames(shared).includes('ServiceAccount default'));
});

test('every combination of choices passes the schemas of Kubernetes, without unknown fields', () => {
  for (const type of CLUSTER_TYPES)
    for (const securityContext of SECURITY_CONTEXTS)
      for (const permissions of PERMISSIONS)
        for (const from of TOKEN_SOURCES) {
          const delegate = {
            securityContext,
            permissions,
            token: {from},
            autoscaling: {enabled: from === 'later'},
            serviceAccount: {name: 'sa', create: true, annotations: {a: 'b'}},
          };
          for (const object of objectsOf({cluster: {type}, delegate})) validateObject(object);
        }
});

test('any answers pass the schemas of Kubernetes and read the same in YAML 1.1 and 1.2', () => {
  fc.assert(
    fc.property(arbitraryAnswers(), (answers) => {
      const text = manifest(answers);
      const objects = readObjects(text, '1.1');
      assert.deepEqual(objects, readObjects(text, '1.2'));
      for (const object of objects) validateObject(object);
      assert.equal(only(objects, 'CronJob').spec.suspend, true);
    }),
    {numRuns: 150},
  );
});

test('any answers stand where Kubernetes and the delegate look for them', () => {
  fc.assert(
    fc.property(arbitraryAnswers(), (answers) => {
      const {delegate} = answers;
      const objects = readObjects(manifest(answers));
      const container = containerOf(objects);
      assert.equal(container.image, imageRef(answers));
      assert.equal(only(objects, 'Deployment').spec.replicas === undefined, delegate.autoscaling.enabled);
      assert.equal(variable(container, 'ACCOUNT_ID').value, delegate.accountId);
      assert.equal(variable(container, 'DELEGATE_NAME').value, delegate.name);
      assert.equal(variable(container, 'DELEGATE_TAGS').value, delegate.tags.join(','));
      assert.equal(expanded(variable(container, 'INIT_SCRIPT').value), delegate.initScript ?? '');
      assert.equal(expanded(variable(container, 'DELEGATE_DESCRIPTION').value), delegate.description ?? '');
      assert.deepEqual(podOf(objects).nodeSelector ?? {}, delegate.nodeSelector);
      assert.deepEqual(podOf(objects).tolerations ?? [], delegate.tolerations);
      for (const [name, value] of Object.entries(delegate.env))
        assert.ok(
          container.env.some((entry: Read) => entry.name === name && expanded(entry.value) === value),
          name,
        );
      if (delegate.serviceAccount.create)
        assert.deepEqual(
          only(
            objects.filter(({metadata}) => metadata.name === serviceAccountName(answers)),
            'ServiceAccount',
          ).metadata.annotations ?? {},
          delegate.serviceAccount.annotations,
        );
    }),
    {numRuns: 150},
  );
});

/** What a container sees of a value. Source: Kubernetes API reference, EnvVar.value. */
const expanded = (value: string) => value.replaceAll('$$', '$');

const TEXT_FIELDS: readonly (readonly [
  string,
  readonly string[],
  (text: string) => PartialAnswers,
  (objects: Read[]) => [Read, string],
])[] = [
  [
    'description',
    HOSTILE_LINES,
    (description) => ({delegate: {description}}),
    (objects) => [variable(containerOf(objects), 'DELEGATE_DESCRIPTION'), 'value'],
  ],
  [
    'initScript',
    HOSTILE_TEXTS,
    (initScript) => ({delegate: {initScript}}),
    (objects) => [variable(containerOf(objects), 'INIT_SCRIPT'), 'value'],
  ],
  [
    'env',
    HOSTILE_LINES,
    (X) => ({delegate: {env: {X}}}),
    (objects) => [variable(containerOf(objects), 'X'), 'value'],
  ],
  [
    'annotation',
    HOSTILE_LINES,
    (a) => ({delegate: {serviceAccount: {name: 'sa', create: true, annotations: {a}}}}),
    (objects) => [objects[1].metadata.annotations, 'a'],
  ],
];
for (const [name, texts, overrides, place] of TEXT_FIELDS) {
  test(`hostile text in ${name} changes its own scalar only`, () => {
    const treeWith = (text: string) => {
      const objects = objectsOf(overrides(text));
      const [parent, key] = place(objects);
      const value: unknown = parent[key];
      parent[key] = 'MARK';
      return {objects, value};
    };
    const plain = treeWith('plain').objects;
    for (const text of texts) {
      const {objects, value} = treeWith(text);
      assert.equal(name === 'annotation' ? value : expanded(String(value)), text);
      assert.deepEqual(objects, plain, JSON.stringify(text));
    }
  });
}

test('every name that one object gives for another is the name of that object', () => {
  fc.assert(
    fc.property(arbitraryAnswers(), (answers) => {
      const objects = readObjects(manifest(answers));
      const {delegate} = answers;
      const namespaced = objects.filter(({kind}) => kind !== 'Namespace' && kind !== 'ClusterRoleBinding');
      for (const {metadata} of namespaced)
        assert.equal(metadata.namespace, only(objects, 'Namespace').metadata.name);
      assert.equal(
        new Set(
          kindsAndNames(objects).filter((name) => name !== `ServiceAccount ${serviceAccountName(answers)}`),
        ).size,
        objects.length - Number(delegate.serviceAccount.create),
      );
      const deployment = only(objects, 'Deployment');
      const labels = deployment.spec.template.metadata.labels;
      for (const selector of [deployment.spec.selector.matchLabels, only(objects, 'Service').spec.selector])
        for (const [key, value] of Object.entries(selector)) assert.equal(labels[key], value);
      const accounts = new Set([
        serviceAccountName(answers),
        ...objects.filter(({kind}) => kind === 'ServiceAccount').map(({metadata}) => metadata.name),
      ]);
      assert.equal(podOf(objects).serviceAccountName, serviceAccountName(answers));
      for (const binding of objects.filter(({kind}) => kind.endsWith('RoleBinding'))) {
        assert.equal(binding.roleRef.apiGroup, 'rbac.authorization.k8s.io');
        if (binding.roleRef.kind === 'Role') only(objects, 'Role', binding.roleRef.name);
        for (const {kind, name, namespace} of binding.subjects) {
          assert.ok(kind === 'ServiceAccount' && accounts.has(name), name);
          assert.equal(namespace, delegate.namespace);
        }
      }
      const upgrader = only(objects, 'CronJob').spec.jobTemplate.spec.template.spec;
      assert.ok(accounts.has(upgrader.serviceAccountName));
      const configMap = only(objects, 'ConfigMap');
      assert.equal(upgrader.volumes[0].configMap.name, configMap.metadata.name);
      assert.equal(upgrader.containers[0].volumeMounts[0].name, upgrader.volumes[0].name);
      const config: Read = parse(configMap.data['config.yaml'], {version: '1.1'});
      assert.equal(config.workloadName, deployment.metadata.name);
      assert.equal(config.namespace, deployment.metadata.namespace);
      assert.equal(config.containerName, containerOf(objects).name);
      assert.equal(config.delegateConfig.accountId, variable(containerOf(objects), 'ACCOUNT_ID').value);
      assert.equal(
        config.delegateConfig.managerHost,
        variable(containerOf(objects), 'MANAGER_HOST_AND_PORT').value,
      );
      for (const scaler of objects.filter(({kind}) => kind === 'HorizontalPodAutoscaler'))
        assert.deepEqual(scaler.spec.scaleTargetRef, {
          apiVersion: deployment.apiVersion,
          kind: 'Deployment',
          name: deployment.metadata.name,
        });
      assert.deepEqual(
        (containerOf(objects).volumeMounts ?? []).map((mount: Read) => mount.name),
        (podOf(objects).volumes ?? []).map((volume: Read) => volume.name),
      );
    }),
    {numRuns: 100},
  );
});

test('two delegates in one namespace share the namespace and the Service, nothing else', () => {
  const names = (name: string) => new Set(kindsAndNames(objectsOf({delegate: {name}})));
  const others = names('blue');
  assert.deepEqual(
    [...names('green')].filter((name) => others.has(name)),
    ['Namespace harness-delegate-ng', 'Service delegate-service'],
  );
});

test('API versions are those that Kubernetes 1.25 to 1.36 serve', () => {
  const versions = new Set(
    objectsOf({delegate: {autoscaling: {enabled: true}}}).map(({apiVersion}) => apiVersion),
  );
  assert.deepEqual(
    versions,
    new Set(['apps/v1', 'autoscaling/v2', 'batch/v1', 'rbac.authorization.k8s.io/v1', 'v1']),
  );
});

test('the time limits leave room for each other', () => {
  const {spec} = only(objectsOf(), 'Deployment');
  const {initialDelaySeconds, periodSeconds, failureThreshold} = containerOf(objectsOf()).startupProbe;
  const slowest = initialDelaySeconds + periodSeconds * failureThreshold + spec.minReadySeconds;
  assert.equal(slowest, 300);
  assert.ok(spec.progressDeadlineSeconds >= slowest + 600, 'ten minutes to pull the image');
  assert.equal(spec.template.spec.terminationGracePeriodSeconds, 600);
});

const tokens: readonly (readonly [string, Answers['delegate']['token'], number, string, string])[] = [
  ['an existing Secret', {from: 'secret', secretName: 'theirs'}, 0, 'theirs', 'DELEGATE_TOKEN'],
  ['a separate file', {from: 'file'}, 0, 'custom-del-upgrader-token', 'UPGRADER_TOKEN'],
  ['later', {from: 'later'}, 2, 'custom-del-upgrader-token', 'UPGRADER_TOKEN'],
];
for (const [name, token, count, upgraderSecret, upgraderKey] of tokens) {
  test(`token from ${name}: ${count} Secrets in the manifest, both containers refer to theirs`, () => {
    const objects = objectsOf({delegate: {token}});
    const secrets = objects.filter(({kind}) => kind === 'Secret');
    assert.equal(secrets.length, count);
    for (const {data, stringData} of secrets) {
      assert.equal(data, undefined);
      assert.ok(Object.values(stringData as Record<string, string>).every(isPlaceholder));
    }
    const delegateSecret = token.secretName ?? 'custom-del-account-token';
    assert.deepEqual(variable(containerOf(objects), 'DELEGATE_TOKEN').valueFrom, {
      secretKeyRef: {name: delegateSecret, key: 'DELEGATE_TOKEN'},
    });
    const [upgrader] = only(objects, 'CronJob').spec.jobTemplate.spec.template.spec.containers;
    assert.deepEqual(variable(upgrader, 'UPGRADER_TOKEN').valueFrom, {
      secretKeyRef: {name: upgraderSecret, key: upgraderKey},
    });
  });
}
