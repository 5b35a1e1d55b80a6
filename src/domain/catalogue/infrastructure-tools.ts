import {checksum, githubFile, hashicorp} from './downloads.ts';
import type {ToolRow} from './types.ts';

const TERRAFORM_VERSIONS = ['1.13.4', '1.12.2', '1.9.8', '1.5.7'];

/** Terraform and its relatives, secrets, image builds, configuration management. */
export const INFRASTRUCTURE_TOOLS: readonly ToolRow[] = [
  {
    name: 'terraform',
    command: 'terraform',
    purpose: 'Terraform steps',
    versions: TERRAFORM_VERSIONS,
    inBase: [],
    versionArgs: 'version',
    note: 'One command needs about 500 MB of memory beside the delegate.',
    install: {kind: 'download', upstream: hashicorp('terraform')},
  },
  {
    name: 'terraform-rpm',
    command: 'terraform',
    purpose: 'Terraform, from HashiCorp’s RPM repository',
    versions: TERRAFORM_VERSIONS,
    inBase: [],
    versionArgs: 'version',
    note: 'Choose it or terraform, not both.',
    install: {
      kind: 'repository',
      repoUrl: 'https://rpm.releases.hashicorp.com/RHEL/hashicorp.repo',
      packages: ['terraform'],
      setup: 'repo-file',
    },
  },
  {
    name: 'terragrunt',
    command: 'terragrunt',
    purpose: 'Terragrunt steps',
    versions: ['0.77.22', '0.67.0', '0.55.1'],
    inBase: [],
    requiresOneOf: ['terraform', 'terraform-rpm', 'opentofu'],
    versionArgs: '--version',
    install: {
      kind: 'download',
      upstream: {
        url: githubFile('gruntwork-io/terragrunt', 'v{V}', 'terragrunt_linux_{arch}'),
        archive: 'none',
        checksum: checksum(githubFile('gruntwork-io/terragrunt', 'v{V}', 'SHA256SUMS'), 'list'),
      },
    },
  },
  {
    name: 'opentofu',
    command: 'tofu',
    purpose: 'OpenTofu in scripts and as Terraform binary',
    versions: ['1.10.6', '1.9.1', '1.8.8'],
    inBase: [],
    versionArgs: 'version',
    install: {
      kind: 'download',
      upstream: {
        url: githubFile('opentofu/opentofu', 'v{V}', 'tofu_{V}_linux_{arch}.zip'),
        archive: 'zip',
        member: 'tofu',
        checksum: checksum(githubFile('opentofu/opentofu', 'v{V}', 'tofu_{V}_SHA256SUMS'), 'list'),
      },
    },
  },
  {
    name: 'tflint',
    command: 'tflint',
    purpose: 'Checks Terraform code in scripts',
    versions: ['0.54.0', '0.50.3'],
    inBase: [],
    versionArgs: '--version',
    install: {
      kind: 'download',
      upstream: {
        url: githubFile('terraform-linters/tflint', 'v{V}', 'tflint_linux_{arch}.zip'),
        archive: 'zip',
        member: 'tflint',
        checksum: checksum(githubFile('terraform-linters/tflint', 'v{V}', 'checksums.txt'), 'list'),
      },
    },
  },
  {
    name: 'packer',
    command: 'packer',
    purpose: 'Machine images in scripts',
    versions: ['1.14.2', '1.11.2'],
    inBase: [],
    versionArgs: 'version',
    install: {kind: 'download', upstream: hashicorp('packer')},
  },
  {
    name: 'vault',
    command: 'vault',
    purpose: 'Vault in scripts; connectors do not need it',
    versions: ['1.20.4', '1.18.3'],
    inBase: [],
    versionArgs: 'version',
    install: {kind: 'download', upstream: hashicorp('vault')},
  },
  {
    name: 'sops',
    command: 'sops',
    purpose: 'Encrypted files in Git',
    versions: ['3.10.2', '3.9.4', '3.8.1'],
    inBase: [],
    versionArgs: '--version',
    install: {
      kind: 'download',
      upstream: {
        url: githubFile('getsops/sops', 'v{V}', 'sops-v{V}.linux.{arch}'),
        archive: 'none',
        checksum: checksum(githubFile('getsops/sops', 'v{V}', 'sops-v{V}.checksums.txt'), 'list'),
      },
    },
  },
  {
    name: 'ansible',
    command: 'ansible',
    purpose: 'Ansible playbooks',
    versions: ['2.18.6', '2.17.12', '2.16.14'],
    inBase: [],
    packages: ['python3.12'],
    versionArgs: '--version',
    install: {kind: 'pip', distribution: 'ansible-core', python: 'python3.12', programs: 'ansible'},
  },
];
