import * as fc from 'fast-check';
import * as v from 'valibot';
import {answersSchema, type Answers, type PartialAnswers} from '../../src/domain/answers.ts';
import {TOOLS} from '../../src/domain/catalogue/tools.ts';
import * as choices from '../../src/domain/choices.ts';
import {DEFAULT_ANSWERS} from '../../src/domain/defaults.ts';
import {mergeDeep} from '../../src/domain/merge.ts';
import {PATTERNS} from '../../src/domain/patterns.ts';
import {
  connector,
  dnsLabel,
  dnsName,
  host,
  labelKey,
  labelValue,
  list,
  manyLines,
  map,
  maybe,
  oneLine,
  oneOf,
  path,
  secretRef,
  tag,
  url,
  word,
} from './arbitrary-words.ts';

export {HOSTILE_LINES, HOSTILE_TEXTS} from './arbitrary-words.ts';

const REQUIRED = {
  image: {repository: 'acme/custom-delegate'},
  delegate: {accountId: 'AbCdEfGhIjKlMnOpQrStUv', managerUrl: 'https://app.harness.io'},
};

/** The defaults with sample values for what has no default, then `overrides`. Throws when the result breaks the schema. */
export const completeAnswers = (overrides: PartialAnswers = {}): Answers =>
  v.parse(answersSchema, mergeDeep(mergeDeep(DEFAULT_ANSWERS, REQUIRED), overrides));

const version = word(PATTERNS.toolVersion, '1.33.1', 'v1.2', '1.10');
const sha256 = fc.stringMatching(/^[0-9a-f]{64}$/);
const checksums = fc.record({amd64: sha256, arm64: sha256}, {requiredKeys: []});
const toolName = word(PATTERNS.toolName, 'kubectl', 'helm', 'terraform', 'no');
const tool = fc.oneof(
  toolName,
  fc.tuple(toolName, version).map(([name, number]) => `${name}@${number}`),
  fc.record(
    {
      name: toolName,
      version,
      source: oneOf(choices.DOWNLOAD_SOURCES),
      baseUrl: url,
      sha256: checksums,
      default: fc.boolean(),
    },
    {requiredKeys: ['name']},
  ),
);
/** A tool of one's own may not take a name of the catalogue. */
const isTaken = (name: string) => TOOLS.some((tool) => tool.name === name || tool.command === name);
const customTool = fc.record(
  {
    name: toolName.filter((name) => !isTaken(name)),
    version,
    url: fc.constantFrom('https://dl.corp/tool', 'https://dl.corp:8443/{version}/tool-{arch}.tar.gz'),
    sha256: checksums,
    archive: oneOf(['none', 'tar.gz', 'zip']),
    member: fc.constantFrom('bin/tool', 'tool-{version}-{arch}'),
    arch: fc.record({amd64: tag, arm64: tag}, {requiredKeys: []}),
    versionArgs: fc.constantFrom('--version', 'version --client'),
  },
  {requiredKeys: ['name', 'version', 'url']},
);
const replicas = fc.integer({min: 1, max: 64});
const cpu = word(PATTERNS.cpu, '1', '0.5', '500m', '0', '1e3')
  .map((text) => text.slice(0, 9))
  .filter((text) => PATTERNS.cpu.test(text));
const memory = word(/^[1-9][0-9]{0,5}(Mi|Gi|M|G)$/, '2048Mi', '4Gi');
const toleration = fc.record(
  {
    key: labelKey,
    operator: oneOf(['Exists', 'Equal']),
    value: labelValue,
    effect: oneOf(['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
  },
  {requiredKeys: []},
);

const arbitraryImage = fc.record(
  {
    registry: oneOf(choices.IMAGE_REGISTRIES),
    host,
    repository: word(/^[a-z0-9]{1,8}([._-][a-z0-9]{1,8})?(\/[a-z0-9]{1,8}){0,3}$/, 'acme/custom-delegate'),
    tag,
    account: fc.stringMatching(/^[0-9]{12}$/),
    region: fc.constantFrom('eu-central-1', 'us-gov-west-1'),
    project: word(/^[a-z][a-z0-9-]{4,20}[a-z0-9]$/, 'my-project'),
    pullSecret: dnsName,
  },
  {requiredKeys: ['registry', 'repository']},
);
const arbitraryBase = fc.record(
  {
    registry: oneOf(choices.BASE_REGISTRIES),
    prefix: fc.constantFrom('registry.corp:5000/mirror', 'mirror.corp'),
    version: fc.stringMatching(/^\d{2}\.(0[1-9]|1[0-2])\.\d{5}$/),
    variant: oneOf(['minimal', 'full']),
    fips: fc.boolean(),
    digest: sha256.map((hex) => `sha256:${hex}`),
  },
  {requiredKeys: ['registry', 'version', 'variant', 'fips']},
);
const arbitraryDockerfile = fc.record(
  {
    source: oneOf(choices.DOWNLOAD_SOURCES),
    mirrorUrl: url,
    rpmRepoUrl: url,
    proxyArgs: fc.boolean(),
    caDirectory: path,
    labels: map(word(/^[a-z0-9]([a-z0-9./_-]{0,20}[a-z0-9])?$/, 'team'), oneLine),
    selfCheck: fc.boolean(),
  },
  {requiredKeys: ['source', 'proxyArgs', 'labels', 'selfCheck']},
);
const identifier = word(/^[a-zA-Z_][0-9a-zA-Z_]{0,20}$/, 'default', 'no', 'on');
const arbitraryBuild = fc
  .tuple(
    fc.record({
      builder: oneOf(choices.BUILDERS),
      scope: oneOf(choices.PIPELINE_SCOPES),
      push: fc.boolean(),
      dockerfile: path,
      context: path,
      org: identifier,
      project: identifier,
      registryConnector: connector,
      pluginConnector: connector,
      kubernetesConnector: connector,
      codebaseConnector: connector,
      namespace: dnsLabel,
      buildahVersion: tag,
      memory,
      cpu,
      settings: map(word(/^[a-z][a-z0-9_]{0,20}$/, 's3_bucket'), oneLine),
    }),
    fc.record(
      {
        repositoryName: word(/^[A-Za-z0-9_.:/@-]{1,20}$/, '<+input>', 'repo'),
        serviceAccount: dnsName,
        baseConnector: connector,
        usernameSecret: secretRef,
        passwordSecret: secretRef,
      },
      {requiredKeys: []},
    ),
  )
  .map(([required, optional]) => ({...required, ...optional}));
const arbitraryDelegate = fc
  .tuple(
    fc.record({
      name: word(PATTERNS.delegateName, 'a', 'custom-del', 'no', '1e3', '007', 'x'.repeat(39)),
      namespace: dnsLabel,
      accountId: word(/^[A-Za-z0-9_-]{1,24}$/, '-', '---', '0777', '1_000', 'no'),
      managerUrl: url,
      tags: list(tag),
      install: oneOf(choices.INSTALLS),
      token: fc.record({from: oneOf(choices.TOKEN_SOURCES), secretName: dnsName}, {requiredKeys: ['from']}),
      size: oneOf(choices.SIZES),
      autoscaling: fc.record({enabled: fc.boolean(), min: replicas, max: replicas}),
      permissions: oneOf(choices.PERMISSIONS),
      securityContext: oneOf(choices.SECURITY_CONTEXTS),
      serviceAccount: fc.record(
        {
          name: fc.oneof(fc.constant('default'), dnsName),
          create: fc.boolean(),
          annotations: map(labelKey, oneLine),
        },
        {requiredKeys: ['create', 'annotations']},
      ),
      serviceName: dnsLabel,
      proxy: fc.record(
        {
          host,
          port: fc.integer({min: 1, max: 65535}),
          scheme: oneOf(['http', 'https']),
          noProxy: list(word(/^[A-Za-z0-9.:*_-]{1,20}$/, '10.0.0.1', '.corp', '*')),
          secretName: dnsName,
        },
        {requiredKeys: ['scheme', 'noProxy']},
      ),
      caBuildPaths: list(word(/^\/[A-Za-z0-9._+@/-]{1,20}$/, '/etc/ssl/certs/ca-bundle.crt')),
      nodeSelector: map(labelKey, labelValue),
      tolerations: list(toleration),
      env: map(word(/^[A-Za-z_][A-Za-z0-9_]{0,20}$/, 'POLL_FOR_TASKS', 'no', 'y'), oneLine),
    }),
    fc.record(
      {description: oneLine, replicas, cpu, memory, caSecret: dnsName, initScript: manyLines},
      {requiredKeys: []},
    ),
  )
  .map(([required, optional]) => ({...required, ...optional}));

/** Any answers that pass the schema, traps for YAML, shells and terminals among the texts. */
export const arbitraryAnswers = (): fc.Arbitrary<Answers> =>
  fc
    .record(
      {
        description: maybe(oneLine),
        base: arbitraryBase,
        features: fc.uniqueArray(oneOf(choices.FEATURES), {maxLength: 4}),
        tools: list(tool),
        customTools: list(customTool),
        image: arbitraryImage,
        dockerfile: arbitraryDockerfile,
        cluster: fc.record({
          type: oneOf(choices.CLUSTER_TYPES),
          root: oneOf(choices.ROOT_POLICIES),
          privileged: fc.boolean(),
        }),
        build: arbitraryBuild,
        delegate: arbitraryDelegate,
      },
      {noNullPrototype: true},
    )
    .map((answers) => v.parse(answersSchema, withoutUndefined(answers)));

/** Answers as a file would give them: what is not chosen is not there. */
const withoutUndefined = (answers: object): unknown =>
  structuredClone(Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined)));
