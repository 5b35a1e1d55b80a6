import {harnessMirror} from './downloads.ts';
import type {Download, ToolRow} from './types.ts';

const POST_RENDERER_VERSIONS = ['0.2.2', '0.2.0', '0.1.7', '0.1.6'];
const GO_TEMPLATE_VERSIONS = ['0.4.15', '0.4.12', '0.4.11', '0.4.9', '0.4.8', '0.4.2'];
const SCM_VERSIONS = ['3d4f6314c', '2df691544', 'd352c327d', '079a7a785', 'f1024c6b'];
const CREDENTIALS_VERSIONS = ['0.1.3', '0.1.2', '0.1.1', '0.1.0'];

/** Old versions of it lie outside `release`. Source: Harness docs, custom delegate images. */
const oldConfigInspect = (version: string): string =>
  `https://app.harness.io/public/shared/tools/terraform-config-inspect/v${version}/linux/{arch}/terraform-config-inspect`;
const configInspect: Download = {
  ...harnessMirror('terraform-config-inspect', ['1.3', '1.2', '1.1']),
  elsewhere: {'1.2': oldConfigInspect('1.2'), '1.1': oldConfigInspect('1.1')},
};

/** Programs that only Harness publishes. Source: harness/delegate-dockerfile. */
export const HARNESS_TOOLS: readonly ToolRow[] = [
  {
    name: 'go-template',
    command: 'go-template',
    purpose: 'Go templates in manifests and values files',
    versions: GO_TEMPLATE_VERSIONS,
    inBase: ['full'],
    versionArgs: '-v',
    printsVersion: false,
    install: {kind: 'download', harness: harnessMirror('go-template', GO_TEMPLATE_VERSIONS)},
  },
  {
    name: 'harness-pywinrm',
    command: 'harness-pywinrm',
    purpose: 'WinRM deployments',
    versions: ['0.4-dev'],
    inBase: ['full'],
    versionArgs: '-v',
    printsVersion: false,
    install: {kind: 'download', harness: harnessMirror('harness-pywinrm', ['0.4-dev'])},
  },
  {
    name: 'terraform-config-inspect',
    command: 'terraform-config-inspect',
    purpose: 'Terraform steps read modules with it',
    versions: ['1.3', '1.2', '1.1'],
    directory: 'tf-config-inspect',
    inBase: ['full'],
    // It has no version flag; the check runs it on an empty directory.
    versionArgs: '--json .',
    printsVersion: false,
    install: {kind: 'download', harness: configInspect},
  },
  {
    name: 'harness-helm-post-renderer',
    command: 'harness-helm-post-renderer',
    purpose: 'Post-renders charts in native Helm deployments',
    versions: POST_RENDERER_VERSIONS,
    inBase: ['full'],
    versionArgs: '',
    install: {kind: 'download', harness: harnessMirror('harness-helm-post-renderer', POST_RENDERER_VERSIONS)},
  },
  {
    name: 'harness-credentials-plugin',
    command: 'harness-credentials-plugin',
    purpose: 'Signs in to GKE and AKS for kubectl 1.26 and up',
    versions: CREDENTIALS_VERSIONS,
    inBase: ['full'],
    versionArgs: '',
    install: {kind: 'download', harness: harnessMirror('harness-credentials-plugin', CREDENTIALS_VERSIONS)},
  },
  {
    name: 'scm',
    command: 'scm',
    purpose: 'Git connectors and Git Experience',
    versions: SCM_VERSIONS,
    plainVersion: true,
    inBase: ['minimal', 'full'],
    versionArgs: '--version',
    printsVersion: false,
    note: 'Every base image has the one that belongs to its build.',
    install: {
      kind: 'download',
      harness: {
        url: 'https://app.harness.io/public/shared/tools/scm/release/{V}/bin/linux/{arch}/scm',
        archive: 'none',
      },
    },
  },
];
