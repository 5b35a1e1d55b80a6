import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {advise, chosenBuilder, pipelineBuilder, runsAs, sccCommands} from '../../src/domain/advice.ts';
import {BUILDERS_BY_PRIVILEGE} from '../../src/domain/catalogue/builders.ts';
import {
  CLUSTER_TYPES,
  IMAGE_REGISTRIES,
  ROOT_POLICIES,
  type Builder,
  type ClusterType,
  type PipelineBuilder,
  type RootPolicy,
} from '../../src/domain/choices.ts';
import {completeAnswers} from '../helpers/arbitrary-answers.ts';

const ALL_POLICIES = CLUSTER_TYPES.flatMap((type) =>
  ROOT_POLICIES.flatMap((root) => [true, false].map((privileged) => ({type, root, privileged}))),
);

interface Case {
  readonly policy: readonly [ClusterType, RootPolicy, boolean];
  readonly recommended: Builder | undefined;
  readonly allowed: readonly Builder[];
  readonly runsAs: {readonly user: string; readonly privileged: boolean};
}

const ROOT = {user: '0', privileged: false};
const CASES: readonly Case[] = [
  {
    policy: ['kubernetes', 'any', true],
    recommended: 'kaniko',
    allowed: ['kaniko', 'buildah', 'buildx', 'docker'],
    runsAs: ROOT,
  },
  {policy: ['kubernetes', 'any', false], recommended: 'kaniko', allowed: ['kaniko'], runsAs: ROOT},
  {
    policy: ['kubernetes', 'one-step', true],
    recommended: 'kaniko',
    allowed: ['kaniko', 'buildah', 'buildx', 'docker'],
    runsAs: ROOT,
  },
  {policy: ['kubernetes', 'one-step', false], recommended: 'kaniko', allowed: ['kaniko'], runsAs: ROOT},
  {
    policy: ['kubernetes', 'never', true],
    recommended: 'buildah',
    allowed: ['buildah'],
    runsAs: {user: '1000', privileged: true},
  },
  {
    policy: ['kubernetes', 'never', false],
    recommended: undefined,
    allowed: [],
    runsAs: {user: '1000', privileged: true},
  },
  {
    policy: ['openshift', 'any', true],
    recommended: 'kaniko',
    allowed: ['kaniko', 'buildah', 'buildx', 'docker'],
    runsAs: ROOT,
  },
  {policy: ['openshift', 'any', false], recommended: 'kaniko', allowed: ['kaniko', 'buildah'], runsAs: ROOT},
  {
    policy: ['openshift', 'one-step', true],
    recommended: 'kaniko',
    allowed: ['kaniko', 'buildah', 'buildx', 'docker'],
    runsAs: ROOT,
  },
  {
    policy: ['openshift', 'one-step', false],
    recommended: 'kaniko',
    allowed: ['kaniko', 'buildah'],
    runsAs: ROOT,
  },
  {
    policy: ['openshift', 'never', true],
    recommended: 'buildah',
    allowed: ['buildah'],
    runsAs: {user: '1000', privileged: false},
  },
  {
    policy: ['openshift', 'never', false],
    recommended: 'buildah',
    allowed: ['buildah'],
    runsAs: {user: '1000', privileged: false},
  },
];

describe('advise', () => {
  for (const {policy, recommended, allowed, runsAs: expected} of CASES) {
    const [type, root, privileged] = policy;
    test(`${type}, root ${root}, privileged ${privileged}: ${recommended ?? 'nothing'}`, () => {
      const advice = advise({cluster: {type, root, privileged}, registry: 'docker-hub'});
      assert.equal(advice.recommended, recommended);
      assert.deepEqual(
        advice.options.filter((option) => option.allowed).map((option) => option.builder),
        [...allowed, 'outside'],
      );
      assert.deepEqual(advice.runsAs, expected);
    });
  }

  test('the table of cases is complete', () => assert.equal(CASES.length, ALL_POLICIES.length));

  for (const cluster of ALL_POLICIES)
    for (const registry of IMAGE_REGISTRIES)
      test(`is sound for ${cluster.type}, ${cluster.root}, ${cluster.privileged}, ${registry}`, () => {
        const advice = advise({cluster, registry});
        const allowed = advice.options.filter((option) => option.allowed && option.builder !== 'outside');
        assert.equal(advice.noneFits === undefined, allowed.length > 0);
        assert.equal(advice.recommended === undefined, allowed.length === 0);
        if (advice.recommended)
          assert.equal(allowed[0]?.builder, advice.recommended, 'the least privilege that fits');
        assert.deepEqual(
          advice.options.map((option) => option.builder),
          [...BUILDERS_BY_PRIVILEGE.map((row) => row.builder), 'outside'],
        );
        for (const option of advice.options) assert.equal(option.allowed, option.ruledOut === undefined);
        assert.match(advice.reason, /\.$/);
      });

  test('says what would change that nothing fits', () => {
    const {noneFits = ''} = advise({
      cluster: {type: 'kubernetes', root: 'never', privileged: false},
      registry: 'ecr',
    });
    for (const way of [
      'root for one step',
      'privileged',
      'OpenShift',
      'outside the cluster',
      '--builder outside',
    ])
      assert.ok(noneFits.includes(way), way);
  });

  test('rules out with one reason: root before privileged', () => {
    const ruledOut = (root: RootPolicy, privileged: boolean) =>
      Object.fromEntries(
        advise({cluster: {type: 'kubernetes', root, privileged}, registry: 'docker-hub'}).options.map(
          (option) => [option.builder, option.ruledOut],
        ),
      );
    assert.deepEqual(ruledOut('never', false), {
      kaniko: 'always runs as root',
      buildah: 'needs a privileged pod on Kubernetes, even as user 1000',
      buildx: 'runs as root in a privileged pod',
      docker: 'runs as root in a privileged pod',
      outside: undefined,
    });
    assert.deepEqual(ruledOut('one-step', false), {
      kaniko: undefined,
      buildah: 'needs a privileged pod on Kubernetes, even as user 1000',
      buildx: 'needs a privileged pod',
      docker: 'needs a privileged pod',
      outside: undefined,
    });
  });

  test('BuildX needs the flag; on OpenShift every builder needs an SCC', () => {
    const cluster = {type: 'openshift', root: 'any', privileged: true} as const;
    const {options} = advise({cluster, registry: 'docker-hub'});
    const needs = (builder: Builder) =>
      options.find((option) => option.builder === builder)?.needs.join('\n') ?? '';
    assert.match(needs('buildx'), /CI_USE_BUILDX_ON_K8.*Harness Support/);
    assert.match(needs('kaniko'), /add-scc-to-user anyuid/);
    assert.match(needs('buildah'), /add-scc-to-user anyuid/);
    assert.match(needs('buildx'), /add-scc-to-user privileged/);
    assert.match(needs('docker'), /add-scc-to-user privileged/);
  });

  test('names the plugin image of the registry, none for built-in steps', () => {
    const images = Object.fromEntries(
      IMAGE_REGISTRIES.map((registry) => [
        registry,
        advise({cluster: ALL_POLICIES[0]!, registry}).options.map((option) => option.image),
      ]),
    );
    assert.deepEqual(images['ecr'], [undefined, 'plugins/buildah-ecr', undefined, 'plugins/ecr', undefined]);
    assert.deepEqual(images['gar'], [undefined, 'plugins/buildah-gcr', undefined, 'plugins/gar', undefined]);
    assert.deepEqual(images['gcr'], [undefined, 'plugins/buildah-gcr', undefined, 'plugins/gcr', undefined]);
    assert.deepEqual(images['docker-hub'], [
      undefined,
      'plugins/buildah-docker',
      undefined,
      'plugins/docker',
      undefined,
    ]);
  });
});

describe('runsAs', () => {
  const cases: readonly [PipelineBuilder, ClusterType, string, boolean][] = [
    ['kaniko', 'kubernetes', '0', false],
    ['kaniko', 'openshift', '0', false],
    ['buildah', 'kubernetes', '1000', true],
    ['buildah', 'openshift', '1000', false],
    ['buildx', 'kubernetes', '0', true],
    ['docker', 'openshift', '0', true],
  ];
  for (const [builder, type, user, privileged] of cases)
    test(`${builder} on ${type}`, () =>
      assert.deepEqual(runsAs({builder, cluster: {type, root: 'any', privileged: true}}), {
        user,
        privileged,
      }));
});

describe('chosenBuilder', () => {
  const choose = (builder: 'recommended' | Builder, root: RootPolicy, privileged: boolean) =>
    chosenBuilder(completeAnswers({build: {builder}, cluster: {root, privileged}}));

  test('a named builder is kept, whatever the policy', () =>
    assert.equal(choose('docker', 'never', false), 'docker'));
  test('recommended follows the policy', () => {
    assert.equal(choose('recommended', 'any', false), 'kaniko');
    assert.equal(choose('recommended', 'never', true), 'buildah');
  });
  test('Buildah is drawn when nothing fits', () =>
    assert.equal(choose('recommended', 'never', false), 'buildah'));
  test('outside is no builder of a pipeline', () => {
    assert.equal(choose('outside', 'any', true), 'outside');
    assert.throws(() => pipelineBuilder(completeAnswers({build: {builder: 'outside'}})), TypeError);
  });
});

describe('sccCommands', () => {
  const commands = (builder: Builder, type: ClusterType, serviceAccount?: string) =>
    sccCommands(
      completeAnswers({
        build: {builder, namespace: 'ci', ...(serviceAccount ? {serviceAccount} : {})},
        cluster: {type},
      }),
    );

  test('the exact command, for the default service account', () =>
    assert.deepEqual(commands('buildah', 'openshift'), [
      'oc adm policy add-scc-to-user anyuid -z default -n ci',
    ]));
  test('for a named service account', () =>
    assert.deepEqual(commands('kaniko', 'openshift', 'builder'), [
      'oc adm policy add-scc-to-user anyuid -z builder -n ci',
    ]));
  test('privileged builders need the privileged SCC', () =>
    assert.deepEqual(commands('buildx', 'openshift'), [
      'oc adm policy add-scc-to-user privileged -z default -n ci',
    ]));
  test('none for what is built elsewhere', () => assert.deepEqual(commands('outside', 'openshift'), []));
  test('none on Kubernetes', () => assert.deepEqual(commands('buildah', 'kubernetes'), []));
});
