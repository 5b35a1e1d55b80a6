import * as v from 'valibot';
import {
  BASE_REGISTRIES,
  BUILDERS,
  CLUSTER_TYPES,
  DOWNLOAD_SOURCES,
  FEATURES,
  IMAGE_REGISTRIES,
  PERMISSIONS,
  PIPELINE_SCOPES,
  ROOT_POLICIES,
  SECURITY_CONTEXTS,
  SIZES,
  TOKEN_SOURCES,
} from './choices.ts';
import {PATTERNS} from './patterns.ts';

/** A string that matches one of our grammars; `expected` completes "must be …". */
const word = (pattern: RegExp, expected: string) =>
  v.pipe(v.string(`must be text (${expected})`), v.regex(pattern, `must be ${expected}`));
const choice = <const T extends readonly string[]>(values: T) =>
  v.picklist(values, `must be one of: ${values.join(', ')}`);
const yesNo = () => v.boolean('must be true or false');
const count = (min: number, max: number) =>
  v.pipe(
    v.number(`must be a whole number from ${min} to ${max}`),
    v.integer(`must be a whole number from ${min} to ${max}`),
    v.minValue(min, `must be a whole number from ${min} to ${max}`),
    v.maxValue(max, `must be a whole number from ${min} to ${max}`),
  );
const line = () => word(PATTERNS.oneLine, 'one line of at most 512 characters without control characters');
const strings = (item: ReturnType<typeof word>) => v.array(item, 'must be a list');
const map = (key: ReturnType<typeof word>, value: ReturnType<typeof word>) =>
  v.pipe(
    v.record(key, value, 'must be a mapping of text to text'),
    v.check((input) => !Array.isArray(input), 'must be a mapping of text to text'),
  );
const version = () => word(PATTERNS.toolVersion, 'a version such as 1.33.1');
const sha256 = () => word(PATTERNS.sha256, '64 hexadecimal digits');
const httpsUrl = () => word(PATTERNS.httpsUrl, 'an https:// address without blanks or quotes');
const dnsName = () =>
  word(PATTERNS.dnsSubdomain, 'a Kubernetes name: lower-case letters, digits, dashes and dots');

const checksums = v.strictObject({amd64: v.optional(sha256()), arm64: v.optional(sha256())});

/** One tool of the catalogue, with what the user wants different. `kubectl@1.33.1` is the short form. */
const toolObject = v.strictObject({
  name: word(PATTERNS.toolName, 'a tool name'),
  version: v.optional(version()),
  source: v.optional(choice(DOWNLOAD_SOURCES)),
  /** Replaces `https://<upstream host>` in the download and checksum addresses. */
  baseUrl: v.optional(httpsUrl()),
  sha256: v.optional(checksums),
  /** With several versions of one tool: this one answers to the plain name. */
  default: v.optional(yesNo()),
});
const toolShort = word(
  /^[a-z0-9]([a-z0-9._-]{0,40}[a-z0-9])?(@v?[0-9A-Za-z][0-9A-Za-z.+_~-]{0,63})?$/,
  'a tool name, or name@version',
);

/** A tool that the catalogue does not know. */
const customTool = v.strictObject({
  name: word(PATTERNS.toolName, 'lower-case letters, digits, dots and dashes'),
  version: version(),
  url: word(PATTERNS.downloadUrl, 'an https:// address; {version} and {arch} are replaced'),
  sha256: v.optional(checksums),
  archive: v.optional(choice(['none', 'tar.gz', 'zip'])),
  /** Path of the program inside the archive. */
  member: v.optional(word(PATTERNS.archiveMember, 'a relative path inside the archive')),
  /** Words for `{arch}`; amd64 and arm64 when not given. */
  arch: v.optional(
    v.strictObject({
      amd64: v.optional(word(PATTERNS.tag, 'one word')),
      arm64: v.optional(word(PATTERNS.tag, 'one word')),
    }),
  ),
  /** Arguments that make it print its version; `--version` when not given. */
  versionArgs: v.optional(word(PATTERNS.commandArgs, 'plain words such as: version --client')),
});

const toleration = v.strictObject({
  key: v.optional(word(PATTERNS.labelKey, 'a label key')),
  operator: v.optional(choice(['Exists', 'Equal'])),
  value: v.optional(word(PATTERNS.labelValue, 'a label value')),
  effect: v.optional(choice(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])),
});

/**
 * Everything a person decides, complete. A preset file holds any part of it. Never holds a secret:
 * the delegate token travels beside it (`Secrets`).
 */
export const answersSchema = v.strictObject({
  /** What a preset is for, shown in lists. */
  description: v.optional(line()),
  base: v.strictObject({
    registry: choice(BASE_REGISTRIES),
    /** With registry `private`: host and path that stand in front of `harness/delegate`. */
    prefix: v.optional(
      word(PATTERNS.imagePrefix, 'a registry host and path such as registry.corp:5000/mirror'),
    ),
    version: word(PATTERNS.baseVersion, 'a delegate version yy.mm.bbbbb such as 26.08.89806'),
    variant: choice(['minimal', 'full']),
    fips: yesNo(),
    digest: v.optional(word(PATTERNS.digest, 'sha256: and 64 hexadecimal digits')),
  }),
  features: v.array(choice(FEATURES), 'must be a list of features'),
  tools: v.array(
    v.union([toolShort, toolObject], 'must be a tool name, name@version, or a mapping with name and version'),
    'must be a list of tools',
  ),
  customTools: v.array(customTool, 'must be a list of custom tools'),
  image: v.strictObject({
    registry: choice(IMAGE_REGISTRIES),
    /** acr: NAME.azurecr.io · gar: REGION-docker.pkg.dev · gcr: gcr.io · other: host[:port]. */
    host: v.optional(word(PATTERNS.host, 'a registry host such as registry.corp:5000')),
    repository: word(PATTERNS.repository, 'a repository path such as acme/custom-delegate, in lower case'),
    tag: v.optional(word(PATTERNS.tag, 'letters, digits, dots, dashes and underscores, at most 128')),
    /** ecr */
    account: v.optional(word(PATTERNS.awsAccount, 'an AWS account id of 12 digits')),
    region: v.optional(word(PATTERNS.awsRegion, 'an AWS region such as eu-central-1')),
    /** gar, gcr */
    project: v.optional(word(PATTERNS.gcpProject, 'a Google Cloud project id')),
    /** Name of an existing image pull Secret in the delegate's namespace. */
    pullSecret: v.optional(dnsName()),
  }),
  dockerfile: v.strictObject({
    source: choice(DOWNLOAD_SOURCES),
    /** Air-gapped mirror: every download becomes `<mirrorUrl>/<upstream host>/<upstream path>`. */
    mirrorUrl: v.optional(httpsUrl()),
    /** Address of a .repo file that takes the place of the image's package repositories. */
    rpmRepoUrl: v.optional(httpsUrl()),
    proxyArgs: yesNo(),
    /** Directory of PEM files in the build context that the image shall trust. */
    caDirectory: v.optional(word(PATTERNS.relativePath, 'a relative path without ..')),
    labels: map(word(PATTERNS.imageLabelKey, 'lower-case letters, digits, dots, slashes and dashes'), line()),
    selfCheck: yesNo(),
  }),
  cluster: v.strictObject({
    type: choice(CLUSTER_TYPES),
    /** May a build step run as root: any step, one step, never. */
    root: choice(ROOT_POLICIES),
    /** May a build pod be privileged. */
    privileged: yesNo(),
  }),
  build: v.strictObject({
    builder: choice(BUILDERS),
    scope: choice(PIPELINE_SCOPES),
    push: yesNo(),
    /** Path of the Dockerfile in the repository that the pipeline clones. */
    dockerfile: word(PATTERNS.relativePath, 'a relative path without ..'),
    context: word(PATTERNS.relativePath, 'a relative path without ..'),
    org: word(PATTERNS.identifier, 'a Harness identifier: letters, digits and underscores'),
    project: word(PATTERNS.identifier, 'a Harness identifier: letters, digits and underscores'),
    registryConnector: word(PATTERNS.connector, 'a connector id such as account.dockerhub'),
    pluginConnector: word(PATTERNS.connector, 'a connector id such as account.harnessImage'),
    kubernetesConnector: word(PATTERNS.connector, 'a connector id such as account.cluster'),
    codebaseConnector: word(PATTERNS.connector, 'a connector id such as account.git'),
    repositoryName: v.optional(word(PATTERNS.wordOrExpression, 'a repository name')),
    namespace: word(PATTERNS.dnsLabel, 'a Kubernetes name'),
    serviceAccount: v.optional(dnsName()),
    /** Harness secrets (identifiers or expressions) with the registry's credentials, for the plugins. */
    usernameSecret: v.optional(
      word(PATTERNS.secretRef, 'a Harness secret id such as account.DOCKER_HUB_USER'),
    ),
    passwordSecret: v.optional(
      word(PATTERNS.secretRef, 'a Harness secret id such as account.DOCKER_HUB_SECRET'),
    ),
    /** Tag of the Buildah plugin image. */
    buildahVersion: word(PATTERNS.tag, 'an image tag'),
    memory: word(PATTERNS.memory, 'a memory quantity such as 4Gi'),
    cpu: word(PATTERNS.cpu, 'a CPU quantity such as 1 or 500m'),
    /** Further settings of the plugin, e.g. s3_bucket. Values of secret settings are Harness expressions. */
    settings: map(word(PATTERNS.settingName, 'a plugin setting such as s3_bucket'), line()),
  }),
  delegate: v.strictObject({
    name: word(PATTERNS.delegateName, 'lower-case letters, digits and dashes, at most 39 characters'),
    namespace: word(PATTERNS.dnsLabel, 'lower-case letters, digits and dashes, at most 63 characters'),
    accountId: word(PATTERNS.accountId, 'a Harness account id: letters, digits, dashes and underscores'),
    managerUrl: word(
      PATTERNS.httpsUrl,
      'the https:// address of Harness Manager, e.g. https://app.harness.io',
    ),
    description: v.optional(line()),
    tags: strings(word(PATTERNS.tag, 'one word')),
    token: v.strictObject({
      from: choice(TOKEN_SOURCES),
      /** With `secret`: an existing Secret with the key DELEGATE_TOKEN. */
      secretName: v.optional(dnsName()),
    }),
    size: choice(SIZES),
    replicas: v.optional(count(1, 64)),
    cpu: v.optional(word(PATTERNS.cpu, 'a CPU quantity such as 1 or 500m')),
    memory: v.optional(word(PATTERNS.memory, 'a memory quantity such as 4Gi')),
    autoscaling: v.strictObject({enabled: yesNo(), min: count(1, 64), max: count(1, 64)}),
    permissions: choice(PERMISSIONS),
    securityContext: choice(SECURITY_CONTEXTS),
    serviceAccount: v.strictObject({
      name: dnsName(),
      create: yesNo(),
      annotations: map(word(PATTERNS.labelKey, 'an annotation key'), line()),
    }),
    serviceName: word(PATTERNS.dnsLabel, 'a Kubernetes name'),
    proxy: v.strictObject({
      host: v.optional(word(PATTERNS.host, 'a host name')),
      port: v.optional(count(1, 65535)),
      scheme: choice(['http', 'https']),
      noProxy: strings(word(/^[A-Za-z0-9.:*_-]+$/, 'a host name, .domain or IP address (no CIDR range)')),
      /** Existing Secret with PROXY_USER and PROXY_PASSWORD. */
      secretName: v.optional(dnsName()),
    }),
    /** Existing Secret whose entries are PEM files that the delegate shall trust. */
    caSecret: v.optional(dnsName()),
    /** Where build pods find those certificates (DESTINATION_CA_PATH). */
    caBuildPaths: strings(word(/^\/[A-Za-z0-9._+@/-]+$/, 'an absolute path')),
    initScript: v.optional(word(PATTERNS.manyLines, 'text without control characters')),
    nodeSelector: map(word(PATTERNS.labelKey, 'a label key'), word(PATTERNS.labelValue, 'a label value')),
    tolerations: v.array(toleration, 'must be a list of tolerations'),
    env: map(word(PATTERNS.envName, 'an environment variable name'), line()),
  }),
});

export type Answers = v.InferOutput<typeof answersSchema>;
export type CustomTool = v.InferOutput<typeof customTool>;
export type ToolChoice = v.InferOutput<typeof toolObject>;

type DeepPartial<T> = T extends readonly (infer Item)[]
  ? Item[]
  : T extends object
    ? {[Key in keyof T]?: DeepPartial<T[Key]>}
    : T;
/** Any part of the answers: a preset, what flags gave, what was remembered. Not checked yet. */
export type PartialAnswers = DeepPartial<Answers>;

/** What must never be stored, printed or passed in argv. Lives beside the answers, in memory only. */
export interface Secrets {
  readonly delegateToken?: string;
}
