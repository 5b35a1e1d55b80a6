import type {Install} from '../../src/domain/choices.ts';

type Reasons = Readonly<Record<string, string>>;

/** Another value for every answer about the image that runs, the cluster and the delegate. A new answer needs a row. */
export const OTHER_VALUES: Readonly<Record<string, unknown>> = {
  'image.registry': 'docker-hub',
  'image.host': 'other.corp:5000',
  'image.repository': 'team/other',
  'image.tag': '2.0',
  'image.digest': `sha256:${'b'.repeat(64)}`,
  'image.account': '210987654321',
  'image.region': 'us-east-1',
  'image.project': 'other-project',
  'image.pullSecret': 'other-pull',
  'cluster.type': 'kubernetes',
  'delegate.name': 'green',
  'delegate.namespace': 'other-namespace',
  'delegate.accountId': 'OtherAccount',
  'delegate.managerUrl': 'https://harness.corp',
  'delegate.description': 'another text',
  'delegate.tags': ['green'],
  'delegate.token.from': 'later',
  'delegate.token.secretName': 'other-token',
  'delegate.size': 'large',
  'delegate.replicas': 3,
  'delegate.cpu': '2',
  'delegate.memory': '6Gi',
  'delegate.autoscaling.enabled': false,
  'delegate.autoscaling.min': 3,
  'delegate.autoscaling.max': 7,
  'delegate.permissions': 'cluster-viewer',
  'delegate.securityContext': 'root',
  'delegate.serviceAccount.name': 'other-account',
  'delegate.serviceAccount.create': false,
  'delegate.serviceAccount.annotations': {'example.com/role': 'other'},
  'delegate.serviceName': 'other-service',
  'delegate.proxy.host': 'other-proxy.corp',
  'delegate.proxy.port': 3129,
  'delegate.proxy.scheme': 'https',
  'delegate.proxy.noProxy': ['10.0.0.2'],
  'delegate.proxy.secretName': 'other-proxy-login',
  'delegate.caSecret': 'other-ca',
  'delegate.caBuildPaths': ['/etc/other.pem'],
  'delegate.initScript': 'echo other\n',
  'delegate.nodeSelector': {disk: 'ssd'},
  'delegate.tolerations': [{key: 'other', operator: 'Exists', effect: 'NoExecute'}],
  'delegate.env': {POLL_FOR_TASKS: 'false'},
};

/** What an answer needs beside it to count: the answers that the other value is held against, too. */
export const BESIDE: Readonly<Record<string, object>> = {
  'image.account': {image: {registry: 'ecr', account: '123456789012', region: 'eu-central-1'}},
  'image.region': {image: {registry: 'ecr', account: '123456789012', region: 'eu-central-1'}},
  'image.project': {image: {registry: 'gar', host: 'eu-docker.pkg.dev', project: 'my-project'}},
  'delegate.size': {delegate: {autoscaling: {enabled: false}}},
  'delegate.replicas': {delegate: {autoscaling: {enabled: false}}},
};

/** Answers that a way to install does not write, and why. */
export const NOT_WRITTEN: Readonly<Record<Install, Reasons>> = {
  manifest: {},
  helm: {
    'delegate.namespace': 'Helm is told on its command line, which stands on top of the file',
    'delegate.serviceName': 'the chart has one name for the Service; `chartRule` says so',
  },
  terraform: {
    'delegate.serviceName': 'the chart has one name for the Service; `chartRule` says so',
  },
};

/** Answers that `--file` does not read from a manifest that we wrote, and why. The manifest keeps them either way. */
export const NOT_READ: Reasons = {
  'delegate.caSecret': 'nothing else that is written depends on it, and the wizard does not edit it there',
  'delegate.tolerations':
    'nothing else that is written depends on them, and the wizard does not edit them there',
};

/** Those that no row of the wizard asks for, and why. */
export const NOT_ASKED: Reasons = {
  'delegate.tolerations': 'they are rare, and a flag or a preset gives them; the wizard keeps what was given',
};
