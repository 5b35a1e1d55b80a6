import assert from 'node:assert/strict';
import {test} from 'node:test';
import {compareVersions} from '../../src/domain/catalogue/compare-versions.ts';
import {FEATURE_ROWS} from '../../src/domain/catalogue/features.ts';
import {findTool, TOOLS} from '../../src/domain/catalogue/tools.ts';
import type {Download, ToolRow} from '../../src/domain/catalogue/types.ts';
import {FEATURES} from '../../src/domain/choices.ts';
import {PATTERNS} from '../../src/domain/patterns.ts';

const downloads = ({install}: ToolRow): Download[] =>
  install.kind === 'download'
    ? [install.upstream, install.harness].filter((download) => download !== undefined)
    : [];

const addresses = (row: ToolRow): string[] => [
  ...downloads(row).flatMap(({url, checksum, elsewhere = {}}) => [
    url,
    ...(checksum ? [checksum.url] : []),
    ...Object.values(elsewhere),
  ]),
  ...(row.install.kind === 'repository' ? [row.install.repoUrl] : []),
];

test('names are unique, and commands are but for terraform from zip and RPM', () => {
  const names = TOOLS.map((tool) => tool.name);
  assert.equal(new Set(names).size, names.length);
  const commands = TOOLS.map((tool) => tool.command);
  const shared = commands.filter((command, index) => commands.indexOf(command) !== index);
  assert.deepEqual(shared, ['terraform']);
});

for (const row of TOOLS) {
  test(`row ${row.name}`, () => {
    assert.equal(findTool(row.name), row);
    assert.match(row.name, PATTERNS.toolName);
    assert.match(row.command, PATTERNS.toolName);
    assert.ok(
      row.purpose.length > 0 && row.purpose.length <= 50,
      `purpose of ${row.purpose.length} characters`,
    );
    if (row.note !== undefined) assert.match(row.note, /^[A-Z].*\.$|^harness-.*\.$/);
    if (row.versionArgs !== '') assert.match(row.versionArgs, PATTERNS.commandArgs);
    for (const version of row.versions) assert.match(version, PATTERNS.toolVersion);
    for (const address of addresses(row)) {
      assert.ok(address.startsWith('https://'), address);
      assert.deepEqual(address.replaceAll(/\{(V|arch|rhel)\}/g, '').match(/[{}\s$"\\`]/g), null, address);
    }
    for (const name of [...(row.requires ?? []), ...(row.requiresOneOf ?? [])])
      assert.ok(findTool(name), name);
  });

  test(`versions of ${row.name} are newest first`, () => {
    const sorted = [...row.versions].sort((a, b) => compareVersions(b, a));
    // Commit hashes have no order.
    assert.deepEqual(
      row.plainVersion ? sorted.length : sorted,
      row.plainVersion ? row.versions.length : row.versions,
    );
    assert.ok(row.install.kind !== 'download' || row.versions.length > 0, 'a download needs a known version');
    const pinned = downloads(row).map(({url}) => url.includes('{V}'));
    assert.ok(pinned.every(Boolean), 'every address names the version');
  });

  test(`archives of ${row.name} say where the program is`, () => {
    for (const {archive, member} of downloads(row)) assert.equal(member !== undefined, archive !== 'none');
  });
}

test('every feature has one row, and its tools exist', () => {
  assert.deepEqual(
    FEATURE_ROWS.map((row) => row.name),
    [...FEATURES],
  );
  for (const {tools, label} of FEATURE_ROWS) {
    assert.ok(label.length > 0 && tools.length > 0);
    for (const name of tools) assert.ok(findTool(name), name);
  }
});

const EXPECTED =
  'kubectl helm go-template harness-pywinrm chartmuseum terraform-config-inspect oc kustomize scm git unzip terraform ' +
  'terraform-rpm terragrunt opentofu tflint vault packer sops ansible aws-cli azure-cli gcloud gke-gcloud-auth-plugin eksctl ' +
  'cf-cli kubelogin harness-credentials-plugin harness-helm-post-renderer argocd flux istioctl helmfile jq yq gh powershell ' +
  'nodejs docker-cli python3 openssl bind-utils iputils';
test('the tools that people know by name are there', () => {
  assert.deepEqual(
    EXPECTED.split(' ').filter((name) => !findTool(name)),
    [],
  );
});

test('versions of the documented custom image can be chosen but are no defaults', () => {
  const documented = {
    kubectl: ['1.24.3'],
    helm: ['2.13.1', '3.1.2', '3.8.0'],
    'go-template': ['0.4.2'],
    oc: ['4.2.16'],
    chartmuseum: ['0.15.0'],
    kustomize: ['4.5.4'],
    'terraform-config-inspect': ['1.2'],
    scm: ['f1024c6b'],
  };
  for (const [name, versions] of Object.entries(documented)) {
    for (const version of versions)
      assert.ok((findTool(name)?.versions.indexOf(version) ?? -1) > 0, `${name} ${version}`);
  }
});

const ORDER: readonly [string, string, number][] = [
  ['1.10.0', '1.9.0', 1],
  ['v1.9', '1.9.0', 0],
  ['1.2.0-rc1', '1.2.0', -1],
  ['1.2.0-rc1', '1.2.0-rc2', -1],
  ['0.4-dev', '0.4', -1],
  ['3d4f6314c', '2df691544', 1],
  ['', '1', -1],
];
for (const [a, b, sign] of ORDER) {
  test(`${a} against ${b}`, () => {
    assert.equal(Math.sign(compareVersions(a, b)), sign);
    assert.equal(Math.sign(compareVersions(b, a)), -sign + 0);
  });
}
