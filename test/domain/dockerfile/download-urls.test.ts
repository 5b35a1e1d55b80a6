import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {PartialAnswers} from '../../../src/domain/answers.ts';
import type {Arch} from '../../../src/domain/catalogue/types.ts';
import {downloadUrls, mirrored} from '../../../src/domain/dockerfile/download-urls.ts';
import {resolveTools} from '../../../src/domain/tools.ts';
import {completeAnswers} from '../../helpers/arbitrary-answers.ts';

function addressesOf(overrides: PartialAnswers, arch: Arch) {
  const answers = completeAnswers(overrides);
  const [tool] = resolveTools(answers);
  return tool && downloadUrls(tool, {dockerfile: answers.dockerfile, arch});
}

const CASES: readonly [string, PartialAnswers, Arch, string, string?][] = [
  [
    'kubectl',
    {tools: ['kubectl@1.33.1']},
    'arm64',
    'https://dl.k8s.io/release/v1.33.1/bin/linux/arm64/kubectl',
    'https://dl.k8s.io/release/v1.33.1/bin/linux/arm64/kubectl.sha256',
  ],
  [
    'kubectl of Harness',
    {tools: [{name: 'kubectl', version: '1.33.5', source: 'harness'}]},
    'amd64',
    'https://app.harness.io/public/shared/tools/kubectl/release/v1.33.5/bin/linux/amd64/kubectl',
  ],
  [
    'kustomize',
    {tools: ['kustomize@5.4.3']},
    'amd64',
    'https://github.com/kubernetes-sigs/kustomize/releases/download/kustomize%2Fv5.4.3/kustomize_v5.4.3_linux_amd64.tar.gz',
    'https://github.com/kubernetes-sigs/kustomize/releases/download/kustomize%2Fv5.4.3/checksums.txt',
  ],
  [
    'oc for amd64',
    {tools: ['oc@4.18.36']},
    'amd64',
    'https://mirror.openshift.com/pub/openshift-v4/clients/ocp/4.18.36/openshift-client-linux-4.18.36.tar.gz',
    'https://mirror.openshift.com/pub/openshift-v4/clients/ocp/4.18.36/sha256sum.txt',
  ],
  [
    'oc for arm64',
    {tools: ['oc@4.18.36']},
    'arm64',
    'https://mirror.openshift.com/pub/openshift-v4/clients/ocp/4.18.36/openshift-client-linux-arm64-4.18.36.tar.gz',
    'https://mirror.openshift.com/pub/openshift-v4/clients/ocp/4.18.36/sha256sum.txt',
  ],
  [
    'aws for arm64',
    {tools: ['aws-cli@2.27.41']},
    'arm64',
    'https://awscli.amazonaws.com/awscli-exe-linux-aarch64-2.27.41.zip',
  ],
  [
    'new config inspect',
    {tools: ['terraform-config-inspect@1.3']},
    'amd64',
    'https://app.harness.io/public/shared/tools/terraform-config-inspect/release/v1.3/bin/linux/amd64/terraform-config-inspect',
  ],
  [
    'old config inspect',
    {tools: ['terraform-config-inspect@1.2']},
    'amd64',
    'https://app.harness.io/public/shared/tools/terraform-config-inspect/v1.2/linux/amd64/terraform-config-inspect',
  ],
  [
    'scm',
    {tools: ['scm@f1024c6b']},
    'amd64',
    'https://app.harness.io/public/shared/tools/scm/release/f1024c6b/bin/linux/amd64/scm',
  ],
  [
    'a mirror',
    {tools: ['jq@1.7.1'], dockerfile: {mirrorUrl: 'https://m.corp/tools/'}},
    'amd64',
    'https://m.corp/tools/github.com/jqlang/jq/releases/download/jq-1.7.1/jq-linux-amd64',
    'https://m.corp/tools/github.com/jqlang/jq/releases/download/jq-1.7.1/sha256sum.txt',
  ],
  [
    'a base address',
    {
      tools: [{name: 'jq', version: '1.7.1', baseUrl: 'https://b.corp/gh'}],
      dockerfile: {mirrorUrl: 'https://m.corp'},
    },
    'amd64',
    'https://b.corp/gh/jqlang/jq/releases/download/jq-1.7.1/jq-linux-amd64',
    'https://b.corp/gh/jqlang/jq/releases/download/jq-1.7.1/sha256sum.txt',
  ],
  [
    'custom, version as it was written',
    {
      customTools: [
        {name: 'acme', version: 'v2.0', url: 'https://x.y/{version}/acme-{arch}', arch: {amd64: 'x64'}},
      ],
    },
    'amd64',
    'https://x.y/v2.0/acme-x64',
  ],
  [
    'custom, default word',
    {
      customTools: [
        {name: 'acme', version: '2', url: 'https://x.y/{version}/acme-{arch}', arch: {amd64: 'x64'}},
      ],
    },
    'arm64',
    'https://x.y/2/acme-arm64',
  ],
];
for (const [title, overrides, arch, url, checksumUrl] of CASES) {
  test(title, () => {
    const addresses = addressesOf(overrides, arch);
    assert.equal(addresses?.url, url);
    assert.equal(addresses?.checksum?.url, checksumUrl);
  });
}

test('the name in the list of checksums is the name upstream', () => {
  assert.equal(
    addressesOf({tools: ['oc@4.18.36']}, 'arm64')?.fileName,
    'openshift-client-linux-arm64-4.18.36.tar.gz',
  );
  assert.equal(
    addressesOf({customTools: [{name: 'a', version: '1', url: 'https://x.y/f.bin?v={version}'}]}, 'amd64')
      ?.fileName,
    'f.bin',
  );
});

test('packages are not downloaded', () => assert.equal(addressesOf({tools: ['git']}, 'amd64'), undefined));

test('what lies on the mirror already stays', () => {
  assert.equal(
    mirrored({url: 'https://m.corp/a/b', mirrorUrl: 'https://m.corp/tools'}),
    'https://m.corp/a/b',
  );
  assert.equal(mirrored({url: 'https://u.p', mirrorUrl: 'https://m.corp'}), 'https://m.corp/u.p');
});
