import type {PartialAnswers} from './answers.ts';

/** Newest delegate version known when this release was made. `delegate-tui latest` asks Harness for the account's. */
const KNOWN_BASE_VERSION = '26.08.89806';

/** Harness Manager of most accounts, where none is named. */
export const USUAL_MANAGER_URL = 'https://app.harness.io';

/** The lowest layer of `mergeAnswers`. What has no honest default (account, repository, …) is left out. */
export const DEFAULT_ANSWERS = {
  base: {registry: 'docker-hub', version: KNOWN_BASE_VERSION, variant: 'minimal', fips: false},
  features: [],
  tools: [],
  customTools: [],
  image: {registry: 'docker-hub'},
  dockerfile: {source: 'upstream', proxyArgs: false, labels: {}, selfCheck: true},
  cluster: {type: 'kubernetes', root: 'one-step', privileged: false},
  build: {
    builder: 'recommended',
    scope: 'pipeline',
    push: true,
    dockerfile: 'Dockerfile',
    context: '.',
    org: 'default',
    project: 'default_project',
    registryConnector: '<+input>',
    pluginConnector: 'account.harnessImage',
    kubernetesConnector: '<+input>',
    codebaseConnector: '<+input>',
    namespace: 'harness-builds',
    buildahVersion: '1.2.1-linux-amd64',
    memory: '4Gi',
    cpu: '1',
    settings: {},
  },
  delegate: {
    name: 'custom-del',
    namespace: 'harness-delegate-ng',
    install: 'manifest',
    tags: [],
    token: {from: 'later'},
    size: 'laptop',
    autoscaling: {enabled: false, min: 1, max: 4},
    permissions: 'cluster-admin',
    securityContext: 'auto',
    serviceAccount: {create: true, annotations: {}},
    serviceName: 'delegate-service',
    proxy: {scheme: 'http', noProxy: []},
    caBuildPaths: [],
    nodeSelector: {},
    tolerations: [],
    env: {},
  },
} as const satisfies PartialAnswersConst;

/** `PartialAnswers` as `as const` makes it: the same shape with readonly arrays. */
type PartialAnswersConst = ReadonlyDeep<PartialAnswers>;
type ReadonlyDeep<T> = T extends readonly (infer Item)[]
  ? readonly ReadonlyDeep<Item>[]
  : T extends object
    ? {readonly [Key in keyof T]: ReadonlyDeep<T[Key]>}
    : T;
