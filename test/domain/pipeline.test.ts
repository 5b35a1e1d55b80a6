import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, test} from 'node:test';
import {Ajv} from 'ajv';
import * as fc from 'fast-check';
import {parse} from 'yaml';
import type {Answers, PartialAnswers} from '../../src/domain/answers.ts';
import {
  CLUSTER_TYPES,
  IMAGE_REGISTRIES,
  PIPELINE_SCOPES,
  ROOT_POLICIES,
  type ImageRegistry,
} from '../../src/domain/choices.ts';
import {buildPipeline, buildSummary} from '../../src/domain/pipeline.ts';
import {HOSTILE_LINES, arbitraryAnswers, completeAnswers} from '../helpers/arbitrary-answers.ts';
import {chosenBuilder} from '../../src/domain/advice.ts';
import {PATTERNS} from '../../src/domain/patterns.ts';

type Tree = Record<string, any>;

const schema = JSON.parse(
  readFileSync(new URL('../schemas/pipeline.schema.json', import.meta.url), 'utf8'),
) as object;
const validate = new Ajv({allErrors: true}).compile(schema);

const read = (overrides: PartialAnswers): unknown => parse(buildPipeline(completeAnswers(overrides)));
const stageOf = (document: unknown): Tree => {
  const tree = document as Tree;
  return Array.isArray(document) ? (document[0] as Tree)['stage'] : tree['pipeline'].stages[0].stage;
};
const stepIn = (stage: Tree): Tree => stage['spec'].execution.steps[0].step;
const stepOf = (overrides: PartialAnswers): Tree =>
  (read({...overrides, build: {...overrides.build, scope: 'step'}}) as Tree[])[0]!['step'];
const whole = (overrides: PartialAnswers): Tree => stageOf(read(overrides));
const settingsOf = (overrides: PartialAnswers): Tree => stepOf(overrides)['spec'].settings;

const BUILDERS = ['kaniko', 'buildx', 'docker', 'buildah'] as const;

describe('building as a non-root user', () => {
  test('default: Kaniko, a built-in step, no privileged pod', () => {
    const stage = whole({cluster: {root: 'any'}});
    assert.equal(stepIn(stage)['type'], 'BuildAndPushDockerRegistry');
    assert.equal(stepIn(stage)['spec'].runAsUser, undefined);
    assert.equal(stage['spec'].infrastructure.spec.containerSecurityContext, undefined);
  });

  test('BuildX: the same step, with the flag named and the stage privileged', () => {
    const answers = completeAnswers({build: {builder: 'buildx'}, cluster: {root: 'any', privileged: true}});
    const text = buildPipeline(answers);
    const stage = stageOf(parse(text));
    assert.equal(stepIn(stage)['type'], 'BuildAndPushDockerRegistry');
    assert.deepEqual(stage['spec'].infrastructure.spec.containerSecurityContext, {privileged: true});
    assert.match(text, /^# .*CI_USE_BUILDX_ON_K8/m);
    assert.match(text, /# .*caching: true/);
  });

  test('drone-docker: a Plugin step, root and privileged', () => {
    const step = stepOf({build: {builder: 'docker'}, cluster: {root: 'any', privileged: true}});
    assert.equal(step['type'], 'Plugin');
    assert.match(step['spec'].image, /^plugins\/docker:/);
    assert.equal(step['spec'].privileged, true);
    assert.equal(step['spec'].runAsUser, '0');
  });

  test('one step as root: Kaniko with runAsUser "0" in a stage of user 1000', () => {
    const stage = whole({cluster: {root: 'one-step'}});
    assert.equal(stepIn(stage)['type'], 'BuildAndPushDockerRegistry');
    assert.equal(stepIn(stage)['spec'].runAsUser, '0');
    assert.deepEqual(stage['spec'].infrastructure.spec.containerSecurityContext, {
      runAsNonRoot: true,
      runAsUser: '1000',
    });
  });

  test('no root on Kubernetes: Buildah as user 1000, privileged', () => {
    const stage = whole({cluster: {root: 'never', privileged: true}});
    const {spec, type} = stepIn(stage);
    assert.equal(type, 'Plugin');
    assert.equal(spec.image, 'plugins/buildah-docker:1.2.1-linux-amd64');
    assert.equal(spec.privileged, true);
    assert.equal(spec.runAsUser, '1000');
    assert.deepEqual(stage['spec'].infrastructure.spec.containerSecurityContext, {
      runAsNonRoot: true,
      runAsUser: '1000',
    });
  });

  test('no root on OpenShift: Buildah as user 1000, unprivileged, with the anyuid SCC', () => {
    const answers = completeAnswers({
      cluster: {type: 'openshift', root: 'never'},
      build: {namespace: 'ci', serviceAccount: 'builder'},
    });
    const text = buildPipeline(answers);
    const stage = stageOf(parse(text));
    assert.equal(stepIn(stage)['spec'].privileged, false);
    assert.equal(stepIn(stage)['spec'].runAsUser, '1000');
    assert.equal(stage['spec'].infrastructure.spec.serviceAccountName, 'builder');
    assert.match(text, /# .*oc adm policy add-scc-to-user anyuid -z builder -n ci$/m);
  });

  describe('build without pushing', () => {
    const cases = [
      ['kaniko', 'PLUGIN_NO_PUSH'],
      ['buildx', 'PLUGIN_DRY_RUN'],
      ['docker', 'PLUGIN_DRY_RUN'],
      ['buildah', 'PLUGIN_DRY_RUN'],
    ] as const;
    for (const [builder, variable] of cases) {
      test(`${builder}: a variable of the stage`, () => {
        const stage = whole({build: {builder, push: false, scope: 'stage'}});
        assert.deepEqual(stage['variables'], [{name: variable, type: 'String', value: 'true'}]);
        assert.equal(JSON.stringify(stage['spec']).includes('PLUGIN_'), false);
        assert.equal(JSON.stringify(stage['spec']).includes('dry_run'), false);
      });
      test(`${builder}: inside a step that stands alone`, () => {
        const {spec} = stepOf({build: {builder, push: false}});
        if (builder === 'docker' || builder === 'buildah') assert.equal(spec.settings.dry_run, 'true');
        else assert.deepEqual(spec.envVariables, {[variable]: 'true'});
      });
      test(`${builder}: nothing of it when pushing`, () => {
        const text = JSON.stringify([read({build: {builder}}), stepOf({build: {builder}})]);
        assert.doesNotMatch(text, /NO_PUSH|DRY_RUN|dry_run/);
      });
    }
  });
});

test('the step of Harness’s page is reachable', () => {
  const step = stepOf({
    build: {
      builder: 'buildah',
      buildahVersion: '1.1.0-linux-amd64',
      pluginConnector: 'YOUR_DOCKER_CONNECTOR',
      settings: {repo: 'myDockerHub1234/test', tags: 'buildahtest', registry: 'https://index.docker.io/v2/'},
    },
    cluster: {root: 'never', privileged: true},
  });
  const {resources, ...spec} = step['spec'];
  assert.deepEqual(resources, {limits: {memory: '4Gi', cpu: '1'}});
  assert.deepEqual(spec, {
    connectorRef: 'YOUR_DOCKER_CONNECTOR',
    image: 'plugins/buildah-docker:1.1.0-linux-amd64',
    privileged: true,
    settings: {
      repo: 'myDockerHub1234/test',
      tags: 'buildahtest',
      registry: 'https://index.docker.io/v2/',
      dockerfile: 'Dockerfile',
      context: '.',
      username: '<+secrets.getValue("DOCKER_HUB_USER")>',
      password: '<+secrets.getValue("DOCKER_HUB_SECRET")>',
    },
    runAsUser: '1000',
  });
});

describe('registries', () => {
  const IMAGES: Readonly<Record<ImageRegistry, NonNullable<PartialAnswers['image']>>> = {
    'docker-hub': {registry: 'docker-hub', repository: 'acme/del', tag: '1.10'},
    other: {registry: 'other', host: 'registry.corp:5000', repository: 'acme/del', tag: '1.10'},
    ecr: {registry: 'ecr', account: '012345678901', region: 'eu-central-1', repository: 'del', tag: '1.10'},
    acr: {registry: 'acr', host: 'acme.azurecr.io', repository: 'del', tag: '1.10'},
    gar: {
      registry: 'gar',
      host: 'eu-docker.pkg.dev',
      project: 'my-proj',
      repository: 'tools/del',
      tag: '1.10',
    },
    gcr: {registry: 'gcr', project: 'my-proj', repository: 'del', tag: '1.10'},
  };
  const BUILT_IN = [
    ['docker-hub', 'BuildAndPushDockerRegistry', {repo: 'acme/del'}],
    ['other', 'BuildAndPushDockerRegistry', {repo: 'registry.corp:5000/acme/del'}],
    ['ecr', 'BuildAndPushECR', {account: '012345678901', region: 'eu-central-1', imageName: 'del'}],
    ['acr', 'BuildAndPushACR', {repository: 'acme.azurecr.io/del'}],
    ['gar', 'BuildAndPushGAR', {host: 'eu-docker.pkg.dev', projectID: 'my-proj', imageName: 'tools/del'}],
    ['gcr', 'BuildAndPushGCR', {host: 'gcr.io', projectID: 'my-proj', imageName: 'del'}],
  ] as const;
  for (const [registry, type, fields] of BUILT_IN)
    test(`${registry}, built-in`, () => {
      const step = stepOf({image: IMAGES[registry], build: {registryConnector: 'account.reg'}});
      const {connectorRef, dockerfile, context, resources, runAsUser, tags, ...target} = step['spec'];
      assert.equal(step['type'], type);
      assert.deepEqual(target, fields);
      assert.deepEqual(tags, ['1.10']);
      assert.deepEqual(
        {connectorRef, dockerfile, context, runAsUser, limits: resources.limits},
        {
          connectorRef: 'account.reg',
          dockerfile: 'Dockerfile',
          context: '.',
          runAsUser: '0',
          limits: {memory: '4Gi', cpu: '1'},
        },
      );
    });

  const USER = {username: '<+secrets.getValue("account.U")>', password: '<+secrets.getValue("org.P")>'};
  const ECR_HOST = '012345678901.dkr.ecr.eu-central-1.amazonaws.com';
  const PLUGIN = [
    [
      'docker-hub',
      'plugins/buildah-docker',
      'plugins/docker',
      {repo: 'acme/del', registry: 'https://index.docker.io/v1/', ...USER},
    ],
    [
      'other',
      'plugins/buildah-docker',
      'plugins/docker',
      {repo: 'registry.corp:5000/acme/del', registry: 'registry.corp:5000', ...USER},
    ],
    [
      'ecr',
      'plugins/buildah-ecr',
      'plugins/ecr',
      {
        repo: `${ECR_HOST}/del`,
        registry: ECR_HOST,
        region: 'eu-central-1',
        access_key: USER.username,
        secret_key: USER.password,
      },
    ],
    [
      'acr',
      'plugins/buildah-docker',
      'plugins/docker',
      {repo: 'acme.azurecr.io/del', registry: 'acme.azurecr.io', ...USER},
    ],
    [
      'gar',
      'plugins/buildah-gcr',
      'plugins/gar',
      {repo: 'eu-docker.pkg.dev/my-proj/tools/del', registry: 'eu-docker.pkg.dev', json_key: USER.password},
    ],
    [
      'gcr',
      'plugins/buildah-gcr',
      'plugins/gcr',
      {repo: 'gcr.io/my-proj/del', registry: 'gcr.io', json_key: USER.password},
    ],
  ] as const;
  for (const [registry, buildah, docker, expected] of PLUGIN)
    for (const builder of ['buildah', 'docker'] as const)
      test(`${registry}, ${builder}`, () => {
        const {spec} = stepOf({
          image: IMAGES[registry],
          build: {builder, usernameSecret: 'account.U', passwordSecret: 'org.P'},
        });
        const {dockerfile, context, tags, ...settings} = spec.settings;
        assert.deepEqual(settings, expected);
        assert.deepEqual([dockerfile, context, tags], ['Dockerfile', '.', ['1.10']]);
        const [name, tag] = String(spec.image).split(':');
        assert.equal(name, builder === 'buildah' ? buildah : docker);
        assert.equal(tag, builder === 'buildah' ? '1.2.1-linux-amd64' : '21');
        assert.equal(spec.connectorRef, 'account.harnessImage');
      });

  test('every registry is in both tables', () => {
    for (const table of [BUILT_IN, PLUGIN])
      assert.deepEqual(table.map(([registry]) => registry).sort(), [...IMAGE_REGISTRIES].sort());
  });

  test('ACR with the plugin version of Harness’s page uses buildah-acr', () => {
    const build = {builder: 'buildah', buildahVersion: '1.1.0-linux-amd64'} as const;
    assert.equal(stepOf({image: IMAGES.acr, build})['spec'].image, 'plugins/buildah-acr:1.1.0-linux-amd64');
  });

  test('every registry has default names for its secrets', () => {
    for (const registry of IMAGE_REGISTRIES) {
      const text = JSON.stringify(settingsOf({image: IMAGES[registry], build: {builder: 'buildah'}}));
      assert.match(text, /<\+secrets\.getValue\(\\"[A-Z_]+\\"\)>/, registry);
    }
  });

  test('what is not answered yet is a stand-in, never "undefined"', () => {
    for (const registry of IMAGE_REGISTRIES)
      for (const builder of BUILDERS)
        assert.doesNotMatch(
          buildPipeline(completeAnswers({image: {registry}, build: {builder}})),
          /undefined/,
        );
  });
});

describe('the login for the base image', () => {
  const headOf = (overrides: PartialAnswers) =>
    buildPipeline(completeAnswers(overrides)).split('\npipeline:')[0];
  const base = {registry: 'private', prefix: 'mirror.corp:5000/hub'} as const;

  for (const image of [{}, {registry: 'ecr'}, {registry: 'acr'}, {registry: 'gar'}] as const)
    test(`${image.registry ?? 'docker-hub'}: a connector of its own`, () => {
      const spec = (baseConnector: string) => stepOf({image, build: {baseConnector}})['spec'];
      assert.deepEqual(spec('account.mirror').baseImageConnectorRefs, ['account.mirror']);
      assert.equal(spec('<+input>').baseImageConnectorRefs, '<+input>');
      assert.equal(stepOf({image})['spec'].baseImageConnectorRefs, undefined);
      assert.match(
        headOf({image, build: {baseConnector: 'org.m'}}) ?? '',
        /connector org\.m .*pulls the base/,
      );
    });

  const HOWS = [
    ['kaniko', /# - where mirror\.corp:5000 asks for a login .*--base-connector ID$/m],
    ['buildx', /# - where mirror\.corp:5000 asks for a login .*--base-connector ID$/m],
    ['docker', /# - where mirror\.corp:5000 asks for a login .*base_image_username/m],
    ['buildah', /# - where mirror\.corp:5000 asks for a login .*config\.json.*--setting/m],
  ] as const;
  for (const [builder, how] of HOWS)
    test(`${builder}: how to sign in to a private mirror`, () => {
      assert.match(headOf({base, build: {builder}}) ?? '', how);
      assert.doesNotMatch(headOf({build: {builder}}) ?? '', /asks for a login/);
    });

  test('a plugin takes no connector for it', () => {
    const answers = {base, build: {builder: 'buildah', baseConnector: 'account.mirror'}} as const;
    assert.doesNotMatch(buildPipeline(completeAnswers(answers)), /account\.mirror/);
  });
});

test('what is not pushed is said to be pushed nowhere', () => {
  for (const builder of BUILDERS) {
    const text = buildPipeline(completeAnswers({build: {builder, push: false}}));
    assert.match(text, /^# Builds acme\/custom-delegate:\S+ with .* without pushing it\.$/m);
    assert.doesNotMatch(text, /pushes the image|for the push|the push signs in/);
  }
});

test('another registry is called by its host', () => {
  const image = {registry: 'other', host: 'registry.corp:5000'} as const;
  const [first] = buildPipeline(completeAnswers({image})).split('\n');
  assert.match(first ?? '', / and pushes it to registry\.corp:5000\.$/);
});

describe('secrets', () => {
  test('an expression of the user passes through', () => {
    const build = {builder: 'buildah', usernameSecret: '<+pipeline.variables.DOCKER_HUB_USER>'} as const;
    assert.equal(settingsOf({build})['username'], '<+pipeline.variables.DOCKER_HUB_USER>');
  });

  test('a secret that settings replace is not asked for on top', () => {
    const build = {builder: 'buildah', settings: {password: '<+secrets.getValue("pat")>'}} as const;
    const text = buildPipeline(completeAnswers({build}));
    assert.match(text, /secret DOCKER_HUB_USER/);
    assert.doesNotMatch(text, /DOCKER_HUB_SECRET/);
  });
});

describe('proxy arguments', () => {
  const delegate = {
    proxy: {host: 'proxy.corp', port: 3128, scheme: 'http', noProxy: ['10.0.0.1', '.corp']},
  } as const;
  const known = {
    delegate: {proxy: {...delegate.proxy, noProxy: [...delegate.proxy.noProxy]}},
    dockerfile: {proxyArgs: true},
  };

  test('built-in: build arguments, asked for at run time while the proxy is unknown', () =>
    assert.deepEqual(stepOf({dockerfile: {proxyArgs: true}})['spec'].buildArgs, {
      HTTP_PROXY: '<+input>',
      HTTPS_PROXY: '<+input>',
      NO_PROXY: '<+input>',
    }));
  test('built-in: the delegate’s proxy', () =>
    assert.deepEqual(stepOf(known)['spec'].buildArgs, {
      HTTP_PROXY: 'http://proxy.corp:3128',
      HTTPS_PROXY: 'http://proxy.corp:3128',
      NO_PROXY: '10.0.0.1,.corp',
    }));
  test('plugin in a stage: variables of the stage', () => {
    const stage = whole({...known, build: {builder: 'buildah'}});
    assert.deepEqual(
      stage['variables'].map((variable: Tree) => [variable['name'], variable['value']]),
      [
        ['HTTP_PROXY', 'http://proxy.corp:3128'],
        ['HTTPS_PROXY', 'http://proxy.corp:3128'],
        ['NO_PROXY', '10.0.0.1,.corp'],
      ],
    );
    assert.equal(stepIn(stage)['spec'].settings.build_args, undefined);
  });
  test('plugin alone: settings, without what the plugin would split at commas', () => {
    const text = buildPipeline(completeAnswers({...known, build: {builder: 'buildah', scope: 'step'}}));
    assert.deepEqual((parse(text) as Tree[])[0]!['step'].spec.settings.build_args, [
      'HTTP_PROXY=http://proxy.corp:3128',
      'HTTPS_PROXY=http://proxy.corp:3128',
    ]);
    assert.match(text, /# NO_PROXY has commas/);
  });
  test('none while the Dockerfile declares none', () =>
    assert.doesNotMatch(buildPipeline(completeAnswers({delegate: known.delegate})), /PROXY/));
});

test('pipeline: name, identifier, scope and codebase', () => {
  const {pipeline} = read({
    delegate: {name: '0-my-del'},
    build: {org: 'acme', project: 'tools', codebaseConnector: 'account.git', repositoryName: 'delegates'},
  }) as Tree;
  const {stages, ...head} = pipeline;
  assert.equal(stages.length, 1);
  assert.deepEqual(head, {
    name: 'Build 0-my-del',
    identifier: 'build_0_my_del',
    projectIdentifier: 'tools',
    orgIdentifier: 'acme',
    tags: {},
    properties: {
      ci: {codebase: {connectorRef: 'account.git', repoName: 'delegates', build: '<+input>'}},
    },
  });
});

test('further settings join the plugin’s, as text', () => {
  const settings = {s3_bucket: 'cache', layers: 'true', s3_use_ssl: 'false', s3_region: 'eu-central-1'};
  const written = settingsOf({build: {builder: 'buildah', settings}});
  for (const [name, value] of Object.entries(settings)) assert.equal(written[name], value);
});

test('the comment on top names what must exist and where it differs', () => {
  const text = buildPipeline(
    completeAnswers({build: {builder: 'buildah'}, cluster: {root: 'never', privileged: true}}),
  );
  const head = text.slice(0, text.indexOf('\npipeline:'));
  for (const line of head.split('\n')) assert.match(line, /^#/);
  for (const words of [
    'DOCKER_HUB_USER',
    'DOCKER_HUB_SECRET',
    'account.harnessImage',
    'harness-builds',
    'v1',
    'YAML view',
  ])
    assert.ok(head.includes(words), words);
});

test('summary: what the step will be', () => {
  const summary = buildSummary(completeAnswers({cluster: {type: 'openshift', root: 'never'}}));
  assert.deepEqual(
    {...summary, notes: summary.notes.length > 0},
    {
      builder: 'buildah',
      stepType: 'Plugin',
      image: 'plugins/buildah-docker:1.2.1-linux-amd64',
      runAsUser: '1000',
      privileged: false,
      notes: true,
    },
  );
  assert.equal(buildSummary(completeAnswers()).image, undefined);
});

describe('every combination fits the shapes that Harness takes', () => {
  for (const builder of BUILDERS)
    for (const registry of IMAGE_REGISTRIES)
      for (const type of CLUSTER_TYPES)
        test(`${builder}, ${registry}, ${type}`, () => {
          for (const scope of PIPELINE_SCOPES)
            for (const push of [true, false])
              for (const root of ROOT_POLICIES)
                for (const proxyArgs of [true, false])
                  assertFits(
                    completeAnswers({
                      image: {registry},
                      build: {builder, scope, push},
                      cluster: {type, root},
                      dockerfile: {proxyArgs},
                    }),
                  );
        });
});

function assertFits(answers: Answers): void {
  const text = buildPipeline(answers);
  const document: unknown = parse(text);
  assert.ok(validate(document), JSON.stringify(validate.errors));
  assert.deepEqual(parse(text, {version: '1.1', merge: false}), document, 'YAML 1.1 reads the same');
  const identifiers = [...text.matchAll(/^\s*identifier: (.*)$/gm)].map(([, value]) => value ?? '');
  assert.ok(identifiers.length > 0 && identifiers.every((value) => PATTERNS.identifier.test(value)));
  assert.equal(text, buildPipeline(structuredClone(answers)), 'deterministic');
}

describe('any answers', () => {
  test('give YAML of the known shapes', () =>
    fc.assert(
      fc.property(
        arbitraryAnswers().filter((answers) => chosenBuilder(answers) !== 'outside'),
        assertFits,
      ),
      {numRuns: 150},
    ));

  test('a hostile value changes only its own scalar', () => {
    const line = fc.oneof(
      fc.constantFrom(...HOSTILE_LINES),
      fc.string({unit: 'grapheme', maxLength: 40}).filter((text) => PATTERNS.oneLine.test(text)),
    );
    fc.assert(
      fc.property(line, fc.constantFrom(...PIPELINE_SCOPES), (value, scope) => {
        const at = (text: string) =>
          buildPipeline(completeAnswers({build: {builder: 'buildah', scope, settings: {s3_bucket: text}}}));
        const [hostile, tame] = [at(value), at('tame')];
        const around = JSON.stringify(parse(tame)).split('"s3_bucket":"tame"');
        assert.equal(JSON.stringify(parse(hostile)), around.join(`"s3_bucket":${JSON.stringify(value)}`));
        assert.equal(hostile.split('\n').length, tame.split('\n').length);
      }),
      {numRuns: 150},
    );
  });
});
