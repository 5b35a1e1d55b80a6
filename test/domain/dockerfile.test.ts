import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {createRequire} from 'node:module';
import {test} from 'node:test';
import {DockerfileParser, type Dockerfile, type Instruction} from 'dockerfile-ast';
import {validate} from 'dockerfile-utils';
import * as fc from 'fast-check';
import type {Answers, PartialAnswers} from '../../src/domain/answers.ts';
import {baseFromRef} from '../../src/domain/base-image.ts';
import {TOOLS} from '../../src/domain/catalogue/tools.ts';
import {FEATURES} from '../../src/domain/choices.ts';
import {dockerfile} from '../../src/domain/dockerfile.ts';
import {toolTable} from '../../src/domain/dockerfile/tool-table.ts';
import {PATTERNS} from '../../src/domain/patterns.ts';
import {completeAnswers, HOSTILE_LINES} from '../helpers/arbitrary-answers.ts';
import {decodePairs} from '../helpers/docker-words.ts';

interface LintResult {
  readonly title: string;
  readonly line?: number;
}
const {run: lint} = createRequire(import.meta.url)('dockerfilelint') as {
  readonly run: (this: void, configPath: string, content: string) => readonly LintResult[];
};

const SUM = 'ab'.repeat(32);
const written = (overrides: PartialAnswers = {}) => dockerfile(completeAnswers(overrides));
const parsed = (content: string): Dockerfile => DockerfileParser.parse(content);
const keywords = (content: string) =>
  parsed(content)
    .getInstructions()
    .map((instruction) => instruction.getKeyword());
const instructionsOf = (content: string, keyword: string): Instruction[] =>
  parsed(content)
    .getInstructions()
    .filter((instruction) => instruction.getKeyword() === keyword);
const argumentsOf = (content: string, keyword: string) =>
  instructionsOf(content, keyword).map((instruction) => instruction.getArgumentsContent() ?? '');
/** RUN bodies as a shell gets them: carried-on lines joined. */
const runBodies = (content: string) =>
  instructionsOf(content, 'RUN').map((run) => (run.getRawArgumentsContent() ?? '').replaceAll(/\\\n/g, ''));
const download = (content: string) => runBodies(content).find((body) => body.includes('fetch()')) ?? '';

const EVERYTHING: PartialAnswers = {
  features: [...FEATURES],
  tools: [
    ...TOOLS.filter((tool) => tool.name !== 'terraform-rpm').map((tool) => tool.name),
    'helm@2.17.0',
    'nodejs@20.18.1',
    {name: 'go-template', version: '0.4.8', sha256: {amd64: SUM}},
  ],
  customTools: [
    {
      name: 'acme',
      version: '1.0',
      url: 'https://x.y/{version}/acme-{arch}.tgz',
      archive: 'tar.gz',
      member: 'acme-{arch}/acme',
    },
  ],
  dockerfile: {
    proxyArgs: true,
    caDirectory: 'certs/',
    labels: {'org.opencontainers.image.title': 'My delegate'},
  },
};

const SAMPLES: readonly [string, PartialAnswers][] = [
  ['nothing', {}],
  ['kubernetes', {features: ['kubernetes']}],
  ['terraform from RPM', {tools: ['terraform-rpm', 'terraform-config-inspect', 'git']}],
  ['digest', {tools: ['jq'], base: {digest: `sha256:${SUM}`}}],
  [
    'air-gapped',
    {
      features: ['helm', 'terraform'],
      base: {registry: 'private', prefix: 'r.corp:5000/m'},
      dockerfile: {mirrorUrl: 'https://m.corp/x', rpmRepoUrl: 'https://m.corp/ubi9.repo'},
    },
  ],
  ['ansible and gcloud', {tools: ['ansible', 'gke-gcloud-auth-plugin'], dockerfile: {caDirectory: 'certs'}}],
  ['everything', EVERYTHING],
];
for (const [title, overrides] of SAMPLES) {
  test(`${title}: parsers and shell have nothing to say`, () => {
    const content = written(overrides);
    assert.deepEqual(validate(content), []);
    // Its rule for FROM wants a tag even where a digest is given.
    const findings = lint('/', content).filter(({title}) => !(overrides.base?.digest && /tag/i.test(title)));
    assert.deepEqual(findings, []);
    for (const body of runBodies(content)) {
      const {status, stderr} = spawnSync('sh', ['-n'], {input: body, encoding: 'utf8'});
      assert.equal(`${status} ${stderr}`, '0 ');
    }
  });
}

test('order of the instructions', () => {
  assert.deepEqual(keywords(written()), ['FROM', 'USER', 'USER']);
  assert.deepEqual(keywords(written({features: ['kubernetes']})), [
    'FROM',
    'USER',
    'RUN',
    'ENV',
    'USER',
    'RUN',
  ]);
  assert.deepEqual(keywords(written({tools: ['git'], dockerfile: {selfCheck: false}})), [
    'FROM',
    'USER',
    'RUN',
    'USER',
  ]);
  assert.deepEqual(
    keywords(
      written({
        features: ['terraform'],
        dockerfile: {proxyArgs: true, caDirectory: 'certs', labels: {a: 'b'}},
      }),
    ),
    'FROM USER ARG ARG ARG LABEL COPY RUN RUN RUN ENV USER RUN'.split(' '),
  );
});

test('begins with what it is, how to build it, and every tool with its source', () => {
  const content = written({features: ['kubernetes'], tools: ['git'], image: {tag: '7'}});
  assert.deepEqual(content.split('\n').slice(0, 9), [
    '# Harness delegate with tools of your own, on harness/delegate:26.08.89806.minimal.',
    '# Written by delegate-tui. Build it beside this file:',
    '#   docker build --platform linux/amd64 -t acme/custom-delegate:7 .',
    '#',
    '# Tools, where they come from, and how they are verified:',
    '#   kubectl 1.35.3      dl.k8s.io                  checksum from dl.k8s.io',
    '#   go-template 0.4.15  Harness mirror             no checksum published; pin one with sha256',
    '#   git newest          package of the base image  signed package',
    'FROM harness/delegate:26.08.89806.minimal',
  ]);
});

test('the build command hands the proxy on, and other versions are told how they are called', () => {
  const lines = written({
    tools: ['helm@3.15.4', 'helm@3.8.0'],
    image: {tag: '7'},
    dockerfile: {proxyArgs: true},
  }).split('\n');
  assert.ok(
    lines.includes(
      '#   docker build --platform linux/amd64 --build-arg HTTP_PROXY --build-arg HTTPS_PROXY --build-arg NO_PROXY -t acme/custom-delegate:7 .',
    ),
  );
  assert.ok(lines.some((line) => line.startsWith('#   helm 3.15.4                 get.helm.sh')));
  assert.ok(lines.some((line) => line.startsWith('#   helm 3.8.0 (as helm-3.8.0)  get.helm.sh')));
});

test('the table of tools names mirrors and pins', () => {
  const table = toolTable(
    completeAnswers({
      tools: [
        'jq',
        'ansible',
        'azure-cli',
        {name: 'go-template', sha256: {arm64: SUM}},
        {name: 'yq', sha256: {amd64: SUM, arm64: SUM}},
      ],
      dockerfile: {mirrorUrl: 'https://m.corp/x'},
    }),
  );
  assert.deepEqual(
    table.map(({name, source, integrity}) => [name, source, integrity]),
    [
      ['go-template', 'Harness mirror, through m.corp', 'pinned sha256 for arm64 only'],
      ['ansible', 'pypi.org, through m.corp', 'checked by its installer'],
      ['azure-cli', 'packages of m.corp', 'signed package'],
      ['jq', 'github.com, through m.corp', 'checksum from m.corp'],
      ['yq', 'github.com, through m.corp', 'pinned sha256'],
    ],
  );
});

test('PATH has the default version of every tool before that of the base image', () => {
  const [path] = argumentsOf(written({tools: ['helm@3.8.0', 'helm@2.17.0', 'git', 'nodejs@22.21.0']}), 'ENV');
  const at = (directory: string) => `/opt/harness-delegate/client-tools/${directory}`;
  assert.equal(path, `PATH=${at('helm/v3.8.0')}:${at('nodejs/v22.21.0/bin')}:$PATH`);
});

test('both Helms are told apart', () => {
  const variables = (tools: string[]) =>
    argumentsOf(written({tools}), 'ENV').filter((text) => text.startsWith('HELM'));
  assert.deepEqual(variables(['helm@3.8.0', 'helm@3.15.4']), []);
  assert.deepEqual(variables(['helm@3.8.0', 'helm@3.15.4', 'helm@2.17.0', 'helm@2.13.1']), [
    'HELM_PATH=/opt/harness-delegate/client-tools/helm/v2.17.0/helm',
    'HELM3_PATH=/opt/harness-delegate/client-tools/helm/v3.15.4/helm',
  ]);
});

test('packages: repositories first, each package once, no caches', () => {
  const [body] = runBodies(
    written({tools: ['git', 'terraform-rpm@1.12.2', 'azure-cli', 'ansible', 'gcloud', 'cf-cli']}),
  );
  assert.deepEqual(body?.split(/;\s+(?!exit|\})/), [
    'set -eu',
    '[ "$(uname -m)" = x86_64 ] || { echo "cf-cli exists for amd64 only" >&2; exit 1; }',
    'curl -fsSL --proto =https --retry 3 -o /etc/yum.repos.d/hashicorp.repo https://rpm.releases.hashicorp.com/RHEL/hashicorp.repo',
    'rpm --import https://packages.microsoft.com/keys/microsoft.asc',
    'curl -fsSL --proto =https --retry 3 -o /tmp/repository.rpm https://packages.microsoft.com/config/rhel/9.0/packages-microsoft-prod.rpm',
    'rpm -U /tmp/repository.rpm',
    'rm -f /tmp/repository.rpm',
    'curl -fsSL --proto =https --retry 3 -o /etc/yum.repos.d/cloudfoundry-cli.repo https://packages.cloudfoundry.org/fedora/cloudfoundry-cli.repo',
    'microdnf install -y --nodocs --setopt=install_weak_deps=0 terraform-1.12.2 azure-cli cf7-cli git python3.12',
    'microdnf clean all',
    'rm -rf /var/cache/yum',
  ]);
});

test('with package repositories of one’s own, vendors’ are not added', () => {
  const [body] = runBodies(
    written({tools: ['git', 'azure-cli'], dockerfile: {rpmRepoUrl: 'https://m.corp/ubi9.repo'}}),
  );
  assert.deepEqual(body?.match(/https:\S+/g), ['https://m.corp/ubi9.repo;']);
  assert.match(body ?? '', /azure-cli git/);
});

test('package repositories are replaced only where packages are installed', () => {
  const replaced = (tools: string[]) =>
    runBodies(written({tools, dockerfile: {rpmRepoUrl: 'https://m.corp/ubi9.repo'}})).some((body) =>
      body.includes('https://m.corp/ubi9.repo'),
    );
  assert.equal(replaced(['jq']), false);
  assert.equal(replaced(['git']), true);
  // Its zip needs unzip while the image is built.
  assert.equal(replaced(['tflint']), true);
});

test('unzip comes and goes with zips', () => {
  const mentions = (tools: string[]) =>
    download(written({tools})).match(/microdnf (install|remove)[^;]*unzip/g)?.length ?? 0;
  assert.equal(mentions(['jq']), 0);
  assert.equal(mentions(['terraform']), 2);
  assert.equal(mentions(['terraform', 'unzip']), 0);
});

test('certificates are trusted before anything is downloaded', () => {
  const content = written({tools: ['ansible'], dockerfile: {caDirectory: 'pki/certs/'}});
  assert.deepEqual(argumentsOf(content, 'COPY'), ['pki/certs/ /opt/harness-delegate/custom-ca/']);
  const [first, ...others] = runBodies(content);
  assert.match(first ?? '', /load_certificates\.sh \/opt\/harness-delegate\/custom-ca;/);
  assert.ok(others.some((body) => body.includes('PIP_CERT=')));
});

test('the self-check calls every version by its name', () => {
  const body =
    runBodies(written({tools: ['helm@3.8.0', 'helm@2.17.0', 'git', 'harness-helm-post-renderer']})).at(-1) ??
    '';
  assert.deepEqual(body.match(/check [^;]*\S(?=;)/g), [
    "check 'helm 3.8.0' helm version --client --short",
    "check 'helm 2.17.0' helm-2.17.0 version --client --short",
    "check 'harness-helm-post-renderer 0.2.2' command -v harness-helm-post-renderer",
    'check git git --version',
  ]);
});

/** Both ways in which builders read words must give the label back, and nothing else. */
function assertLabels(labels: Answers['dockerfile']['labels']): void {
  const content = written({features: ['kubernetes'], dockerfile: {labels}});
  const without = written({features: ['kubernetes']});
  for (const rules of ['new', 'old'] as const) {
    const pairs = argumentsOf(content, 'LABEL').flatMap((text) => decodePairs(text, rules));
    assert.deepEqual(Object.fromEntries(pairs), labels);
  }
  assert.equal(
    content
      .split('\n')
      .filter((line) => !line.startsWith('LABEL '))
      .join('\n')
      .replace('\n\n\n', '\n\n'),
    without,
  );
}

test('labels keep every character', () => {
  for (const line of HOSTILE_LINES) assertLabels({title: line});
  const line = fc.string({unit: 'grapheme', maxLength: 60}).filter((text) => PATTERNS.oneLine.test(text));
  const tricky = fc.string({
    unit: fc.constantFrom('\\', '"', "'", '$', '{', '}', ' ', 'a', '=', '#', '`'),
    maxLength: 12,
  });
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b.c', 'd/e'), fc.oneof(line, tricky)), (labels) => {
      // fast-check makes objects without a prototype, YAML makes plain ones.
      assertLabels({...labels});
    }),
    {numRuns: 100},
  );
});

const arbitraryOverrides = (): fc.Arbitrary<PartialAnswers> => {
  const row = fc.constantFrom(...TOOLS);
  const sum = fc.option(fc.constant(SUM), {nil: undefined});
  const tool = row.chain(({name, versions}) =>
    fc.record(
      {
        name: fc.constant(name),
        version: fc.constantFrom(...versions, '9.8.7+b_1~x'),
        source: fc.constantFrom('upstream' as const, 'harness' as const),
        baseUrl: fc.constant('https://b.corp/?x=1&y=2'),
        sha256: fc
          .record({amd64: sum, arm64: sum})
          .map((sums) => JSON.parse(JSON.stringify(sums)) as {amd64?: string}),
      },
      {requiredKeys: ['name']},
    ),
  );
  const custom = fc.record(
    {
      name: fc.constantFrom('acme', 'other.tool'),
      version: fc.constantFrom('v1.0', '2_3~4'),
      url: fc.constant('https://x.y:8443/{version}/a-{arch}?a=1&b=~'),
      archive: fc.constantFrom('none' as const, 'tar.gz' as const, 'zip' as const),
      member: fc.constant('a-{arch}/{version}/acme'),
      arch: fc.constant({amd64: 'x64'}),
      versionArgs: fc.constant('version --client=true'),
    },
    {requiredKeys: ['name', 'version', 'url']},
  );
  return fc.record({
    base: fc.record({
      variant: fc.constantFrom('minimal' as const, 'full' as const),
      fips: fc.boolean(),
      version: fc.constantFrom('24.04.82804', '26.08.89806'),
    }),
    features: fc.subarray([...FEATURES]),
    tools: fc.array(tool, {maxLength: 6}),
    customTools: fc.array(custom, {maxLength: 2}),
    dockerfile: fc.record(
      {
        source: fc.constantFrom('upstream' as const, 'harness' as const),
        mirrorUrl: fc.constant('https://m.corp/a&b/'),
        rpmRepoUrl: fc.constant('https://m.corp/r.repo?a=1&b=2'),
        proxyArgs: fc.boolean(),
        caDirectory: fc.constant('certs'),
        selfCheck: fc.boolean(),
      },
      {requiredKeys: []},
    ),
  });
};

test('whatever is chosen gives a Dockerfile that parses, pins and ends as uid 1001', () => {
  fc.assert(
    fc.property(arbitraryOverrides(), (overrides) => {
      const answers = completeAnswers(overrides);
      const content = dockerfile(answers);
      assert.deepEqual(validate(content), []);
      assert.equal(parsed(content).getFROMs()[0]?.getImage(), baseFromRef(answers.base));
      assert.deepEqual(argumentsOf(content, 'USER'), ['0', '1001']);
      const known = new Set(['FROM', 'USER', 'ARG', 'COPY', 'RUN', 'ENV']);
      assert.deepEqual(
        keywords(content).filter((keyword) => !known.has(keyword)),
        [],
      );
      assert.doesNotMatch(content, /http:\/\/|\{V\}|\{rhel\}|undefined|<<|--mount|--chmod|--chown/);
      for (const [url] of content.matchAll(/https:\/\/[^\s"]+/g))
        assert.doesNotMatch(url, /latest|stable\.txt/);
      for (const body of runBodies(content)) {
        assert.ok(body.startsWith('set -eu;'));
        assert.doesNotMatch(body, /(^|\s)#/, 'a comment would swallow the rest of the script');
      }
      assert.ok(
        content.split('\n').every((line) => !/\\\s+$/.test(line)),
        'nothing stands behind a backslash',
      );
    }),
    {numRuns: 150},
  );
});

test('whatever is chosen is a script that a POSIX shell reads', () => {
  fc.assert(
    fc.property(arbitraryOverrides(), (overrides) => {
      // One shell for all bodies: each in a function of its own.
      const functions = runBodies(written(overrides)).map((body, index) => `f${index}() (\n${body}\n)`);
      const {status, stderr} = spawnSync('sh', ['-n'], {input: functions.join('\n'), encoding: 'utf8'});
      assert.equal(`${status} ${stderr}`, '0 ');
    }),
    {numRuns: 30},
  );
});
