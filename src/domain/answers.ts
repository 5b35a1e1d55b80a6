import * as v from 'valibot';
import {
  BASE_REGISTRIES,
  BUILDERS,
  CLUSTER_TYPES,
  DOWNLOAD_SOURCES,
  FEATURES,
  IMAGE_REGISTRIES,
  INSTALLS,
  PERMISSIONS,
  PIPELINE_SCOPES,
  ROOT_POLICIES,
  SECURITY_CONTEXTS,
  SIZES,
  TOKEN_SOURCES,
} from './choices.ts';
import {PATTERNS} from './patterns.ts';
import {customTool, toleration, toolObject, toolShort} from './schema/items.ts';
import {word, choice, yesNo, count, line, strings, map, httpsUrl, dnsName} from './schema/words.ts';

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
    /** Of the image as it was pushed: the delegate runs exactly this content, whatever the tag names later. */
    digest: v.optional(word(PATTERNS.digest, 'sha256: and 64 hexadecimal digits')),
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
    /** Connector that built-in steps pull the base image with, when that needs a login. */
    baseConnector: v.optional(word(PATTERNS.connector, 'a connector id such as account.mirror')),
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
    /** What puts the delegate into the cluster: a manifest, Harness's Helm chart, or its Terraform module. */
    install: choice(INSTALLS),
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
      /** The delegate's name when not given. */
      name: v.optional(dnsName()),
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
