import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {PartialAnswers} from '../../src/domain/answers.ts';
import {toolProblems} from '../../src/domain/tool-problems.ts';
import {completeAnswers} from '../helpers/arbitrary-answers.ts';

const SUM = 'ab'.repeat(32);
const BOTH = {amd64: SUM, arm64: 'cd'.repeat(32)};
const CUSTOM = {name: 'acme', version: '1.0', url: 'https://x.y/{version}/acme-{arch}', sha256: BOTH};

const CASES: readonly [string, PartialAnswers, readonly string[]][] = [
  ['nothing to say', {tools: ['kubectl', 'jq']}, []],
  ['unknown', {tools: ['jq', 'no-such-thing-at-all']}, ['error unknown-tool tools.1']],
  ['scm', {tools: [{name: 'scm', sha256: BOTH}]}, ['warning scm-in-base tools.0']],
  ['in the full image', {base: {variant: 'full'}, tools: ['kubectl']}, ['notice in-base tools.0']],
  ['a word in the place of a version', {tools: ['jq', 'helm@abc']}, ['error no-version tools.1']],
  ['latest', {tools: [{name: 'helm', version: 'latest', sha256: BOTH}]}, ['error no-version tools.0']],
  [
    'upstream tools on a FIPS image',
    {base: {fips: true}, tools: ['jq', 'git']},
    ['notice fips-tools base.fips'],
  ],
  ['packages of the FIPS image itself', {base: {fips: true}, tools: ['git']}, []],
  ['a FIPS build of one’s own', {base: {fips: true}, customTools: [CUSTOM]}, []],
  ['not in the minimal image', {base: {variant: 'minimal'}, tools: ['kubectl']}, []],
  [
    'two defaults',
    {
      tools: [
        {name: 'helm', default: true},
        {name: 'helm', version: '3.8.0', default: true},
      ],
    },
    ['error two-defaults tools.1.default'],
  ],
  ['one default', {tools: [{name: 'helm', default: true}, 'helm@3.8.0']}, []],
  ['the same twice', {tools: ['jq', 'jq@v1.8.1']}, ['warning duplicate-tool tools.1']],
  ['two versions of a package', {tools: ['git@2.1', 'git@2.2']}, ['error one-version-only tools.1']],
  [
    'two tools, one command',
    {tools: ['terraform-rpm', 'terraform', {name: 'terraform-config-inspect', sha256: BOTH}]},
    ['error same-command tools.1'],
  ],
  ['terraform alone', {tools: ['terraform']}, ['warning terraform-alone tools.0']],
  ['terraform on the full image', {base: {variant: 'full'}, tools: ['terraform']}, []],
  ['terragrunt brings terraform', {tools: ['terragrunt']}, ['warning terraform-alone features']],
  ['helm 2', {tools: ['helm@2.17.0']}, ['warning helm-2 tools.0']],
  ['nothing verifies it', {tools: ['go-template']}, ['notice no-checksum tools.0']],
  ['a feature brings what nothing verifies', {features: ['winrm']}, ['notice no-checksum features']],
  ['pinned', {tools: [{name: 'go-template', sha256: BOTH}]}, []],
  [
    'pinned for one machine',
    {tools: [{name: 'kubectl', sha256: {arm64: SUM}}]},
    ['warning one-arch-pinned tools.0.sha256'],
  ],
  ['a pin for a package', {tools: [{name: 'git', sha256: BOTH}]}, ['warning pin-unused tools.0.sha256']],
  ['not on the mirror', {tools: [{name: 'jq', source: 'harness'}]}, ['warning not-on-mirror tools.0']],
  ['on the mirror', {tools: [{name: 'kubectl', source: 'harness', sha256: BOTH}]}, []],
  ['preferring the mirror is no promise', {tools: ['jq'], dockerfile: {source: 'harness'}}, []],
  [
    'a version that the mirror never had',
    {tools: [{name: 'kubectl', version: '1.31.4', source: 'harness', sha256: BOTH}]},
    ['notice version-not-on-mirror tools.0'],
  ],
  [
    'new kubectl, old delegate',
    {base: {version: '24.04.82600'}, tools: ['kubectl@1.28.0']},
    ['warning kubectl-probe tools.0'],
  ],
  ['old kubectl, old delegate', {base: {version: '24.04.82600'}, tools: ['kubectl@1.27.9']}, []],
  ['new kubectl, newer delegate', {base: {version: '24.04.82804'}, tools: ['kubectl@1.28.0']}, []],
  ['cf 8', {tools: ['cf-cli@8.7.0']}, ['error cf-version tools.0']],
  ['cf 7', {tools: ['cf-cli@7.7.13']}, []],
  [
    'packages and a mirror',
    {tools: ['cf-cli'], dockerfile: {mirrorUrl: 'https://m.corp'}},
    ['warning mirror-repository dockerfile.mirrorUrl'],
  ],
  ['custom', {customTools: [CUSTOM]}, []],
  [
    'custom, unverified',
    {customTools: [{...CUSTOM, sha256: {}}]},
    ['warning custom-unverified customTools.0.sha256'],
  ],
  [
    'custom, half verified',
    {customTools: [{...CUSTOM, sha256: {amd64: SUM}}]},
    ['warning one-arch-pinned customTools.0.sha256'],
  ],
  ['custom archive', {customTools: [{...CUSTOM, archive: 'zip', member: 'acme'}]}, []],
  [
    'custom archive without member',
    {customTools: [CUSTOM, {...CUSTOM, name: 'b', archive: 'zip'}]},
    ['error missing customTools.1.member'],
  ],
  [
    'custom member without archive',
    {customTools: [{...CUSTOM, member: 'acme'}]},
    ['error member-without-archive customTools.0.archive'],
  ],
  [
    'custom address without version',
    {customTools: [{...CUSTOM, url: 'https://x.y/acme-{arch}'}]},
    ['notice url-without-version customTools.0.url'],
  ],
  [
    'custom address without machine',
    {customTools: [{...CUSTOM, url: 'https://x.y/{version}'}]},
    ['error url-without-arch customTools.0.url'],
  ],
  [
    'custom with a known name',
    {customTools: [{...CUSTOM, name: 'kubectl'}]},
    ['error custom-name-taken customTools.0.name'],
  ],
  [
    'custom with a known command',
    {customTools: [{...CUSTOM, name: 'aws'}]},
    ['error custom-name-taken customTools.0.name'],
  ],
  ['custom twice', {customTools: [CUSTOM, CUSTOM]}, ['warning duplicate-tool customTools.1.name']],
];
for (const [title, overrides, expected] of CASES) {
  test(title, () => {
    const found = toolProblems(completeAnswers(overrides));
    assert.deepEqual(
      found.map(({severity, code, field}) => `${severity} ${code} ${field}`),
      expected,
    );
  });
}

const GUESSES: readonly [string, RegExp][] = [
  ['kubectk', /did you mean kubectl\?/],
  ['aws', /did you mean aws-cli\?/],
  ['node', /did you mean nodejs\?/],
  ['no-such-thing-at-all', /customTools/],
];
for (const [name, expected] of GUESSES) {
  test(`advice for ${name}`, () => {
    assert.match(toolProblems(completeAnswers({tools: [name]}))[0]?.message ?? '', expected);
  });
}

test('a word in the place of a version: what to write instead', () => {
  const messages = (tools: string[]) => toolProblems(completeAnswers({tools})).map(({message}) => message);
  assert.match(
    messages(['helm@abc'])[0] ?? '',
    /^abc is not a version of helm; give a number, such as helm@\d/,
  );
  assert.match(messages(['git@latest'])[0] ?? '', /^latest is not a version of git; write git alone$/);
});
