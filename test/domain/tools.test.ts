import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import type {PartialAnswers} from '../../src/domain/answers.ts';
import {TOOLS} from '../../src/domain/catalogue/tools.ts';
import {parseToolChoice, resolveTools} from '../../src/domain/tools.ts';
import {completeAnswers} from '../helpers/arbitrary-answers.ts';

const resolved = (overrides: PartialAnswers) => resolveTools(completeAnswers(overrides));
/** `name version`, with a star at versions that are not the default. */
const summary = (overrides: PartialAnswers) =>
  resolved(overrides).map((tool) => `${tool.name} ${tool.version}${tool.isDefault ? '' : ' *'}`.trim());

const FORMS: readonly [Parameters<typeof parseToolChoice>[0], object][] = [
  ['kubectl', {name: 'kubectl'}],
  ['kubectl@1.33.1', {name: 'kubectl', version: '1.33.1'}],
  ['kubectl@v1.33.1', {name: 'kubectl', version: '1.33.1'}],
  [
    {name: 'helm', version: 'v3.8.0', default: true},
    {name: 'helm', version: '3.8.0', default: true},
  ],
  ['harness-pywinrm@v0.4-dev', {name: 'harness-pywinrm', version: '0.4-dev'}],
  ['scm@vault', {name: 'scm', version: 'vault'}],
];
for (const [form, choice] of FORMS) {
  test(`choice ${JSON.stringify(form)}`, () => assert.deepEqual(parseToolChoice(form), choice));
}

const CASES: readonly [string, PartialAnswers, readonly string[]][] = [
  ['nothing', {}, []],
  ['the newest known version', {tools: ['kubectl']}, ['kubectl 1.35.3']],
  ['unknown names are left out', {tools: ['kubectk', 'jq']}, ['jq 1.8.1']],
  ['catalogue order', {tools: ['jq', 'oc', 'kubectl']}, ['kubectl 1.35.3', 'oc 4.18.36', 'jq 1.8.1']],
  ['doubles collapse', {tools: ['kubectl', 'kubectl@v1.35.3']}, ['kubectl 1.35.3']],
  ['a feature', {features: ['kubernetes']}, ['kubectl 1.35.3', 'go-template 0.4.15']],
  [
    'a choice beats the version of a feature',
    {features: ['kubernetes'], tools: ['kubectl@1.31.0']},
    ['kubectl 1.31.0', 'go-template 0.4.15'],
  ],
  [
    'several versions, the newest answers to the plain name',
    {tools: ['helm@2.17.0', 'helm@3.8.0', 'helm@3.15.4']},
    ['helm 3.15.4', 'helm 3.8.0 *', 'helm 2.17.0 *'],
  ],
  [
    'several versions, one is said to be the default',
    {tools: ['helm@3.15.4', {name: 'helm', version: '3.8.0', default: true}]},
    ['helm 3.15.4 *', 'helm 3.8.0'],
  ],
  [
    'two that want to be the default: the first is',
    {
      tools: [
        {name: 'helm', version: '3.8.0', default: true},
        {name: 'helm', version: '2.17.0', default: true},
      ],
    },
    ['helm 3.8.0', 'helm 2.17.0 *'],
  ],
  ['what a tool needs comes with it', {tools: ['helmfile']}, ['helm 3.15.4', 'helmfile 1.1.0']],
  [
    'one of several is enough',
    {tools: ['terragrunt', 'opentofu']},
    ['terragrunt 0.77.22', 'opentofu 1.10.6'],
  ],
  ['the first of several', {tools: ['terragrunt']}, ['terraform 1.13.4', 'terragrunt 0.77.22']],
  [
    'a feature accepts another tool with the same command',
    {features: ['terraform'], tools: ['terraform-rpm@1.12.2']},
    ['terraform-config-inspect 1.3', 'terraform-rpm 1.12.2', 'git'],
  ],
  [
    'the full image has what a feature needs',
    {base: {variant: 'full'}, features: ['kubernetes', 'terraform']},
    ['terraform 1.13.4'],
  ],
  [
    'a choice is installed on the full image too',
    {base: {variant: 'full'}, tools: ['kubectl@1.33.5']},
    ['kubectl 1.33.5'],
  ],
  ['packages exist once', {tools: ['git', 'git@2.43.0']}, ['git']],
  [
    'custom tools come last',
    {tools: ['jq'], customTools: [{name: 'acme', version: 'v2.0', url: 'https://x.y/{version}'}]},
    ['jq 1.8.1', 'acme 2.0'],
  ],
];
for (const [title, overrides, expected] of CASES) {
  test(title, () => assert.deepEqual(summary(overrides), expected));
}

test('directories are those the delegate looks into', () => {
  const directories = resolved({
    tools: [
      'kubectl',
      'terraform-config-inspect',
      'scm',
      'harness-pywinrm',
      'git',
      'nodejs@22.21.0',
      'gcloud',
      'ansible',
    ],
  }).map((tool) => [tool.name, tool.directory, tool.binDirectory]);
  const at = (path: string) => `/opt/harness-delegate/client-tools/${path}`;
  assert.deepEqual(directories, [
    ['kubectl', at('kubectl/v1.35.3'), at('kubectl/v1.35.3')],
    ['harness-pywinrm', at('harness-pywinrm/v0.4-dev'), at('harness-pywinrm/v0.4-dev')],
    ['terraform-config-inspect', at('tf-config-inspect/v1.3'), at('tf-config-inspect/v1.3')],
    ['scm', at('scm/3d4f6314c'), at('scm/3d4f6314c')],
    ['ansible', at('ansible/v2.18.6'), at('ansible/v2.18.6/bin')],
    ['gcloud', at('gcloud/v540.0.0'), at('gcloud/v540.0.0/bin')],
    ['git', '', ''],
    ['nodejs', at('nodejs/v22.21.0'), at('nodejs/v22.21.0/bin')],
  ]);
});

test('the source follows the tool, then the Dockerfile, then what there is', () => {
  const sources = (overrides: PartialAnswers) =>
    resolved(overrides).map((tool) => `${tool.name} ${tool.source} ${tool.integrity}`);
  const tools = ['kubectl', 'go-template', 'git', 'jq'];
  assert.deepEqual(sources({tools}), [
    'kubectl upstream published',
    'go-template harness none',
    'git package signed-package',
    'jq upstream published',
  ]);
  assert.deepEqual(sources({tools, dockerfile: {source: 'harness'}}), [
    'kubectl harness none',
    'go-template harness none',
    'git package signed-package',
    'jq upstream published',
  ]);
  assert.deepEqual(
    sources({tools: [{name: 'kubectl', source: 'upstream'}], dockerfile: {source: 'harness'}}),
    ['kubectl upstream published'],
  );
});

test('a pinned sum is kept in lower case', () => {
  const [tool] = resolved({tools: [{name: 'go-template', sha256: {amd64: 'AB'.repeat(32)}}]});
  assert.deepEqual(tool?.sha256, {amd64: 'ab'.repeat(32)});
  assert.equal(tool?.integrity, 'pinned');
});

test('says why a tool is there', () => {
  const reasons = resolved({features: ['helm'], tools: ['jq', 'terragrunt']}).map((tool) => [
    tool.name,
    tool.because,
  ]);
  assert.deepEqual(reasons, [
    ['kubectl', 'feature helm'],
    ['helm', 'feature helm'],
    ['terraform', 'terragrunt needs it'],
    ['terragrunt', 'chosen'],
    ['jq', 'chosen'],
  ]);
});

test('any choice gives each command one default and each directory one tool', () => {
  const name = fc.constantFrom(...TOOLS.map((tool) => tool.name), 'no-such-tool');
  const tool = fc.oneof(
    name,
    fc.tuple(name, fc.constantFrom('1.0.0', '2.0', 'v3.1')).map((parts) => parts.join('@')),
  );
  fc.assert(
    fc.property(fc.array(tool, {maxLength: 8}), (tools) => {
      const all = resolved({tools});
      for (const {name} of all)
        assert.equal(all.filter((other) => other.name === name && other.isDefault).length, 1);
      const directories = all.map(({directory}) => directory).filter(Boolean);
      assert.equal(new Set(directories).size, directories.length);
    }),
  );
});
