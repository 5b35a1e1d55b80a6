import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import * as fc from 'fast-check';
import type {PartialAnswers} from '../../src/domain/answers.ts';
import {buildProblems} from '../../src/domain/build-problems.ts';
import {isSecretSetting, knownSettings} from '../../src/domain/catalogue/plugin-settings.ts';
import {REGISTRIES, registryRow} from '../../src/domain/catalogue/registries.ts';
import {IMAGE_REGISTRIES} from '../../src/domain/choices.ts';
import {fieldOf} from '../../src/domain/fields.ts';
import {arbitraryAnswers, completeAnswers} from '../helpers/arbitrary-answers.ts';

const problemsOf = (overrides: PartialAnswers) => buildProblems(completeAnswers(overrides));
const summaries = (overrides: PartialAnswers): string[] =>
  problemsOf(overrides).map(({severity, code, field}) => `${severity} ${code} ${field}`);

const plugin = (settings: Record<string, string>): PartialAnswers => ({
  build: {builder: 'docker', settings},
  cluster: {root: 'any', privileged: true},
});
const buildah = (settings: Record<string, string>, buildahVersion = '1.2.1-linux-amd64'): PartialAnswers => ({
  build: {builder: 'buildah', settings, buildahVersion},
  cluster: {root: 'never', privileged: true},
});
const image = (answers: NonNullable<PartialAnswers['image']>): PartialAnswers => ({image: answers});
const S3 = {s3_bucket: 'cache', layers: 'true', s3_local_cache_dir: '/tmp/cache'};

const CASES: readonly (readonly [name: string, overrides: PartialAnswers, expected: readonly string[]])[] = [
  ['defaults are fine', {}, []],
  ['a chosen builder that fits', plugin({}), []],
  [
    'a chosen builder that the policy rules out',
    {build: {builder: 'docker'}, cluster: {root: 'one-step', privileged: false}},
    ['error builder-ruled-out build.builder'],
  ],
  [
    'BuildX ruled out: no flag to ask for yet',
    {build: {builder: 'buildx'}, cluster: {root: 'never', privileged: true}},
    ['error builder-ruled-out build.builder'],
  ],
  ['nothing fits', {cluster: {root: 'never', privileged: false}}, ['error no-builder build.builder']],
  [
    'nothing fits, Kaniko chosen',
    {build: {builder: 'kaniko'}, cluster: {root: 'never', privileged: false}},
    ['error builder-ruled-out build.builder'],
  ],
  [
    'the strictest policy, built outside the cluster',
    {build: {builder: 'outside'}, cluster: {root: 'never', privileged: false}},
    [],
  ],
  [
    'built outside the cluster: neither memory nor settings of a step matter',
    {
      build: {builder: 'outside', memory: '64Mi', buildahVersion: '1.1.0', settings: {sqash: 'true'}},
      cluster: {type: 'openshift'},
    },
    [],
  ],
  [
    'built outside the cluster: the registry still matters, and so does a plain secret',
    {build: {builder: 'outside', settings: {password: 'hunter2'}}, image: {registry: 'acr'}},
    ['error missing image.host', 'error setting-secret build.settings.password'],
  ],
  ['a connector for the base image', {build: {baseConnector: 'account.mirror'}}, []],
  [
    'a connector for the base image, which a plugin cannot use',
    {build: {builder: 'buildah', baseConnector: 'account.mirror'}, cluster: {privileged: true}},
    ['notice base-connector-unused build.baseConnector'],
  ],
  [
    'BuildX that fits needs the flag',
    {build: {builder: 'buildx'}, cluster: {root: 'any', privileged: true}},
    ['notice buildx-flag build.builder'],
  ],
  [
    'OpenShift needs an SCC',
    {cluster: {type: 'openshift', root: 'never'}},
    ['notice openshift-scc build.builder'],
  ],
  [
    'Docker Hub without namespace',
    image({repository: 'delegate'}),
    ['error repository-path image.repository'],
  ],
  ['Docker Hub with a host', image({host: 'docker.io'}), ['warning host-ignored image.host']],
  [
    'ECR without account and region',
    image({registry: 'ecr'}),
    ['error missing image.account', 'error missing image.region'],
  ],
  [
    'ECR complete',
    image({registry: 'ecr', account: '012345678901', region: 'eu-central-1', repository: 'x'}),
    [],
  ],
  [
    'ECR with a host',
    image({registry: 'ecr', account: '012345678901', region: 'eu-central-1', host: 'x.y'}),
    ['warning host-ignored image.host'],
  ],
  ['ACR without host', image({registry: 'acr'}), ['error missing image.host']],
  ['ACR', image({registry: 'acr', host: 'acme.azurecr.io', repository: 'x'}), []],
  ['ACR in China', image({registry: 'acr', host: 'acme.azurecr.cn'}), []],
  ['ACR for the US government', image({registry: 'acr', host: 'acme-x1.azurecr.us'}), []],
  [
    'ACR elsewhere',
    image({registry: 'acr', host: 'azurecr.io.evil.com'}),
    ['error registry-host image.host'],
  ],
  ['ACR without a name', image({registry: 'acr', host: 'azurecr.io'}), ['error registry-host image.host']],
  ['GAR without all', image({registry: 'gar'}), ['error missing image.host', 'error missing image.project']],
  ['GAR', image({registry: 'gar', host: 'eu-docker.pkg.dev', project: 'my-proj'}), []],
  [
    'GAR elsewhere',
    image({registry: 'gar', host: 'gcr.io', project: 'my-proj'}),
    ['error registry-host image.host'],
  ],
  [
    'GAR without image name',
    image({registry: 'gar', host: 'eu-docker.pkg.dev', project: 'my-proj', repository: 'x'}),
    ['error repository-path image.repository'],
  ],
  [
    'GCR takes no pushes',
    image({registry: 'gcr', project: 'my-proj', repository: 'x'}),
    ['warning gcr-read-only image.registry'],
  ],
  [
    'GCR without project, elsewhere',
    image({registry: 'gcr', host: 'notgcr.io'}),
    ['error missing image.project', 'error registry-host image.host', 'warning gcr-read-only image.registry'],
  ],
  [
    'GCR of a region',
    image({registry: 'gcr', host: 'eu.gcr.io', project: 'my-proj'}),
    ['warning gcr-read-only image.registry'],
  ],
  ['another registry without host', image({registry: 'other'}), ['error missing image.host']],
  ['another registry', image({registry: 'other', host: 'localhost:5000', repository: 'x'}), []],
  ['a known setting', buildah({squash: 'true'}), []],
  ['a misspelt setting', buildah({sqash: 'true'}), ['warning setting-unknown build.settings.sqash']],
  [
    'a setting of another registry',
    buildah({json_key: '<+input>'}),
    ['warning setting-unknown build.settings.json_key'],
  ],
  ['a plain password', buildah({password: 'hunter2'}), ['error setting-secret build.settings.password']],
  [
    'a plain docker config',
    buildah({config: '{"auths":{}}'}),
    ['error setting-secret build.settings.config'],
  ],
  [
    'a plain secret under an unknown name',
    buildah({my_token: 'x'}),
    ['error setting-secret build.settings.my_token', 'warning setting-unknown build.settings.my_token'],
  ],
  [
    'a plain secret for a built-in step',
    {build: {settings: {password: 'x'}}},
    ['error setting-secret build.settings.password', 'warning setting-ignored build.settings.password'],
  ],
  ['a secret as an expression', buildah({password: '<+secrets.getValue("pat")>'}), []],
  [
    'an expression with text around it',
    buildah({password: 'x<+input>'}),
    ['error setting-secret build.settings.password'],
  ],
  [
    'settings that Harness takes for its own',
    buildah({value: 'x'}),
    ['error setting-reserved build.settings.value'],
  ],
  ['the other one', plugin({expression: 'x'}), ['error setting-reserved build.settings.expression']],
  ['email with Buildah', buildah({email: 'a@b.c'}), ['error setting-email build.settings.email']],
  ['email with Docker', plugin({email: 'a@b.c'}), []],
  [
    'settings of a built-in step',
    {build: {settings: {squash: 'true'}}},
    ['warning setting-ignored build.settings.squash'],
  ],
  ['old Buildah', buildah({}, '1.1.0-linux-amd64'), ['warning buildah-old build.buildahVersion']],
  ['old Buildah that is not used', {build: {buildahVersion: '1.1.0-linux-amd64'}}, []],
  ['a later Buildah', buildah({}, '1.10.0'), []],
  ['S3 cache without Harness’s Buildah', buildah(S3), ['warning s3-cache-image build.settings.s3_bucket']],
  ['S3 cache with it', buildah(S3, '1.2.0-linux-amd64'), []],
  [
    'S3 cache that stays off',
    buildah({s3_bucket: 'cache'}, '1.2.0-linux-amd64'),
    ['warning s3-cache-incomplete build.settings.s3_bucket'],
  ],
  [
    'S3 cache with ECR',
    {
      ...buildah({...S3, s3_secret: '<+secrets.getValue("s3")>'}),
      image: {registry: 'ecr', account: '012345678901', region: 'eu-west-1'},
    },
    [],
  ],
  ['little memory', {build: {memory: '1Gi'}}, ['warning memory-low build.memory']],
  ['little memory in other units', {build: {memory: '2000M'}}, ['warning memory-low build.memory']],
  ['enough memory', {build: {memory: '2048Mi'}}, []],
];

describe('buildProblems', () => {
  for (const [name, overrides, expected] of CASES)
    test(name, () => assert.deepEqual(summaries(overrides), expected));

  const messageOf = (overrides: PartialAnswers): string => problemsOf(overrides)[0]?.message ?? '';

  test('a ruled-out builder: one reason and what to do', () =>
    assert.equal(
      messageOf({build: {builder: 'kaniko'}, cluster: {root: 'never', privileged: true}}),
      'Kaniko always runs as root. Choose Buildah (--builder buildah), or change the policy.',
    ));
  test('the exact SCC command', () =>
    assert.match(
      messageOf({
        cluster: {type: 'openshift', root: 'never'},
        build: {namespace: 'ci', serviceAccount: 'builder'},
      }),
      /: oc adm policy add-scc-to-user anyuid -z builder -n ci$/,
    ));
  test('did you mean', () => assert.match(messageOf(buildah({sqash: 'true'})), /Did you mean squash\?$/));
  test('a secret is not repeated', () =>
    assert.doesNotMatch(messageOf(buildah({password: 'hunter2'})), /hunter2/));

  test('any answers: fields that exist, one sentence of one line, no secret repeated', () =>
    fc.assert(
      fc.property(arbitraryAnswers(), (answers) => {
        for (const {field, message, code} of buildProblems(answers)) {
          assert.ok(fieldOf(field), field);
          assert.match(message, /^[^\n]{20,400}$/, code);
          assert.doesNotMatch(message, /!|undefined/);
        }
      }),
      {numRuns: 150},
    ));
});

describe('registry rows', () => {
  test('there is one for every registry, and its fields are answers', () => {
    assert.deepEqual(
      REGISTRIES.map((row) => row.registry),
      IMAGE_REGISTRIES,
    );
    for (const row of REGISTRIES) {
      for (const field of row.fields) assert.equal(fieldOf(field)?.path, field);
      for (const {field} of row.required) assert.ok(row.fields.includes(field), field);
      for (const {setting} of row.credentials)
        for (const builder of ['buildah', 'docker'] as const)
          assert.ok(knownSettings(builder, row.registry).includes(setting), `${row.registry} ${setting}`);
    }
  });
  test('the help of a flag names the registries that it is for', () => {
    for (const {registry, fields} of REGISTRIES)
      for (const field of fields)
        assert.match(fieldOf(field)?.help ?? '', new RegExp(String.raw`\b${registry}\b`, 'i'), field);
  });
  test('their names fit beside each other in 80 columns', () => {
    const names = REGISTRIES.map(({label, short}) => short ?? label).join('  ');
    assert.ok(names.length <= 56, names);
  });
  test('only what a registry needs is shown', () => {
    assert.deepEqual(registryRow('docker-hub').fields, []);
    assert.deepEqual(registryRow('ecr').fields, ['image.account', 'image.region']);
    assert.deepEqual(registryRow('gar').fields, ['image.host', 'image.project']);
  });
});

test('secret settings are known by name', () => {
  for (const name of [
    'password',
    'secret_key',
    'access_key',
    'json_key',
    's3_secret',
    's3_access_key',
    'config',
    'api_token',
  ])
    assert.ok(isSecretSetting(name), name);
  for (const name of ['username', 's3_bucket', 'repo', 'tags', 'secret', 'monkey'])
    assert.ok(!isSecretSetting(name), name);
});
