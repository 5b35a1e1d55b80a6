import {checksum, githubFile} from './downloads.ts';
import type {ToolRow} from './types.ts';

/** Command lines of the clouds and their platforms. */
export const CLOUD_TOOLS: readonly ToolRow[] = [
  {
    name: 'aws-cli',
    command: 'aws',
    purpose: 'AWS scripts, signs in to EKS',
    versions: ['2.27.41', '2.22.35', '2.15.30'],
    inBase: [],
    versionArgs: '--version',
    install: {
      kind: 'download',
      upstream: {
        url: 'https://awscli.amazonaws.com/awscli-exe-linux-{arch}-{V}.zip',
        archive: 'tree.zip',
        arch: {amd64: 'x86_64', arm64: 'aarch64'},
        installer: './aws/install -i {dir} -b {dir}/bin',
        member: 'bin/aws',
      },
    },
  },
  {
    name: 'azure-cli',
    command: 'az',
    purpose: 'Azure scripts, signs in to AKS',
    versions: [],
    inBase: [],
    versionArgs: 'version',
    note: 'Adds about 600 MB to the image.',
    install: {
      kind: 'repository',
      repoUrl: 'https://packages.microsoft.com/config/rhel/{rhel}/packages-microsoft-prod.rpm',
      keyUrl: 'https://packages.microsoft.com/keys/microsoft.asc',
      packages: ['azure-cli'],
      setup: 'rpm',
    },
  },
  {
    name: 'gcloud',
    command: 'gcloud',
    purpose: 'Google Cloud scripts',
    versions: ['540.0.0', '500.0.0', '467.0.0'],
    inBase: [],
    packages: ['python3.12'],
    env: {CLOUDSDK_PYTHON: '/usr/bin/python3.12'},
    versionArgs: 'version',
    install: {
      kind: 'download',
      upstream: {
        url: 'https://dl.google.com/dl/cloudsdk/channels/rapid/downloads/google-cloud-cli-{V}-linux-{arch}.tar.gz',
        archive: 'tree.tar.gz',
        arch: {amd64: 'x86_64', arm64: 'arm'},
        root: 'google-cloud-sdk',
        member: 'bin/gcloud',
      },
    },
  },
  {
    name: 'gke-gcloud-auth-plugin',
    command: 'gke-gcloud-auth-plugin',
    purpose: 'Signs in to GKE for kubectl 1.26 and up',
    versions: [],
    inBase: [],
    requires: ['gcloud'],
    env: {USE_GKE_GCLOUD_AUTH_PLUGIN: 'True'},
    versionArgs: '--version',
    note: 'harness-credentials-plugin does the same in a fraction of the size.',
    install: {
      kind: 'script',
      into: 'gcloud',
      lines: [
        'gcloud components install gke-gcloud-auth-plugin --quiet',
        // It keeps a copy of the whole SDK from before.
        `rm -rf "$(gcloud info --format='value(installation.sdk_root)')/.install/.backup"`,
      ],
    },
  },
  {
    name: 'eksctl',
    command: 'eksctl',
    purpose: 'EKS clusters in scripts',
    versions: ['0.200.0', '0.190.0', '0.175.0'],
    inBase: [],
    versionArgs: 'version',
    install: {
      kind: 'download',
      upstream: {
        url: githubFile('eksctl-io/eksctl', 'v{V}', 'eksctl_Linux_{arch}.tar.gz'),
        archive: 'tar.gz',
        member: 'eksctl',
        checksum: checksum(githubFile('eksctl-io/eksctl', 'v{V}', 'eksctl_checksums.txt'), 'list'),
      },
    },
  },
  {
    name: 'cf-cli',
    command: 'cf',
    purpose: 'Tanzu deployments (version 7 only)',
    versions: [],
    inBase: [],
    versionArgs: 'version',
    arches: ['amd64'],
    note: 'Tanzu steps work with version 7, which exists for amd64 only.',
    install: {
      kind: 'repository',
      repoUrl: 'https://packages.cloudfoundry.org/fedora/cloudfoundry-cli.repo',
      packages: ['cf7-cli'],
      setup: 'repo-file',
    },
  },
];
