import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {matchVersion, tellingLine} from '../../../src/domain/build-run/match-version.ts';

type Row = readonly [name: string, version: string, printed: string, matches: boolean | 'unknown'];

const ROWS: readonly Row[] = [
  ['kubectl', '1.35.3', 'Client Version: v1.35.3\nKustomize Version: v5.7.1', true],
  ['kubectl', '1.35.3', 'Client Version: v1.35.30', false],
  ['kubectl', '1.35.3', 'Client Version: v1.35.3-rc.1', false],
  ['kubectl', '1.35.3', 'Client Version: v1.28.7', false],
  ['kubectl', '1.35.3', 'Client Version: v1.35.3-eks-12ab', true],
  ['kubectl', '1.35.3', 'Client Version: v21.35.3', false],
  ['kubectl', '1.35.3', 'Client Version: v4.1.35.3', false],
  ['helm', '3.15.4', 'v3.15.4+gfa9efb0', true],
  ['helm', '2.17.0', 'Client: v2.17.0+ga690bad', true],
  ['jq', '1.8.1', 'jq-1.8.1', true],
  ['aws-cli', '2.27.41', 'aws-cli/2.27.41 Python/3.13.4 Linux/6.1', true],
  ['kustomize', '4.5.4', '{Version:kustomize/v4.5.4 GitCommit:cf3a}', true],
  ['kubelogin', '0.2.17', 'git hash: v0.2.17/ab12\nGo version: go1.25.5', true],
  ['terraform', '1.25.5', 'terraform built with go1.25.5', 'unknown'],
  ['terraform', '1.25.5', 'terraform 1.13.4, go1.25.5', false],
  ['harness-pywinrm', '0.4-dev', 'harness-pywinrm 0.4-dev', true],
  // It may count in another way than the place it is published at.
  ['go-template', '0.4.15', 'go-template 0.4', 'unknown'],
  ['scm', '3d4f6314c', 'scm version 1.0', 'unknown'],
  ['scm', '3d4f6314c', 'scm 3d4f6314c', true],
  ['terraform-config-inspect', '1.3', '{"path": "."}', 'unknown'],
  ['git', '', 'git version 2.47.3', 'unknown'],
  ['own', '3', 'own 3', true],
  ['own', '3', 'own two', 'unknown'],
  ['own', '3.0', 'nothing', 'unknown'],
];

const PACKAGES: readonly Row[] = [
  ['git', '2.47', 'git version 2.47.3', true],
  ['git', '2.47.3-1.el9', 'git version 2.47.3', true],
  ['unzip', '6.0-56.el9', 'UnZip 6.00 of 20 April 2009', true],
  ['terraform-rpm', '1.13.4-1', 'Terraform v1.5.0', false],
  ['git', '2.4', 'git version 2.47.3', false],
];

describe('versions are compared as words', () => {
  for (const [name, version, printed, matches] of ROWS)
    it(`${name} ${version}: ${printed.split('\n')[0]}`, () =>
      assert.equal(matchVersion({name, version, source: 'upstream'}, printed), matches));
  for (const [name, version, printed, matches] of PACKAGES)
    it(`package ${name} ${version}: ${printed}`, () =>
      assert.equal(matchVersion({name, version, source: 'package'}, printed), matches));
});

describe('the line that is shown', () => {
  const cases: readonly (readonly [readonly string[], string, string | undefined])[] = [
    [['warning: x', '', 'helm v3.15.4'], '3.15.4', 'helm v3.15.4'],
    [['hello', 'tool 2.0'], '1.0', 'tool 2.0'],
    [['', 'hello'], '', 'hello'],
    [['', ' '], '1', undefined],
  ];
  for (const [lines, version, shown] of cases)
    it(String(shown), () => assert.equal(tellingLine(lines, version), shown));
});
