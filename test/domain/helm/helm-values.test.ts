import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {parse} from 'yaml';
import type {PartialAnswers} from '../../../src/domain/answers.ts';
import {helmValues} from '../../../src/domain/helm/helm-values.ts';
import {valuesFile} from '../../../src/domain/helm/values-file.ts';
import {isPlainObject, mergeDeep} from '../../../src/domain/merge.ts';
import {valueAt} from '../../../src/domain/value-at.ts';
import {
  arbitraryAnswers,
  completeAnswers,
  HOSTILE_LINES,
  HOSTILE_TEXTS,
} from '../../helpers/arbitrary-answers.ts';
import {CHART_DEFAULTS, CHART_VALUES} from '../../helpers/chart-values.ts';
import {fullAnswers} from '../../helpers/install-answers.ts';

const forHelm = (delegate: PartialAnswers['delegate'] = {}, rest: PartialAnswers = {}) =>
  completeAnswers({...rest, delegate: {install: 'helm', ...delegate}});

const cases: readonly (readonly [string, unknown, PartialAnswers['delegate'], PartialAnswers?])[] = [
  ['upgrader', {enabled: false}, {}],
  ['delegateName', 'blue', {name: 'blue'}],
  ['managerEndpoint', 'https://app.harness.io/gratis', {managerUrl: 'https://app.harness.io/gratis/'}],
  [
    'delegateDockerImage',
    'r.corp/x:7',
    {},
    {image: {registry: 'other', host: 'r.corp', repository: 'x', tag: '7'}},
  ],
  ['imagePullSecret', 'regcred', {}, {image: {pullSecret: 'regcred'}}],
  ['imagePullSecret', undefined, {}],
  ['existingDelegateToken', 'custom-del-account-token', {token: {from: 'later'}}],
  ['existingDelegateToken', 'mine', {token: {from: 'secret', secretName: 'mine'}}],
  ['existingDelegateToken', undefined, {token: {from: 'file'}}],
  ['replicas', 4, {size: 'medium'}],
  ['replicas', undefined, {autoscaling: {enabled: true}}],
  ['autoscaling.maxReplicas', 6, {autoscaling: {enabled: true, max: 6}}],
  ['resources', {requests: {cpu: '2', memory: '5G'}, limits: {memory: '5G'}}, {cpu: '2', memory: '5G'}],
  ['k8sPermissionsType', 'CLUSTER_ADMIN', {permissions: 'cluster-admin'}],
  ['k8sPermissionsType', 'CLUSTER_VIEWER', {permissions: 'cluster-viewer'}],
  ['k8sPermissionsType', 'NAMESPACE_ADMIN', {permissions: 'namespace-admin'}],
  ['serviceAccount', {create: false, name: 'default'}, {serviceAccount: {create: false, name: 'default'}}],
  ['serviceAccount.annotations', {'a/b': 'c'}, {serviceAccount: {annotations: {'a/b': 'c'}}}],
  ['serviceAccount.annotations', undefined, {serviceAccount: {create: false, annotations: {'a/b': 'c'}}}],
  ['tags', 'a,b', {tags: ['a', 'b']}],
  ['destinationCaPath', '/a,/b', {caBuildPaths: ['/a', '/b']}],
  ['delegateCustomCa', {secretName: 'ca'}, {caSecret: 'ca'}],
  ['initScript', 'a\nb\n', {initScript: 'a\nb\n'}],
  ['description', '$(A) ${B} {{ c }}', {description: '$(A) ${B} {{ c }}'}],
  ['proxyPort', '3128', {proxy: {host: 'p', port: 3128}}],
  ['proxyHost', undefined, {proxy: {port: 3128}}],
  [
    'noProxy',
    'localhost,127.0.0.1,kubernetes.default.svc,.svc,.cluster.local,x',
    {proxy: {host: 'p', noProxy: ['x']}},
  ],
  [
    'custom_envs',
    [
      {name: 'A', value: '1'},
      {name: 'PROXY_MANAGER', value: 'true'},
      {name: 'PROXY_USER', valueFrom: {secretKeyRef: {name: 's', key: 'PROXY_USER'}}},
      {name: 'PROXY_PASSWORD', valueFrom: {secretKeyRef: {name: 's', key: 'PROXY_PASSWORD'}}},
    ],
    {env: {A: '1'}, proxy: {host: 'p', secretName: 's'}},
  ],
  ['custom_envs', [{name: 'A', value: 'a$$$$(B) $$$$(C) $d $'}], {env: {A: 'a$$(B) $$(C) $d $'}}],
  ['custom_envs', undefined, {}],
];

for (const [path, expected, delegate, rest] of cases) {
  test(`${path} is ${JSON.stringify(expected) ?? 'left out'} with ${JSON.stringify({delegate, ...rest})}`, () => {
    assert.deepEqual(valueAt(helmValues(forHelm(delegate, rest)), path.split('.')), expected);
  });
}

/** Paths of single values, as far as the chart names them. */
function pathsOf(value: unknown, path = ''): string[] {
  if (CHART_VALUES[path] === 'free' || !isPlainObject(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    pathsOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

test('every value is one of the chart, whatever was answered', () => {
  fc.assert(
    fc.property(arbitraryAnswers(), (answers) => {
      const unknown = pathsOf(helmValues(answers)).filter((path) => !Object.hasOwn(CHART_VALUES, path));
      assert.deepEqual(unknown, []);
    }),
    {numRuns: 150},
  );
});

test('full answers use all that the chart takes, but the token and what autoscaling decides', () => {
  const used = new Set(pathsOf(helmValues(fullAnswers('helm'))));
  assert.deepEqual(
    Object.keys(CHART_VALUES).filter((path) => !used.has(path)),
    ['delegateToken', 'replicas'],
  );
});

test('the values file reads the same in YAML 1.1 and 1.2, as the values, whatever was answered', () => {
  fc.assert(
    fc.property(arbitraryAnswers(), (answers) => {
      const text = valuesFile(answers);
      const values = JSON.parse(JSON.stringify(helmValues(answers))) as unknown;
      assert.deepEqual(parse(text, {version: '1.1'}), values);
      assert.deepEqual(parse(text, {version: '1.2'}), values);
    }),
    {numRuns: 150},
  );
});

test('a trap in one answer changes that value alone', () => {
  const plain = fullAnswers('helm');
  const places: readonly (readonly [readonly string[], (text: string) => PartialAnswers])[] = [
    [['description'], (description) => ({delegate: {description}})],
    [['initScript'], (initScript) => ({delegate: {initScript}})],
    [['serviceAccount', 'annotations', 'a'], (a) => ({delegate: {serviceAccount: {annotations: {a}}}})],
  ];
  for (const [path, answer] of places)
    for (const trap of path[0] === 'initScript' ? HOSTILE_TEXTS : HOSTILE_LINES) {
      const given = completeAnswers(mergeDeep(plain, answer(trap)) as PartialAnswers);
      const read: unknown = parse(valuesFile(given), {version: '1.1'});
      assert.equal(valueAt(read, path), trap);
      const nested = path.reduceRight<unknown>((inner, key) => ({[key]: inner}), trap);
      assert.deepEqual(read, mergeDeep(parse(valuesFile(plain)), nested));
    }
});

/** What Helm makes of values: they are laid over the defaults, and `null` takes a default away. */
function coalesced(defaults: unknown, values: unknown): unknown {
  if (!isPlainObject(defaults) || !isPlainObject(values)) return values;
  const keys = [...new Set([...Object.keys(defaults), ...Object.keys(values)])];
  return Object.fromEntries(
    keys
      .filter((key) => values[key] !== null)
      .map((key) => [
        key,
        Object.hasOwn(values, key) ? coalesced(defaults[key], values[key]) : defaults[key],
      ]),
  );
}

const securityCases = [
  ['non-root', 1001, 1001],
  ['cluster-uid', undefined, undefined],
  ['anyuid', 1001, 1001],
  ['root', 0, 1001],
] as const;

for (const [securityContext, user, group] of securityCases) {
  test(`${securityContext}: over the chart’s defaults the uid is ${user ?? 'the cluster’s'}`, () => {
    const merged = coalesced(CHART_DEFAULTS, {delegate: helmValues(forHelm({securityContext}))['delegate']});
    const read = (path: string) => valueAt(merged, path.split('.'));
    assert.equal(read('delegate.securityContext.runAsUser'), user);
    assert.equal(read('delegate.pod.securityContext.fsGroup'), group);
    assert.equal(read('delegate.securityContext.allowPrivilegeEscalation'), false);
  });
}
