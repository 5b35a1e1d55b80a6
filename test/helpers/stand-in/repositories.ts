import {tar} from './archives.ts';

/** Package repositories as the stand-in microdnf reads them: base address -> text of its packages.txt. */
export const UBI_REPOSITORY = 'https://cdn-ubi.redhat.com/content/public/ubi/dist/ubi9/9/$basearch/baseos/os';
const HASHICORP = 'https://rpm.releases.hashicorp.com/RHEL/9/$basearch/stable';
const MICROSOFT = 'https://packages.microsoft.com/rhel/9/prod';
const CLOUD_FOUNDRY = 'https://cf-cli-rpm-repo.s3.amazonaws.com';
const DOCKER = 'https://download.docker.com/linux/rhel/9/$basearch/stable';
const GOOGLE = 'https://packages.cloud.google.com/yum/repos/cloud-sdk-el9-$basearch';

/** Packages of vendors: name, version, programs. */
const VENDOR_PACKAGES: readonly (readonly [string, string])[] = [
  [HASHICORP, 'terraform 1.13.4 terraform\nvault 1.20.0 vault\npacker 1.14.0 packer\n'],
  [MICROSOFT, 'azure-cli 2.79.0 az\npowershell 7.5.4 pwsh\n'],
  [CLOUD_FOUNDRY, 'cf7-cli 7.8.0 cf,cf7\ncf8-cli 8.10.0 cf,cf8\n'],
  [DOCKER, 'docker-ce-cli 28.0.0 docker\n'],
  [
    GOOGLE,
    'google-cloud-cli 546.0.0 gcloud\ngoogle-cloud-cli-gke-gcloud-auth-plugin 546.0.0 gke-gcloud-auth-plugin\n',
  ],
];

/** What a repository of the company's own holds beside the base image's packages. */
export const vendorPackages = (): string => VENDOR_PACKAGES.map(([, packages]) => packages).join('');

export const repoFile = ({
  name,
  baseUrl,
  key,
}: {
  readonly name: string;
  readonly baseUrl: string;
  readonly key?: string;
}): string =>
  `[${name}]\nname=${name}\nbaseurl=${baseUrl}\nenabled=1\n${key === undefined ? 'gpgcheck=0\n' : `gpgcheck=1\ngpgkey=${key}\n`}`;

const MICROSOFT_KEY = 'https://packages.microsoft.com/keys/microsoft.asc';
const REPO_FILES: Readonly<Record<string, string>> = {
  'https://rpm.releases.hashicorp.com/RHEL/hashicorp.repo': repoFile({
    name: 'hashicorp',
    baseUrl: HASHICORP,
    key: 'https://rpm.releases.hashicorp.com/gpg',
  }),
  'https://packages.cloudfoundry.org/fedora/cloudfoundry-cli.repo': repoFile({
    name: 'cloudfoundry-cli',
    baseUrl: CLOUD_FOUNDRY,
  }),
  'https://download.docker.com/linux/rhel/docker-ce.repo': repoFile({
    name: 'docker-ce',
    baseUrl: DOCKER,
    key: 'https://download.docker.com/linux/rhel/gpg',
  }),
  'https://packages.microsoft.com/config/rhel/9/prod.repo': repoFile({
    name: 'microsoft-prod',
    baseUrl: MICROSOFT,
    key: MICROSOFT_KEY,
  }),
};
const KEYS = [
  'https://rpm.releases.hashicorp.com/gpg',
  'https://download.docker.com/linux/rhel/gpg',
  'https://download.docker.com/linux/centos/gpg',
  MICROSOFT_KEY,
  'https://packages.cloud.google.com/yum/doc/rpm-package-key.gpg',
];
/** RPM that only adds Microsoft's repository. */
const MICROSOFT_SETUP = [
  'https://packages.microsoft.com/config/rhel/9/packages-microsoft-prod.rpm',
  'https://packages.microsoft.com/config/rhel/9.0/packages-microsoft-prod.rpm',
];
/** Programs of the package index, by distribution. */
const PYPI: Readonly<Record<string, string>> = {
  'ansible-core': 'ansible ansible-playbook ansible-galaxy',
  ansible: 'ansible-community',
};

const machines = (address: string) =>
  ['x86_64', 'aarch64'].map((machine) => address.replace('$basearch', machine));

/** What package hosts answer; `undefined` when nothing lies there. `ubi` is the package list of the base image's repository. */
export function fromRepository(url: string, ubi: string): Buffer | undefined {
  const file = REPO_FILES[url];
  if (file !== undefined) return Buffer.from(file);
  if (KEYS.includes(url))
    return Buffer.from('-----BEGIN PGP PUBLIC KEY BLOCK-----\n-----END PGP PUBLIC KEY BLOCK-----\n');
  if (MICROSOFT_SETUP.includes(url)) {
    const content = repoFile({name: 'microsoft-prod', baseUrl: MICROSOFT, key: MICROSOFT_KEY});
    return tar([{path: 'etc/yum.repos.d/microsoft-prod.repo', content, mode: 0o644}]);
  }
  // What gcloud asks for before it installs a component.
  if (url === 'https://dl.google.com/dl/cloudsdk/channels/rapid/components-2.json') return Buffer.from('{}');
  const distribution = /^https:\/\/pypi\.org\/simple\/([a-z0-9-]+)\/$/.exec(url)?.[1];
  const programs = distribution === undefined ? undefined : PYPI[distribution];
  if (programs !== undefined) return Buffer.from(programs);
  return [[UBI_REPOSITORY, ubi] as const, ...VENDOR_PACKAGES]
    .flatMap(([address, packages]) => machines(address).map((base) => repositoryAnswer(url, base, packages)))
    .find((answer) => answer !== undefined);
}

/** A repository at `base` with these packages: its list, and a file for each package. */
export function repositoryAnswer(url: string, base: string, packages: string): Buffer | undefined {
  if (url === `${base}/packages.txt`) return Buffer.from(packages);
  const names = packages.split('\n').map((line) => line.split(' ').slice(0, 2).join('-'));
  return names.some((name) => url === `${base}/Packages/${name}.rpm`) ? Buffer.from('package') : undefined;
}
