import {IMAGE_REGISTRIES, type ImageRegistry} from '../choices.ts';

export type BuiltInStepType =
  | 'BuildAndPushDockerRegistry'
  | 'BuildAndPushECR'
  | 'BuildAndPushACR'
  | 'BuildAndPushGAR'
  | 'BuildAndPushGCR';

/** A setting of the plugin that is filled from a Harness secret. */
export interface Credential {
  readonly setting: string;
  /** Answer that names the secret. */
  readonly from: 'usernameSecret' | 'passwordSecret';
  /** Identifier of the secret while the answer is not given. */
  readonly defaultSecret: string;
  /** What the secret holds, for people. */
  readonly holds: string;
}

export interface RegistryRow {
  readonly registry: ImageRegistry;
  readonly label: string;
  /** Where the label is too long to stand beside the others. */
  readonly short?: string;
  readonly stepType: BuiltInStepType;
  /** Kind of connector that the built-in step signs in with. */
  readonly connector: string;
  readonly connectorNote?: string;
  /** Plugin images without their tag. */
  readonly images: {readonly buildah: string; readonly docker: string};
  /** Buildah image for this registry in Harness's page, where it stayed on an old Buildah: used before plugin version 1.2 only. */
  readonly buildahImageBefore12?: string;
  readonly credentials: readonly Credential[];
  /** Answers beside repository and tag that this registry needs or uses: what the wizard shows. */
  readonly fields: readonly string[];
  /** Those of `fields` that must be given, with words for people. */
  readonly required: readonly {readonly field: string; readonly what: string}[];
  /** `pattern`: what its hosts look like; an image of such a host is read back as one of this registry. */
  readonly host?: {readonly example: string; readonly pattern?: RegExp; readonly expected?: string};
  readonly repository: {readonly example: string; readonly needsPath?: string};
}

const userAndPassword = (user: string, password: string): readonly Credential[] => [
  {setting: 'username', from: 'usernameSecret', defaultSecret: user, holds: 'the user name'},
  {
    setting: 'password',
    from: 'passwordSecret',
    defaultSecret: password,
    holds: 'its password or access token',
  },
];
const jsonKey = (secret: string): readonly Credential[] => [
  {
    setting: 'json_key',
    from: 'passwordSecret',
    defaultSecret: secret,
    holds: 'the JSON key of a service account, as it is or in base64',
  },
];
const GCP_NOTE = 'signs in with a service account key; OIDC works with BuildX only';

/** Sources: Harness docs, build and push steps; sources of drone-buildah and drone-docker. */
const ROWS: Readonly<Record<ImageRegistry, Omit<RegistryRow, 'registry'>>> = {
  'docker-hub': {
    label: 'Docker Hub',
    stepType: 'BuildAndPushDockerRegistry',
    connector: 'Docker Registry connector',
    connectorNote: 'its URL is https://index.docker.io/v1/; these steps do not take v2 URLs',
    images: {buildah: 'plugins/buildah-docker', docker: 'plugins/docker'},
    credentials: userAndPassword('DOCKER_HUB_USER', 'DOCKER_HUB_SECRET'),
    fields: [],
    required: [],
    repository: {
      example: 'acme/custom-delegate',
      needsPath: 'the namespace in front, such as acme/custom-delegate',
    },
  },
  ecr: {
    label: 'Amazon ECR',
    short: 'ECR',
    stepType: 'BuildAndPushECR',
    connector: 'AWS connector',
    images: {buildah: 'plugins/buildah-ecr', docker: 'plugins/ecr'},
    credentials: [
      {
        setting: 'access_key',
        from: 'usernameSecret',
        defaultSecret: 'AWS_ACCESS_KEY_ID',
        holds: 'the AWS access key id',
      },
      {
        setting: 'secret_key',
        from: 'passwordSecret',
        defaultSecret: 'AWS_SECRET_ACCESS_KEY',
        holds: 'the AWS secret access key',
      },
    ],
    fields: ['image.account', 'image.region'],
    required: [
      {field: 'image.account', what: 'the AWS account id of 12 digits'},
      {field: 'image.region', what: 'the AWS region, such as eu-central-1'},
    ],
    repository: {example: 'custom-delegate'},
  },
  acr: {
    label: 'Azure Container Registry',
    short: 'ACR',
    stepType: 'BuildAndPushACR',
    connector: 'Azure connector',
    connectorNote:
      'signs in with a service principal; credentials inherited from the delegate do not work here',
    images: {buildah: 'plugins/buildah-docker', docker: 'plugins/docker'},
    buildahImageBefore12: 'plugins/buildah-acr',
    credentials: [
      {
        setting: 'username',
        from: 'usernameSecret',
        defaultSecret: 'ACR_CLIENT_ID',
        holds: 'the client id of a service principal with the role AcrPush',
      },
      {
        setting: 'password',
        from: 'passwordSecret',
        defaultSecret: 'ACR_CLIENT_SECRET',
        holds: 'its client secret',
      },
    ],
    fields: ['image.host'],
    required: [{field: 'image.host', what: 'the registry host, such as NAME.azurecr.io'}],
    host: {
      example: 'NAME.azurecr.io',
      pattern: /^[a-z0-9][a-z0-9-]*\.azurecr\.(io|cn|us)$/i,
      expected: 'end in .azurecr.io, .azurecr.cn or .azurecr.us',
    },
    repository: {example: 'custom-delegate'},
  },
  gar: {
    label: 'Google Artifact Registry',
    short: 'GAR',
    stepType: 'BuildAndPushGAR',
    connector: 'GCP connector',
    connectorNote: GCP_NOTE,
    images: {buildah: 'plugins/buildah-gcr', docker: 'plugins/gar'},
    credentials: jsonKey('GAR_JSON_KEY'),
    fields: ['image.host', 'image.project'],
    required: [
      {field: 'image.host', what: 'the registry host, such as europe-west3-docker.pkg.dev'},
      {field: 'image.project', what: 'the Google Cloud project id'},
    ],
    host: {
      example: 'REGION-docker.pkg.dev',
      pattern: /^[a-z0-9-]+-docker\.pkg\.dev$/i,
      expected: 'be REGION-docker.pkg.dev',
    },
    repository: {
      example: 'delegates/custom-delegate',
      needsPath: 'the repository and the image name, such as delegates/custom-delegate',
    },
  },
  gcr: {
    label: 'Google Container Registry',
    short: 'GCR',
    stepType: 'BuildAndPushGCR',
    connector: 'GCP connector',
    connectorNote: GCP_NOTE,
    images: {buildah: 'plugins/buildah-gcr', docker: 'plugins/gcr'},
    credentials: jsonKey('GCR_JSON_KEY'),
    fields: ['image.host', 'image.project'],
    required: [{field: 'image.project', what: 'the Google Cloud project id'}],
    host: {example: 'gcr.io', pattern: /^([a-z0-9-]+\.)?gcr\.io$/i, expected: 'be gcr.io or end in .gcr.io'},
    repository: {example: 'custom-delegate'},
  },
  other: {
    label: 'Another registry',
    short: 'other',
    stepType: 'BuildAndPushDockerRegistry',
    connector: 'Docker Registry connector',
    images: {buildah: 'plugins/buildah-docker', docker: 'plugins/docker'},
    credentials: userAndPassword('REGISTRY_USER', 'REGISTRY_SECRET'),
    fields: ['image.host'],
    required: [{field: 'image.host', what: 'the registry host, such as registry.corp:5000'}],
    host: {example: 'REGISTRY_HOST'},
    repository: {example: 'acme/custom-delegate'},
  },
};

/** What a preview shows while the answer is missing. */
export const IMAGE_STAND_INS = {
  account: 'AWS_ACCOUNT_ID',
  region: 'AWS_REGION',
  project: 'GCP_PROJECT',
} as const;

/** The row of a registry. */
export const registryRow = (registry: ImageRegistry): RegistryRow => ({registry, ...ROWS[registry]});

/** All of them, in the order of the choices. */
export const REGISTRIES: readonly RegistryRow[] = IMAGE_REGISTRIES.map(registryRow);
