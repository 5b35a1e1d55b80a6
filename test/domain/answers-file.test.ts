import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import type {Answers, PartialAnswers} from '../../src/domain/answers.ts';
import {answersFile, answersToPreset} from '../../src/domain/answers-file.ts';
import {fillGaps} from '../../src/domain/fill-gaps.ts';
import {mergeAnswers} from '../../src/domain/merge.ts';
import {makePlan} from '../../src/domain/plan.ts';
import {withoutSecretAnswers} from '../../src/domain/secret-answers.ts';
import {parsePresetText} from '../../src/domain/preset-text.ts';
import {arbitraryAnswers, completeAnswers} from '../helpers/arbitrary-answers.ts';

const reread = (text: string) => {
  const preset = parsePresetText({text, file: 'delegate-tui.yaml'});
  assert.deepEqual(preset.problems, []);
  const {answers, issues} = fillGaps(mergeAnswers({preset: preset.answers}));
  assert.deepEqual(issues, []);
  assert.ok(answers);
  return answers;
};

test('the answers file makes the same files again, whatever was answered', () => {
  fc.assert(
    fc.property(arbitraryAnswers(), (answers) => {
      const again = reread(answersFile(answers));
      const generated = (files: ReturnType<typeof makePlan>['files']) =>
        files.filter((file) => file.role !== 'answers').map((file) => [file.path, file.content]);
      assert.deepEqual(generated(makePlan({answers: again}).files), generated(makePlan({answers}).files));
    }),
    {numRuns: 200},
  );
});

test('the answers file of the answers that it gives is the same text', () => {
  const first = answersFile(completeAnswers({features: ['kubernetes'], delegate: {size: 'small'}}));
  assert.match(first, /^tools:$/m);
  assert.equal(answersFile(reread(first)), first);
});

test('base and tools are pinned, so that a later release makes the same image', () => {
  const again = reread(
    answersFile(
      completeAnswers({
        features: ['kubernetes'],
        tools: ['git', {name: 'helm', sha256: {amd64: 'a'.repeat(64)}}],
      }),
    ),
  );
  assert.match(again.base.version, /^\d\d\.\d\d\.\d{5}$/);
  const names = again.tools.map((tool) =>
    typeof tool === 'string' ? tool : `${tool.name}@${tool.version} pinned`,
  );
  assert.ok(names.includes('git'));
  assert.ok(
    names.some((name) => /^kubectl@\d/.test(name)),
    names.join(),
  );
  assert.ok(
    names.some((name) => /^helm@\d.* pinned$/.test(name)),
    names.join(),
  );
});

const MEANINGLESS: readonly (readonly [
  name: string,
  answers: PartialAnswers,
  section: 'base' | 'image' | 'delegate',
  kept: readonly string[],
])[] = [
  ['a prefix without a private mirror', {base: {prefix: 'm.corp'}}, 'base', ['version']],
  [
    'what another registry needs, on Docker Hub',
    {image: {host: 'm.corp', account: '012345678901', region: 'eu-central-1', project: 'my-proj'}},
    'image',
    ['repository'],
  ],
  [
    'what another registry needs, on ECR',
    {
      image: {
        registry: 'ecr',
        host: 'm.corp',
        account: '012345678901',
        region: 'eu-central-1',
        project: 'my-proj',
      },
    },
    'image',
    ['account', 'region', 'registry', 'repository'],
  ],
  [
    'what another registry needs, on GAR',
    {
      image: {
        registry: 'gar',
        host: 'm.corp',
        account: '012345678901',
        region: 'eu-central-1',
        project: 'my-proj',
      },
    },
    'image',
    ['host', 'project', 'registry', 'repository'],
  ],
  ['a Secret that the token does not come from', {delegate: {token: {secretName: 'theirs'}}}, 'delegate', []],
  [
    'a Secret that the token comes from',
    {delegate: {token: {from: 'secret', secretName: 'theirs'}}},
    'delegate',
    ['token'],
  ],
  [
    'replicas that the autoscaler sets',
    {delegate: {replicas: 3, autoscaling: {enabled: true}}},
    'delegate',
    ['autoscaling'],
  ],
  ['limits of no autoscaler', {delegate: {autoscaling: {min: 2, max: 9}}}, 'delegate', []],
  [
    'annotations of an account that is not made',
    {delegate: {serviceAccount: {create: false, annotations: {a: 'b'}}}},
    'delegate',
    ['serviceAccount'],
  ],
];
for (const [name, answers, section, kept] of MEANINGLESS) {
  test(`the preset of some answers: ${name}`, () => {
    const preset = answersToPreset(completeAnswers(answers));
    const always = section === 'delegate' ? ['accountId', 'managerUrl'] : [];
    assert.deepEqual(Object.keys(preset[section] ?? {}).sort(), [...always, ...kept].sort());
    assert.doesNotMatch(JSON.stringify(preset), /"annotations"/);
  });
}

test('the description of a preset stays with the preset', () => {
  const answers = completeAnswers({description: 'Terraform steps', delegate: {description: 'of this one'}});
  assert.equal(answersToPreset(answers).description, 'Terraform steps');
  assert.doesNotMatch(answersFile(answers), /Terraform steps/);
  assert.match(answersFile(answers), /^ {2}description: of this one$/m);
});

const privateFiles = (answers: Answers): readonly string[] =>
  makePlan({answers})
    .files.filter(({mode}) => mode === 0o600)
    .map(({path}) => path);

test('of other files, those that repeat the secret are for their owner alone', () => {
  const TABLE: readonly (readonly [answers: PartialAnswers, files: readonly string[]])[] = [
    [{build: {settings: {nexus_password: 'hunter22x'}}}, ['build-and-push.yaml']],
    [{delegate: {install: 'helm', env: {NEXUS_PASSWORD: 'hunter22x'}}}, ['values.yaml']],
    [{delegate: {install: 'terraform', env: {NEXUS_PASSWORD: 'hunter22x'}}}, ['delegate.tf']],
  ];
  for (const [answers, files] of TABLE)
    assert.deepEqual(privateFiles(completeAnswers(answers)), [...files, 'delegate-tui.yaml']);
});

test('a file that may hold a secret says where, is for its owner alone, and is not remembered', () => {
  const SECRET: readonly (readonly [delegate: object, path: string])[] = [
    [{initScript: 'set -e\nexport NEXUS_PASSWORD=hunter22x\n'}, 'delegate.initScript'],
    [{initScript: 'curl https://bob:hunter22x@acme.com/x'}, 'delegate.initScript'],
    [{initScript: 'echo \'{"password":"hunter22x"}\' > /x'}, 'delegate.initScript'],
    [
      {initScript: 'kubectl create secret generic a --from-literal=password=hunter22x'},
      'delegate.initScript',
    ],
    [{initScript: 'curl -H "Authorization: Bearer hunter22x" x'}, 'delegate.initScript'],
    [{initScript: 'docker login -u bob --password hunter22x acme.com'}, 'delegate.initScript'],
    [{initScript: '# docker login --password hunter22x'}, 'delegate.initScript'],
    [{initScript: 'docker login -u bob -p hunter22x'}, 'delegate.initScript'],
    [{initScript: 'curl -u "$USER:hunter22x" x'}, 'delegate.initScript'],
    [{initScript: "helm registry login --password 'hunter22x'"}, 'delegate.initScript'],
    [{initScript: 'curl -sfLO -u bob:hunter22x https://acme.com/x'}, 'delegate.initScript'],
    [{initScript: 'curl --user "bob:hunter22x" https://acme.com/x'}, 'delegate.initScript'],
    [{env: {NEXUS_PASSWORD: 'hunter22x', A: 'b'}}, 'delegate.env.NEXUS_PASSWORD'],
    [{env: {HTTPS_PROXY: 'http://bob:hunter22x@proxy', A: 'b'}}, 'delegate.env.HTTPS_PROXY'],
  ];
  for (const [delegate, path] of SECRET) {
    const answers = completeAnswers({delegate});
    const file = makePlan({answers}).files.find(({role}) => role === 'answers');
    assert.match(file?.content ?? '', new RegExp(`^# Keep it out of Git: .* in ${path}\\.$`, 'm'));
    assert.doesNotMatch(file?.content ?? '', /no secret/);
    assert.match(file?.content ?? '', /hunter22x/, 'what was given stays');
    assert.equal(file?.mode, 0o600);
    assert.deepEqual(privateFiles(answers), ['harness-delegate.yaml', 'delegate-tui.yaml']);
    const sifted = withoutSecretAnswers(answersToPreset(answers));
    assert.deepEqual(sifted.left, [path]);
    assert.doesNotMatch(JSON.stringify(sifted.answers), /hunter22x/);
  }
  const HARMLESS: readonly object[] = [
    {
      initScript:
        'PASSWORD=$(cat /x/token); TOKEN="$A"\ncurl -H "Authorization: Bearer $TOKEN" https://a:$PW@b',
    },
    {initScript: 'microdnf install -y git\nexport PASSWORD_LENGTH=20 TOKEN_PATH=/run/token'},
    {env: {A: 'private-registry:5000/x', PULL_SECRET_NAME: 'pull', API_KEY: '$(OTHER)'}},
    {description: 'the token: ask the platform team'},
    {
      initScript:
        '# token: comes from Vault\nTOKEN=`cat /run/t`\nPW_TOKEN=$(vault read "$(cat /p)")\ncurl "https://h/?token=$TOKEN&format=json"',
    },
    {
      initScript:
        '# install basic utilities\nkubectl create secret generic a --from-file=password=/run/secrets/password',
    },
    {initScript: 'docker login -u bob --password-stdin acme.com < /run/p; chown -R -u 1001:1001 /x'},
    {initScript: 'curl -u "bob:$PW" https://acme.com/x\nhelm registry login --password "$PW" --token-file t'},
    {initScript: 'vault login --no-print --token --quiet\nchown --user 1001:1001 /opt/x'},
    {
      initScript:
        '# pass --password or --password-stdin; use --token to log in\ndocker run -u jenkins:jenkins img',
    },
    {initScript: 'gcloud secrets versions access latest --secret my-nexus-secret-1'},
    {env: {GOPRIVATE: 'github.com/acme', SECRET_NAME: 'my-tls', TOKEN_TTL_SECONDS: '21600'}},
  ];
  for (const delegate of HARMLESS) {
    const answers = completeAnswers({delegate});
    const file = makePlan({answers}).files.find(({role}) => role === 'answers');
    assert.match(file?.content ?? '', /^# Keep it in Git: it holds no secret\.$/m, file?.content);
    assert.equal(file?.mode, 0o644);
    assert.deepEqual(privateFiles(answers), []);
    const preset = answersToPreset(answers);
    assert.deepEqual(withoutSecretAnswers(preset), {answers: preset, left: []});
  }
});
