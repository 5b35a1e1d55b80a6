import {checksum, githubFile} from './downloads.ts';
import type {ToolRow} from './types.ts';

const JQ_TAG = 'jq-{V}';

interface PackageTool {
  readonly name: string;
  readonly command: string;
  readonly purpose: string;
  readonly versionArgs: string;
  readonly inBase?: ToolRow['inBase'];
}

/** A tool that is one package of the image's repositories, with the same name. */
const packageTool = ({inBase = [], ...row}: PackageTool): ToolRow => ({
  ...row,
  inBase,
  versions: [],
  install: {kind: 'package', packages: [row.name]},
});

/** What shell steps and custom scripts ask for. */
export const SHELL_TOOLS: readonly ToolRow[] = [
  packageTool({
    name: 'git',
    command: 'git',
    purpose: 'Remote Terraform and Kustomize sources, scripts',
    versionArgs: '--version',
    inBase: ['full'],
  }),
  {
    name: 'jq',
    command: 'jq',
    purpose: 'JSON in scripts',
    versions: ['1.8.1', '1.7.1'],
    inBase: [],
    versionArgs: '--version',
    install: {
      kind: 'download',
      upstream: {
        url: githubFile('jqlang/jq', JQ_TAG, 'jq-linux-{arch}'),
        archive: 'none',
        checksum: checksum(githubFile('jqlang/jq', JQ_TAG, 'sha256sum.txt'), 'list'),
      },
    },
  },
  {
    name: 'yq',
    command: 'yq',
    purpose: 'YAML in scripts',
    versions: ['4.45.4', '4.44.3', '4.40.5'],
    inBase: [],
    versionArgs: '--version',
    install: {
      kind: 'download',
      upstream: {
        url: githubFile('mikefarah/yq', 'v{V}', 'yq_linux_{arch}'),
        archive: 'none',
        checksum: checksum(githubFile('mikefarah/yq', 'v{V}', 'checksums'), 'yq-columns'),
      },
    },
  },
  {
    name: 'gh',
    command: 'gh',
    purpose: 'GitHub in scripts',
    versions: ['2.63.2', '2.40.1'],
    inBase: [],
    versionArgs: '--version',
    install: {
      kind: 'download',
      upstream: {
        url: githubFile('cli/cli', 'v{V}', 'gh_{V}_linux_{arch}.tar.gz'),
        archive: 'tar.gz',
        member: 'gh_{V}_linux_{arch}/bin/gh',
        checksum: checksum(githubFile('cli/cli', 'v{V}', 'gh_{V}_checksums.txt'), 'list'),
      },
    },
  },
  {
    name: 'powershell',
    command: 'pwsh',
    purpose: 'PowerShell scripts on the delegate',
    versions: ['7.5.3', '7.4.6'],
    inBase: [],
    packages: ['libicu'],
    env: {POWERSHELL_TELEMETRY_OPTOUT: '1', POWERSHELL_UPDATECHECK: 'Off'},
    versionArgs: '--version',
    install: {
      kind: 'download',
      upstream: {
        url: githubFile('PowerShell/PowerShell', 'v{V}', 'powershell-{V}-linux-{arch}.tar.gz'),
        archive: 'tree.tar.gz',
        arch: {amd64: 'x64', arm64: 'arm64'},
        member: 'pwsh',
        checksum: checksum(githubFile('PowerShell/PowerShell', 'v{V}', 'hashes.sha256'), 'list'),
      },
    },
  },
  {
    name: 'nodejs',
    command: 'node',
    purpose: 'JavaScript in scripts, serverless, CDK',
    versions: ['24.11.0', '22.21.0', '20.18.1'],
    inBase: [],
    versionArgs: '--version',
    install: {
      kind: 'download',
      upstream: {
        url: 'https://nodejs.org/dist/v{V}/node-v{V}-linux-{arch}.tar.gz',
        archive: 'tree.tar.gz',
        arch: {amd64: 'x64', arm64: 'arm64'},
        root: 'node-v{V}-linux-{arch}',
        member: 'bin/node',
        checksum: checksum('https://nodejs.org/dist/v{V}/SHASUMS256.txt', 'list'),
      },
    },
  },
  {
    name: 'docker-cli',
    command: 'docker',
    purpose: 'Docker client in scripts',
    versions: ['28.3.3', '27.3.1', '26.1.4'],
    inBase: [],
    versionArgs: '--version',
    note: 'A delegate pod has no Docker daemon; set DOCKER_HOST to one.',
    install: {
      kind: 'download',
      upstream: {
        url: 'https://download.docker.com/linux/static/stable/{arch}/docker-{V}.tgz',
        archive: 'tar.gz',
        arch: {amd64: 'x86_64', arm64: 'aarch64'},
        member: 'docker/docker',
      },
    },
  },
  packageTool({name: 'python3', command: 'python3', purpose: 'Python scripts', versionArgs: '--version'}),
  packageTool({name: 'unzip', command: 'unzip', purpose: 'Zip archives in scripts', versionArgs: '-v'}),
  packageTool({
    name: 'openssl',
    command: 'openssl',
    purpose: 'Certificates in scripts',
    versionArgs: 'version',
  }),
  packageTool({
    name: 'openssh-clients',
    command: 'ssh',
    purpose: 'SSH in scripts, Git over SSH',
    versionArgs: '-V',
  }),
  packageTool({
    name: 'bind-utils',
    command: 'dig',
    purpose: 'DNS troubles: dig, nslookup',
    versionArgs: '-v',
  }),
  packageTool({name: 'iputils', command: 'ping', purpose: 'Network troubles: ping', versionArgs: '-V'}),
];
