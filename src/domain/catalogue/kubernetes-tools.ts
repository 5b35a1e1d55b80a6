import {checksum, githubFile, harnessMirror} from './downloads.ts';
import type {ToolRow} from './types.ts';

const HELM_FILE = 'https://get.helm.sh/helm-v{V}-linux-{arch}.tar.gz';
const CHARTMUSEUM_FILE = 'https://get.helm.sh/chartmuseum-v{V}-linux-{arch}.tar.gz';
const KUBECTL_FILE = 'https://dl.k8s.io/release/v{V}/bin/linux/{arch}/kubectl';
const KUBELOGIN_FILE = githubFile('Azure/kubelogin', 'v{V}', 'kubelogin-linux-{arch}.zip');
const OPENSHIFT = 'https://mirror.openshift.com/pub/openshift-v4/clients/ocp/{V}';

/** Clients of Kubernetes and OpenShift, and what renders manifests for them. */
export const KUBERNETES_TOOLS: readonly ToolRow[] = [
  {
    name: 'kubectl',
    command: 'kubectl',
    purpose: 'Kubernetes deployments',
    versions: ['1.35.3', '1.33.5', '1.33.1', '1.31.4', '1.28.7', '1.24.3'],
    inBase: ['full'],
    versionArgs: 'version --client',
    install: {
      kind: 'download',
      upstream: {url: KUBECTL_FILE, archive: 'none', checksum: checksum(`${KUBECTL_FILE}.sha256`, 'bare')},
      harness: harnessMirror('kubectl', ['1.35.3', '1.33.5', '1.28.7', '1.24.3']),
    },
  },
  {
    name: 'helm',
    command: 'helm',
    purpose: 'Helm charts',
    versions: ['3.15.4', '3.14.4', '3.13.3', '3.12.0', '3.8.0', '3.1.2', '2.17.0', '2.13.1'],
    inBase: ['full'],
    versionArgs: 'version --client --short',
    install: {
      kind: 'download',
      upstream: {
        url: HELM_FILE,
        archive: 'tar.gz',
        member: 'linux-{arch}/helm',
        checksum: checksum(`${HELM_FILE}.sha256`, 'bare'),
      },
      harness: harnessMirror('helm', ['3.15.4', '3.13.3', '3.12.0', '3.8.0', '3.1.2', '2.13.1']),
    },
  },
  {
    name: 'chartmuseum',
    command: 'chartmuseum',
    purpose: 'Helm charts in S3, GCS and Azure blobs',
    versions: ['0.16.5', '0.16.3', '0.15.0'],
    inBase: ['full'],
    versionArgs: '-v',
    install: {
      kind: 'download',
      upstream: {
        url: CHARTMUSEUM_FILE,
        archive: 'tar.gz',
        member: 'linux-{arch}/chartmuseum',
        checksum: checksum(`${CHARTMUSEUM_FILE}.sha256sum`, 'bare'),
      },
      harness: harnessMirror('chartmuseum', ['0.16.5', '0.16.3', '0.15.0']),
    },
  },
  {
    name: 'kustomize',
    command: 'kustomize',
    purpose: 'Kustomize deployments',
    versions: ['5.7.1', '5.6.0', '5.4.3', '4.5.4'],
    inBase: [],
    versionArgs: 'version',
    note: 'Remote bases also need git.',
    install: {
      kind: 'download',
      upstream: {
        url: githubFile(
          'kubernetes-sigs/kustomize',
          'kustomize%2Fv{V}',
          'kustomize_v{V}_linux_{arch}.tar.gz',
        ),
        archive: 'tar.gz',
        member: 'kustomize',
        checksum: checksum(
          githubFile('kubernetes-sigs/kustomize', 'kustomize%2Fv{V}', 'checksums.txt'),
          'list',
        ),
      },
      harness: harnessMirror('kustomize', ['4.5.4']),
    },
  },
  {
    name: 'oc',
    command: 'oc',
    purpose: 'OpenShift deployments',
    versions: ['4.18.36', '4.17.45', '4.17.30', '4.15.25', '4.13.32', '4.2.16'],
    inBase: ['full'],
    versionArgs: 'version --client',
    install: {
      kind: 'download',
      upstream: {
        url: `${OPENSHIFT}/openshift-client-linux-{arch}{V}.tar.gz`,
        archive: 'tar.gz',
        member: 'oc',
        arch: {amd64: '', arm64: 'arm64-'},
        checksum: checksum(`${OPENSHIFT}/sha256sum.txt`, 'list'),
      },
      harness: harnessMirror('oc', [
        '4.18.36',
        '4.17.45',
        '4.17.30',
        '4.15.25',
        '4.13.32',
        '4.13.4',
        '4.2.16',
      ]),
    },
  },
  {
    name: 'kubelogin',
    command: 'kubelogin',
    purpose: 'Signs in to AKS with Entra ID',
    versions: ['0.2.17', '0.1.9', '0.1.1'],
    inBase: ['full'],
    versionArgs: '--version',
    install: {
      kind: 'download',
      upstream: {
        url: KUBELOGIN_FILE,
        archive: 'zip',
        member: 'bin/linux_{arch}/kubelogin',
        checksum: checksum(`${KUBELOGIN_FILE}.sha256`, 'bare'),
      },
      harness: harnessMirror('kubelogin', ['0.2.17', '0.1.9', '0.1.1']),
    },
  },
];
