import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import type {Answers, PartialAnswers} from '../../src/domain/answers.ts';
import {SIZES} from '../../src/domain/choices.ts';
import {effectiveSecurityContext, manifest, sccCommand} from '../../src/domain/manifest.ts';
import {arbitraryAnswers, completeAnswers} from '../helpers/arbitrary-answers.ts';
import {
  containerOf,
  kindsAndNames,
  only,
  podOf,
  readObjects,
  variable,
  type Read,
} from '../helpers/manifest-objects.ts';

const objectsOf = (overrides: PartialAnswers = {}) => readObjects(manifest(completeAnswers(overrides)));

const RESTRICTED = {runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: {drop: ['ALL']}};
const SECCOMP = {seccompProfile: {type: 'RuntimeDefault'}};
const contexts: readonly (readonly [
  Answers['cluster']['type'],
  Answers['delegate']['securityContext'],
  Read,
  Read,
])[] = [
  [
    'kubernetes',
    'auto',
    {...RESTRICTED, ...SECCOMP, runAsUser: 1001},
    {...RESTRICTED, ...SECCOMP, runAsUser: 1001},
  ],
  ['openshift', 'auto', RESTRICTED, RESTRICTED],
  ['kubernetes', 'cluster-uid', RESTRICTED, RESTRICTED],
  ['openshift', 'anyuid', {...RESTRICTED, runAsUser: 1001}, RESTRICTED],
  ['openshift', 'non-root', {...RESTRICTED, ...SECCOMP, runAsUser: 1001}, RESTRICTED],
  [
    'kubernetes',
    'root',
    {runAsUser: 0, allowPrivilegeEscalation: false},
    {...RESTRICTED, ...SECCOMP, runAsUser: 1001},
  ],
  ['openshift', 'root', {runAsUser: 0, allowPrivilegeEscalation: false}, RESTRICTED],
];
for (const [type, securityContext, delegate, upgrader] of contexts) {
  test(`security context ${securityContext} on ${type}`, () => {
    const objects = objectsOf({cluster: {type}, delegate: {securityContext}});
    assert.deepEqual(containerOf(objects).securityContext, delegate);
    assert.deepEqual(
      only(objects, 'CronJob').spec.jobTemplate.spec.template.spec.containers[0].securityContext,
      upgrader,
    );
  });
}

test('where the cluster chooses the uid, no uid or group is written anywhere', () => {
  fc.assert(
    fc.property(arbitraryAnswers(), (answers) => {
      const text = manifest({
        ...answers,
        delegate: {
          ...answers.delegate,
          securityContext: 'cluster-uid',
          env: {},
          description: '',
          initScript: '',
        },
      });
      assert.doesNotMatch(
        text.replaceAll(/^ *#.*$/gm, ''),
        /runAsUser|runAsGroup|fsGroup|supplementalGroups/,
      );
    }),
    {numRuns: 50},
  );
});

test('the comment of anyuid holds the exact command', () => {
  const answers = completeAnswers({
    cluster: {type: 'openshift'},
    delegate: {securityContext: 'anyuid', namespace: 'ns', serviceAccount: {name: 'sa'}},
  });
  assert.equal(sccCommand(answers), 'oc adm policy add-scc-to-user anyuid -z sa -n ns');
  assert.ok(manifest(answers).includes(`# Let an administrator run: ${sccCommand(answers)}\n`));
  assert.equal(
    sccCommand({...answers, delegate: {...answers.delegate, securityContext: 'non-root'}}),
    'oc adm policy add-scc-to-user nonroot-v2 -z sa -n ns',
  );
  assert.equal(effectiveSecurityContext(completeAnswers({cluster: {type: 'openshift'}})), 'cluster-uid');
});

const replicas: Readonly<Record<(typeof SIZES)[number], number>> = {laptop: 1, small: 2, medium: 4, large: 8};
for (const size of SIZES) {
  test(`size ${size}: ${replicas[size]} replicas of the same kind`, () => {
    const objects = objectsOf({delegate: {size}});
    assert.equal(only(objects, 'Deployment').spec.replicas, replicas[size]);
    assert.deepEqual(containerOf(objects).resources, {
      requests: {cpu: '0.5', memory: '2048Mi'},
      limits: {memory: '2048Mi'},
    });
  });
}

test('replicas, cpu and memory that were answered replace those of the size', () => {
  const objects = objectsOf({delegate: {size: 'large', replicas: 3, cpu: '750m', memory: '4Gi'}});
  assert.equal(only(objects, 'Deployment').spec.replicas, 3);
  assert.deepEqual(containerOf(objects).resources, {
    requests: {cpu: '750m', memory: '4Gi'},
    limits: {memory: '4Gi'},
  });
});

test('autoscaling: the autoscaler sets the replicas, the Deployment does not', () => {
  const objects = objectsOf({delegate: {name: 'blue', autoscaling: {enabled: true, min: 2, max: 6}}});
  const {metadata, spec} = only(objects, 'HorizontalPodAutoscaler');
  assert.equal(metadata.name, 'blue-hpa');
  assert.deepEqual([spec.minReplicas, spec.maxReplicas], [2, 6]);
  assert.deepEqual(
    spec.metrics.map(({resource}: Read) => [resource.name, resource.target.averageUtilization]),
    [
      ['cpu', 70],
      ['memory', 70],
    ],
  );
  assert.ok(!('replicas' in only(objects, 'Deployment').spec));
});

const rights: readonly (readonly [Answers['delegate']['permissions'], string, Read])[] = [
  [
    'cluster-admin',
    'ClusterRoleBinding harness-delegate-ng-custom-del-cluster-admin',
    {apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin'},
  ],
  [
    'cluster-viewer',
    'ClusterRoleBinding harness-delegate-ng-custom-del-cluster-viewer',
    {apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view'},
  ],
  [
    'namespace-admin',
    'RoleBinding custom-del-namespace-admin',
    {apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'custom-del-namespace-admin'},
  ],
];
for (const [permissions, name, roleRef] of rights) {
  test(`permissions ${permissions}`, () => {
    const objects = objectsOf({delegate: {permissions, serviceAccount: {name: 'sa'}}});
    const bindings = objects.filter(
      ({kind, metadata}) => kind.endsWith('RoleBinding') && !metadata.name.endsWith('-upgrader-cronjob'),
    );
    assert.deepEqual(kindsAndNames(bindings), [name]);
    assert.deepEqual(bindings[0].roleRef, roleRef);
    assert.deepEqual(bindings[0].subjects, [
      {kind: 'ServiceAccount', name: 'sa', namespace: 'harness-delegate-ng'},
    ]);
  });
}

const urls: readonly (readonly [string, string, string])[] = [
  ['https://app.harness.io', 'https://app.harness.io', 'https://app.harness.io/log-service/'],
  ['https://app.harness.io/', 'https://app.harness.io', 'https://app.harness.io/log-service/'],
  [
    'https://app.harness.io/gratis',
    'https://app.harness.io/gratis',
    'https://app.harness.io/gratis/log-service/',
  ],
  [
    'https://app.harness.io/gratis//',
    'https://app.harness.io/gratis',
    'https://app.harness.io/gratis/log-service/',
  ],
];
for (const [managerUrl, manager, logs] of urls) {
  test(`manager URL ${managerUrl}`, () => {
    const container = containerOf(objectsOf({delegate: {managerUrl}}));
    assert.equal(variable(container, 'MANAGER_HOST_AND_PORT').value, manager);
    assert.equal(variable(container, 'LOG_STREAMING_SERVICE_URL').value, logs);
  });
}

test('proxy: everything that the delegate reads, credentials from the Secret', () => {
  const proxy = {
    host: 'proxy.corp',
    port: 3128,
    scheme: 'https' as const,
    noProxy: ['10.0.0.1', '.svc'],
    secretName: 'px',
  };
  const container = containerOf(objectsOf({delegate: {proxy}}));
  const values = Object.fromEntries(
    container.env
      .filter((entry: Read) => entry.name.includes('PROXY'))
      .map((entry: Read) => [entry.name, entry.value ?? entry.valueFrom]),
  );
  assert.deepEqual(values, {
    PROXY_HOST: 'proxy.corp',
    PROXY_PORT: '3128',
    PROXY_SCHEME: 'https',
    NO_PROXY: 'localhost,127.0.0.1,kubernetes.default.svc,.svc,.cluster.local,10.0.0.1',
    PROXY_MANAGER: 'true',
    PROXY_USER: {secretKeyRef: {name: 'px', key: 'PROXY_USER'}},
    PROXY_PASSWORD: {secretKeyRef: {name: 'px', key: 'PROXY_PASSWORD'}},
  });
  assert.ok(containerOf(objectsOf()).env.every((entry: Read) => !entry.name.includes('PROXY')));
});

test('certificates, pull Secret and further variables', () => {
  const objects = objectsOf({
    image: {pullSecret: 'regcred'},
    delegate: {
      caSecret: 'corp-ca',
      caBuildPaths: ['/a.pem', '/b.pem'],
      env: {JAVA_OPTS: '-Xms128M', POLL_FOR_TASKS: 'true'},
    },
  });
  assert.deepEqual(podOf(objects).imagePullSecrets, [{name: 'regcred'}]);
  assert.deepEqual(podOf(objects).volumes, [
    {name: 'ca-bundle', secret: {secretName: 'corp-ca', defaultMode: 0o444}},
  ]);
  const container = containerOf(objects);
  assert.deepEqual(container.volumeMounts, [
    {name: 'ca-bundle', mountPath: '/opt/harness-delegate/ca-bundle/', readOnly: true},
  ]);
  assert.equal(variable(container, 'DESTINATION_CA_PATH').value, '/a.pem,/b.pem');
  assert.deepEqual(
    container.env.filter(({name}: Read) => name === 'JAVA_OPTS'),
    [{name: 'JAVA_OPTS', value: '-Xms128M'}],
  );
  assert.equal(variable(container, 'POLL_FOR_TASKS').value, 'true');
});

const upgraders: readonly (readonly [PartialAnswers, string])[] = [
  [{}, 'harness/upgrader:latest'],
  [{base: {registry: 'gar'}}, 'us-docker.pkg.dev/gar-prod-setup/harness-public/harness/upgrader:latest'],
  [
    {base: {registry: 'private', prefix: 'registry.corp:5000/mirror'}},
    'registry.corp:5000/mirror/harness/upgrader:latest',
  ],
];
for (const [overrides, image] of upgraders) {
  test(`the suspended upgrader comes from where the base image comes from: ${image}`, () => {
    const {spec} = only(objectsOf(overrides), 'CronJob');
    assert.equal(spec.suspend, true);
    assert.equal(spec.jobTemplate.spec.template.spec.containers[0].image, image);
  });
}

test('the first lines say what the file is, why auto-upgrade is off, and what to do instead', () => {
  const top = manifest(completeAnswers()).split('\napiVersion')[0] ?? '';
  assert.ok(top.split('\n').every((line) => line.startsWith('#') && line.length <= 120));
  assert.match(top, /Auto-upgrade is suspended[^]*override-delegate-tag[^]*PUT_YOUR_DELEGATE_TOKEN, twice/);
});
