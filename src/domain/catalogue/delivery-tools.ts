import {checksum, githubFile} from './downloads.ts';
import type {ToolRow} from './types.ts';

const ISTIO_FILE = githubFile('istio/istio', '{V}', 'istioctl-{V}-linux-{arch}.tar.gz');

/** Delivery tools that scripts and GitOps call beside kubectl. */
export const DELIVERY_TOOLS: readonly ToolRow[] = [
  {
    name: 'argocd',
    command: 'argocd',
    purpose: 'Argo CD in scripts',
    versions: ['3.1.0', '3.0.0', '2.13.2', '2.9.3'],
    inBase: [],
    versionArgs: 'version --client',
    install: {
      kind: 'download',
      upstream: {
        url: githubFile('argoproj/argo-cd', 'v{V}', 'argocd-linux-{arch}'),
        archive: 'none',
        checksum: checksum(githubFile('argoproj/argo-cd', 'v{V}', 'cli_checksums.txt'), 'list'),
      },
    },
  },
  {
    name: 'flux',
    command: 'flux',
    purpose: 'Flux in scripts',
    versions: ['2.6.4', '2.4.0', '2.2.3'],
    inBase: [],
    versionArgs: '--version',
    install: {
      kind: 'download',
      upstream: {
        url: githubFile('fluxcd/flux2', 'v{V}', 'flux_{V}_linux_{arch}.tar.gz'),
        archive: 'tar.gz',
        member: 'flux',
        checksum: checksum(githubFile('fluxcd/flux2', 'v{V}', 'flux_{V}_checksums.txt'), 'list'),
      },
    },
  },
  {
    name: 'istioctl',
    command: 'istioctl',
    purpose: 'Istio in scripts',
    versions: ['1.24.2', '1.22.3'],
    inBase: [],
    versionArgs: 'version --remote=false',
    install: {
      kind: 'download',
      upstream: {
        url: ISTIO_FILE,
        archive: 'tar.gz',
        member: 'istioctl',
        checksum: checksum(`${ISTIO_FILE}.sha256`, 'bare'),
      },
    },
  },
  {
    name: 'helmfile',
    command: 'helmfile',
    purpose: 'Helmfile in scripts',
    versions: ['1.1.0', '0.169.2', '0.160.0'],
    inBase: [],
    requires: ['helm'],
    versionArgs: '--version',
    install: {
      kind: 'download',
      upstream: {
        url: githubFile('helmfile/helmfile', 'v{V}', 'helmfile_{V}_linux_{arch}.tar.gz'),
        archive: 'tar.gz',
        member: 'helmfile',
        checksum: checksum(githubFile('helmfile/helmfile', 'v{V}', 'helmfile_{V}_checksums.txt'), 'list'),
      },
    },
  },
];
