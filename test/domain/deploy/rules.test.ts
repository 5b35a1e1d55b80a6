import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {appliedObject, parseConflicts} from '../../../src/domain/deploy/apply-output.ts';
import {deadlineAdvice, deploymentTimes} from '../../../src/domain/deploy/deadline.ts';
import {labelSelector} from '../../../src/domain/deploy/label-selector.ts';
import {kubectlCommand} from '../../../src/domain/deploy/kubectl-command.ts';
import {looksLikeProduction} from '../../../src/domain/deploy/looks-like-production.ts';
import {mustType} from '../../../src/domain/deploy/must-type.ts';
import {bindsScc} from '../../../src/domain/deploy/scc-bindings.ts';
import {neededScc} from '../../../src/domain/deploy/needed-scc.ts';
import {objectKey, type ObjectRef} from '../../../src/domain/deploy/object-ref.ts';
import {accessReview, applyPermissions, watchPermissions} from '../../../src/domain/deploy/permissions.ts';
import {redactPatterns} from '../../../src/domain/deploy/redact-patterns.ts';
import {undoObjects, undoPlan, withoutScaled} from '../../../src/domain/deploy/undo-plan.ts';

const ref = (group: string, kind: string, name: string, namespace?: string): ObjectRef => ({
  group,
  version: 'v1',
  kind,
  name,
  ...(namespace === undefined ? {} : {namespace}),
});

describe('lines of kubectl apply', () => {
  const objects = [
    ref('apps', 'Deployment', 'a', 'ns'),
    ref('', 'Secret', 'a', 'ns'),
    ref('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'b'),
  ];
  const rows: readonly (readonly [string, number | undefined])[] = [
    ['deployment.apps/a serverside-applied', 0],
    ['secret/a serverside-applied', 1],
    ['clusterrolebinding.rbac.authorization.k8s.io/b serverside-applied (server dry run)', 2],
    ['secret/a configured', 1],
    ['secret/other serverside-applied', undefined],
    ['Warning: secret/a serverside-applied is a nice line', undefined],
    ['', undefined],
  ];
  for (const [line, index] of rows) {
    test(JSON.stringify(line), () =>
      assert.equal(appliedObject(line, objects), index === undefined ? undefined : objects[index]),
    );
  }
});

describe('conflicts', () => {
  test('one field', () => {
    const text =
      'error: Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using apps/v1: .spec.template.spec.containers[name="delegate"].image\nPlease review the fields above--they currently have other managers.\n* If you intend to manage all of these fields';
    assert.deepEqual(parseConflicts(text), [
      {manager: 'kubectl-client-side-apply', field: '.spec.template.spec.containers[name="delegate"].image'},
    ]);
  });
  test('several managers', () => {
    const text =
      'error: Apply failed with 3 conflicts: conflicts with "helm" using apps/v1:\n- .spec.replicas\n- .spec.paused\nconflict with "hpa" with subresource "scale" using autoscaling/v1: .spec.replicas\nPlease review';
    assert.deepEqual(parseConflicts(text), [
      {manager: 'helm', field: '.spec.replicas'},
      {manager: 'helm', field: '.spec.paused'},
      {manager: 'hpa', field: '.spec.replicas'},
    ]);
  });
  test('another refusal has none', () =>
    assert.deepEqual(
      parseConflicts('Error from server (Conflict): the object has been modified\n- .spec.x'),
      [],
    ));
});

describe('times of a Deployment', () => {
  const deployment = (spec: object, container: object = {}, pod: object = {}) => ({
    spec: {...spec, template: {spec: {...pod, containers: [container]}}},
  });
  const ours = deployment(
    {minReadySeconds: 120, progressDeadlineSeconds: 900},
    {startupProbe: {initialDelaySeconds: 30, periodSeconds: 10, failureThreshold: 15}},
    {terminationGracePeriodSeconds: 600},
  );

  test('of a delegate', () => {
    assert.deepEqual(deploymentTimes(ours), {
      earliest: 150,
      latest: 300,
      deadline: 900,
      startup: {first: 30, last: 180},
      minReady: 120,
      oldPods: 0,
    });
    assert.deepEqual(deadlineAdvice(deploymentTimes(ours), {update: true}), {
      text: 'Ready after 150 s at the earliest: startup probe 30 s, minReadySeconds 120.',
    });
  });
  test('old pods that go first eat from the deadline, in an update only', () => {
    const recreate = {...ours, spec: {...ours.spec, strategy: {type: 'Recreate'}}};
    assert.equal(deadlineAdvice(deploymentTimes(recreate), {update: false}).next, undefined);
    const advice = deadlineAdvice(deploymentTimes(recreate), {update: true});
    assert.match(advice.text, /300 s after old pods took up to 600 s to end; progressDeadlineSeconds 900/);
    assert.match(advice.next ?? '', /progressDeadlineSeconds to 1020 or more/);
  });
  test('no surge means the same', () =>
    assert.equal(deploymentTimes(deployment({strategy: {rollingUpdate: {maxSurge: '0%'}}})).oldPods, 30));
  test('defaults, and no deadline at all', () => {
    assert.deepEqual(deploymentTimes({}), {
      earliest: 0,
      latest: 0,
      deadline: 600,
      startup: {first: 0, last: 0},
      minReady: 0,
      oldPods: 0,
    });
    assert.equal(deploymentTimes(deployment({progressDeadlineSeconds: 2147483647})).deadline, undefined);
  });
});

describe('permissions', () => {
  const role = {
    ref: ref('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'b'),
    value: {roleRef: {kind: 'ClusterRole', name: 'cluster-admin'}},
  };
  const deployment = {ref: ref('apps', 'Deployment', 'a', 'ns'), value: {}};
  test('what exists needs no create', () => {
    const words = (existing: ReadonlySet<string>) =>
      applyPermissions([deployment], existing).map(({what}) => what);
    assert.deepEqual(words(new Set()), ['create Deployment a', 'patch Deployment a']);
    assert.deepEqual(words(new Set([objectKey(deployment.ref)])), ['patch Deployment a']);
  });
  test('giving rights away is asked for on its own', () => {
    const bind = applyPermissions([role], new Set()).find(({verb}) => verb === 'bind');
    assert.deepEqual(
      [bind?.resource, bind?.name, bind?.need, bind?.namespace],
      ['clusterroles', 'cluster-admin', 'role', undefined],
    );
    const rules = {
      ref: ref('rbac.authorization.k8s.io', 'Role', 'r', 'ns'),
      value: {rules: [{verbs: ['*']}]},
    };
    const escalate = applyPermissions([rules], new Set()).find(({verb}) => verb === 'escalate');
    assert.deepEqual([escalate?.resource, escalate?.namespace], ['roles', 'ns']);
  });
  test('unknown kinds cannot be asked for', () =>
    assert.deepEqual(applyPermissions([{ref: ref('example.com', 'Thing', 't'), value: {}}], new Set()), []));
  test('the watch needs list, watch and logs', () => {
    const words = watchPermissions('ns').map(({what}) => what);
    for (const what of [
      'watch deployments',
      'list replicasets',
      'watch pods',
      'list events',
      'read logs of pods',
    ])
      assert.ok(words.includes(what), what);
  });
  test('a question holds what it asks and nothing that is not set', () => {
    const [create] = applyPermissions([deployment], new Set());
    assert.ok(create);
    assert.deepEqual((accessReview(create) as {spec: unknown}).spec, {
      resourceAttributes: {verb: 'create', group: 'apps', resource: 'deployments', namespace: 'ns'},
    });
  });
});

const sccs: readonly (readonly [name: string, pod: object, scc: string | undefined])[] = [
  ['no uid of its own', {containers: [{securityContext: {runAsNonRoot: true}}]}, undefined],
  [
    'a uid of its own',
    {serviceAccountName: 'sa', containers: [{securityContext: {runAsUser: 1001}}]},
    'nonroot-v2',
  ],
  ['root', {securityContext: {runAsUser: 0}, containers: [{}]}, 'anyuid'],
  ['a group', {securityContext: {fsGroup: 1001}, containers: [{}]}, 'nonroot-v2'],
  ['privileged', {containers: [{}], initContainers: [{securityContext: {privileged: true}}]}, 'privileged'],
];
for (const [name, spec, scc] of sccs) {
  test(`SCC for a pod with ${name}`, () => {
    assert.equal(neededScc({spec: {template: {spec}}}).scc, scc);
  });
}

const need = {scc: 'nonroot-v2', serviceAccount: 'sa', namespace: 'ns'} as const;
const bindingCases: readonly (readonly [role: string, subject: object, expected: boolean])[] = [
  ['nonroot-v2', {kind: 'ServiceAccount', name: 'sa', namespace: 'ns'}, true],
  ['nonroot-v2', {kind: 'ServiceAccount', name: 'sa'}, true],
  ['privileged', {kind: 'Group', name: 'system:serviceaccounts:ns'}, true],
  ['nonroot-v2', {kind: 'User', name: 'system:serviceaccount:ns:sa'}, true],
  ['nonroot-v2', {kind: 'ServiceAccount', name: 'sa', namespace: 'other'}, false],
  ['nonroot-v2', {kind: 'ServiceAccount', name: 'default', namespace: 'ns'}, false],
  ['restricted-v2', {kind: 'ServiceAccount', name: 'sa', namespace: 'ns'}, false],
  ['nonroot-v2', {kind: 'Group', name: 'system:serviceaccounts:other'}, false],
];
for (const [role, subject, expected] of bindingCases) {
  test(`a binding of ${role} to ${JSON.stringify(subject)} ${expected ? 'gives' : 'does not give'} the SCC`, () => {
    const roleRef = {kind: 'ClusterRole', name: `system:openshift:scc:${role}`};
    assert.equal(bindsScc([{}, {roleRef, subjects: [subject]}], need), expected);
  });
}

test('label selectors', () => {
  const selector = {
    matchLabels: {a: '1', b: '2'},
    matchExpressions: [
      {key: 'c', operator: 'In', values: ['x', 'y']},
      {key: 'd', operator: 'NotIn', values: ['z']},
      {key: 'e', operator: 'Exists'},
      {key: 'f', operator: 'DoesNotExist'},
      {key: 'g', operator: 'Unheard'},
    ],
  };
  assert.equal(labelSelector(selector), 'a=1,b=2,c in (x,y),d notin (z),e,!f');
  assert.equal(labelSelector(undefined), '');
});

test('names that read like production', () => {
  const target = (context: string) => ({
    context,
    cluster: 'c',
    server: 'https://10.0.0.1',
    namespace: 'harness-delegate-ng',
  });
  const production = ['prod', 'eu-prod-1', 'PRODUCTION', 'acmeprod', 'eksProd2', 'prodeu1', 'prd-1'];
  for (const name of [...production, 'arn:aws:eks:x:cluster/live', 'nonprod-and-prod'])
    assert.ok(looksLikeProduction(target(name)), name);
  for (const name of ['staging', 'non-prod', 'preprod', 'nonprod/preprod', 'delivery', 'absprds'])
    assert.ok(!looksLikeProduction(target(name)), name);
});

test('the name of a target has to be typed unless it is that of the last run, and harmless', () => {
  const target = {context: 'c', cluster: 'k', server: 'https://10.0.0.1', namespace: 'n'};
  const rows = [
    ['no run yet', target, undefined, true],
    ['the last run', target, target, false],
    ['the last run went to another context', target, {...target, context: 'd'}, true],
    ['the context means another server now', target, {...target, server: 'https://10.0.0.2'}, true],
    ['the last run went to another namespace there', target, {...target, namespace: 'm'}, false],
    ['production, even again', {...target, context: 'prod'}, {...target, context: 'prod'}, true],
  ] as const;
  for (const [what, now, last, typed] of rows) assert.equal(mustType(now, last), typed, what);
});

test('a copied command names its cluster, and cannot do more than it says', () => {
  const rows: readonly (readonly [Parameters<typeof kubectlCommand>, string])[] = [
    [[{context: 'c', namespace: 'n'}, 'get', 'cronjobs'], 'kubectl --context=c -n n get cronjobs'],
    [[{context: 'my c'}, 'get', '--raw', '/version'], "kubectl --context='my c' get --raw /version"],
    [
      [{context: 'c;\u001b[1m rm', namespace: "n'"}, 'delete', 'job', '$(x)'],
      "kubectl --context='c; rm' -n 'n'\\''' delete job '$(x)'",
    ],
  ];
  for (const [words, command] of rows) assert.equal(kubectlCommand(...words), command);
});

const credentials: readonly (readonly [text: string, kept: string, gone: string])[] = [
  ['GET /x Authorization: Bearer abcdef123456', 'GET /x', 'abcdef123456'],
  ['jwt eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0In0.sig here', 'here', 'eyJzdWIi'],
  ['{"token": "s3cr3t-value", "a": 1}', '"a": 1', 's3cr3t'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY----- tail', 'tail', 'MIIabc'],
  ['You have reached your pull rate limit as bob: dckr_jti_x, retry', 'retry', 'dckr_jti'],
  ['key AKIAABCDEFGHIJKLMNOP end', 'end', 'AKIAABC'],
  ['"DELEGATE_TOKEN":"0123456789abcdef"', 'DELEGATE_TOKEN', '0123456789abcdef'],
  ['Authorization: dXNlcjpwYXNzd29yZA== next', 'Authorization: ‹redacted› next', 'dXNlcjpw'],
  ['authorization: Negotiate YIIJ9gYGKwYBBQ== next', 'next', 'YIIJ9'],
  ['Authorization: Basic dXNlcjpwYXNz, then', 'then', 'dXNlcjpwYXNz'],
  ['login sha256~AbCdEf, token: sha256~AbCdEfGhIj0 next', 'next', 'GhIj0'],
  ['docker login --password=hunterhunter next', 'next', 'hunterhunter'],
  ['a token:abcdefghijkl next', 'next', 'abcdefghijkl'],
  ['id-eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0In0.sig here', 'id-‹redacted› here', 'eyJzdWIi'],
  [
    'RUN git clone https://bob:hunter22x@git.acme.com/x',
    'https://bob:‹redacted›@git.acme.com/x',
    'hunter22x',
  ],
];
/** What registries and kubelets say about logins, without any. */
const READABLE: readonly string[] = [
  'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
  'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://auth.docker.io/token?scope=x: 401 Unauthorized',
  'failed to fetch oauth token: unexpected status: 403 Forbidden',
  'denied: Basic authentication required, or a bearer challenge: error message: authorization failed',
  'unauthorized: authentication required, no basic auth credentials',
  'the wrong password: authentication failed',
  'authorization: https://registry.example.com/v2/ asks for it',
  'clone https://bob:${PASSWORD}@git.acme.com/x or ssh://git@git.acme.com:22/x',
  '{"proxy":"http://proxy:3128","mail":"a@b.example"}',
];
for (const text of READABLE) {
  test(`leaves ${JSON.stringify(text.slice(0, 40))} readable`, () => {
    assert.equal(redactPatterns(text), text);
  });
}
test('text without an end is redacted in no time', () => {
  const parts = [
    'token=',
    'token: "',
    'Authorization: a ',
    'Bearer ',
    'authorization: Aa',
    'password: aaaaaaa',
    'x',
  ];
  const words = [
    'eyJ',
    'eyJ-',
    'eyJaaaaaaaa.',
    'eyJaaaaaaaa-eyJ.',
    '-----BEGIN ',
    '-----BEGIN PRIVATE KEY-----',
  ];
  const rest = ['AKIA', 'DELEGATE_TOKEN', 'pull rate limit as ', 'a://', 'a://b:', 'a+', 'a.'];
  for (const part of [...parts, ...words, ...rest])
    assert.ok(redactPatterns(part.repeat(Math.ceil(2 ** 20 / part.length))).length > 0);
});
for (const [text, kept, gone] of credentials) {
  test(`redacts ${JSON.stringify(text.slice(0, 30))}`, () => {
    const redacted = redactPatterns(text);
    assert.ok(redacted.includes(kept) && !redacted.includes(gone), redacted);
  });
}

describe('the undo plan', () => {
  const deployment = ref('apps', 'Deployment', 'a', 'ns');
  const before = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'a',
      uid: 'u',
      resourceVersion: '9',
      managedFields: [{manager: 'hpa', subresource: 'scale', fieldsV1: {'f:spec': {'f:replicas': {}}}}],
      annotations: {'deployment.kubernetes.io/revision': '3'},
    },
    spec: {replicas: 4, template: {}},
    status: {},
  };
  const objects = undoObjects(
    [
      {ref: ref('', 'Namespace', 'ns'), outcome: 'created', uid: 'n'},
      {ref: ref('', 'ServiceAccount', 'sa', 'ns'), outcome: 'created', uid: 's'},
      {ref: ref('', 'Secret', 's', 'ns'), outcome: 'created', uid: 'x'},
      {ref: deployment, outcome: 'changed', uid: 'u'},
      {ref: ref('', 'Service', 'svc', 'ns'), outcome: 'changed', uid: 'v'},
      {ref: ref('', 'ConfigMap', 'c', 'ns'), outcome: 'unchanged', uid: 'c'},
      {ref: ref('batch', 'CronJob', 'j', 'ns'), outcome: 'created'},
    ],
    new Map([[objectKey(deployment), before]]),
  );
  const plan = undoPlan(objects);
  const was = {apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'a'}};
  test('what was changed goes back to how it was', () => {
    assert.deepEqual(plan.restore, [
      {ref: deployment, uid: 'u', value: {...was, spec: {replicas: 4, template: {}}}},
    ]);
  });
  test('a number of replicas that an autoscaler still holds is left to it', () => {
    const value = plan.restore[0]?.value ?? {};
    assert.deepEqual(withoutScaled(value, before), {...was, spec: {template: {}}});
    const taken = {...before, metadata: {...before.metadata, managedFields: [{manager: 'delegate-tui'}]}};
    for (const now of [taken, undefined, 'unknown'] as const)
      assert.deepEqual(withoutScaled(value, now), value);
  });
  test('what we made is deleted by uid, what others need last', () => {
    assert.deepEqual(
      plan.remove.map(({ref: {kind}, uid}) => `${kind} ${uid}`),
      ['Secret x', 'ServiceAccount s'],
    );
  });
  test('the rest is kept, and says why', () => {
    assert.deepEqual(
      plan.keep.map(({ref: {kind}, why}) => `${kind}: ${why}`),
      [
        'Namespace: others may have put something into it',
        'Service: it held a secret in the open, so how it was before was not written down',
        'CronJob: it is not certain that it is ours',
      ],
    );
  });
  test('of what was applied, only what a namespace holds stays without a word', () => {
    assert.deepEqual(
      plan.keep.filter(({isOurs}) => !isOurs).map(({ref: {kind}}) => kind),
      ['Namespace'],
    );
  });
});
