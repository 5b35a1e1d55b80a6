import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {PatchWishes} from '../../src/domain/patch/patch-types.ts';

/** The example of Harness's document on custom images, as it stands there: empty token, placeholders, batch/v1beta1. */
export const SEED_MANIFEST = readFileSync(
  fileURLToPath(new URL('../domain/patch/seed-manifest.txt', import.meta.url)),
  'utf8',
);

/** Looks like a token that Harness shows: base64 of 32 hexadecimal digits. */
export const TOKEN = btoa('0123456789abcdef0123456789abcdef');
export const IMAGE = 'registry.corp/acme/delegate:26.08.89806-1';

interface DeploymentParts {
  readonly name?: string;
  readonly apiVersion?: string;
  readonly image?: string;
  readonly spec?: string;
  readonly selector?: string;
  readonly env?: string;
  readonly more?: string;
}

/** A Deployment as Harness Manager writes it today. */
export const deployment = ({
  name = 'east',
  apiVersion = 'apps/v1',
  image = 'us-docker.pkg.dev/gar-prod-setup/harness-public/harness/delegate:25.05.85903',
  spec = '  replicas: 1\n  minReadySeconds: 120\n',
  selector = `  selector:
    matchLabels:
      harness.io/name: ${name}
`,
  env = '',
  more = '',
}: DeploymentParts = {}): string => `apiVersion: ${apiVersion}
kind: Deployment
metadata:
  labels:
    harness.io/name: ${name}
  name: ${name}
  namespace: delegates
spec:
${spec}${selector}  template:
    metadata:
      labels:
        harness.io/name: ${name}
    spec:
      terminationGracePeriodSeconds: 3600
      containers:
      - image: ${image}
        imagePullPolicy: Always
        name: delegate
        resources:
          limits:
            memory: "2048Mi"
          requests:
            cpu: "0.5"
            memory: "2048Mi"
        envFrom:
        - secretRef:
            name: ${name}-account-token
        env:
        - name: ACCOUNT_ID
          value: aBcDeFgHiJkLmNoPqRsTuV
        - name: MANAGER_HOST_AND_PORT
          value: https://app.harness.io
        - name: DELEGATE_NAME
          value: ${name}
${env}${more}`;

export const secret = (name: string, key: string, value: string, part = 'data'): string => `apiVersion: v1
kind: Secret
metadata:
  name: ${name}
  namespace: delegates
type: Opaque
${part}:
  ${key}: ${value}
`;

export const autoscaler = ({
  name = 'east-hpa',
  target = 'east',
  version = 'autoscaling/v2',
  metrics = '',
} = {}): string =>
  `apiVersion: ${version}
kind: HorizontalPodAutoscaler
metadata:
  name: ${name}
  namespace: delegates
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${target}
  minReplicas: 1
  maxReplicas: 1
${metrics}`;

interface UpgraderParts {
  readonly name?: string;
  readonly job?: string;
  readonly config?: string;
  readonly container?: string;
  readonly version?: string;
  readonly suspend?: string;
}

export const upgrader = ({
  name = 'east',
  job = `${name}-upgrader-job`,
  config = `${name}-upgrader-config`,
  container = 'delegate',
  version = 'batch/v1',
  suspend = '',
}: UpgraderParts = {}): string => `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${config}
  namespace: delegates
data:
  config.yaml: |
    mode: Delegate
    dryRun: false
    workloadName: ${name}
    namespace: delegates
    containerName: ${container}
    delegateConfig:
      accountId: aBcDeFgHiJkLmNoPqRsTuV
      managerHost: https://app.harness.io
---
apiVersion: ${version}
kind: CronJob
metadata:
  name: ${job}
  namespace: delegates
spec:
${suspend}  schedule: "0 */1 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
          - image: harness/upgrader:latest
            name: upgrader
            envFrom:
            - secretRef:
                name: ${name}-upgrader-token
            volumeMounts:
              - name: config-volume
                mountPath: /etc/config
          volumes:
            - name: config-volume
              configMap:
                name: ${config}
`;

export const join = (...documents: readonly string[]): string => documents.join('---\n');

const today = join(
  secret('east-account-token', 'DELEGATE_TOKEN', TOKEN),
  deployment(),
  autoscaler({metrics: '  # both at 70 %\n  metrics: []\n'}),
  secret('east-upgrader-token', 'UPGRADER_TOKEN', TOKEN),
  upgrader(),
);

export interface ManifestCase {
  /** Name of its golden file. */
  readonly name: string;
  readonly text: string;
  readonly wishes: PatchWishes;
  readonly delegate?: string;
}

const image = {image: IMAGE};

/** One manifest for each shape that people have, and what is asked for it. */
export const MANIFEST_CASES: readonly ManifestCase[] = [
  {name: 'seed', text: SEED_MANIFEST, wishes: {...image, token: TOKEN, accountId: 'aBcDeFgHiJkLmNoPqRsTuV'}},
  {name: 'seed-untouched', text: SEED_MANIFEST, wishes: {}},
  {
    name: 'seed-existing-secret',
    text: SEED_MANIFEST,
    wishes: {...image, tokenSecret: 'delegate-token', accountId: 'aBcDeFgHiJkLmNoPqRsTuV'},
  },
  {
    name: 'seed-openshift',
    text: SEED_MANIFEST,
    wishes: {
      ...image,
      clusterType: 'openshift',
      securityContext: 'auto',
      cpu: '1',
      memory: '4Gi',
      replicas: 2,
    },
  },
  {name: 'today', text: today, wishes: image},
  {
    name: 'today-everything',
    text: today,
    wishes: {
      ...image,
      pullSecret: 'regcred',
      imagePullPolicy: 'IfNotPresent',
      replicas: 3,
      cpu: '1',
      memory: '4Gi',
      securityContext: 'non-root',
    },
  },
  {
    name: 'of-2023',
    text: join(
      secret('PUT_YOUR_DELEGATE_NAME-account-token', 'DELEGATE_TOKEN', '"PUT_YOUR_DELEGATE_TOKEN"'),
      deployment({
        name: 'west',
        image: 'PUT_YOUR_DELEGATE_IMAGE',
        selector: '  selector:\n    matchLabels:\n      harness.io/name: delegate\n',
      }).replace('        harness.io/name: west', '        harness.io/name: delegate'),
      autoscaler({name: 'kubernetes-delegate-hpa', target: 'kubernetes-delegate', version: 'autoscaling/v1'}),
      upgrader({name: 'west', version: 'batch/v1beta1', suspend: '  suspend: false # for now\n'}),
    ),
    wishes: {...image, fixAutoscaler: true, fixSelector: true},
  },
  {
    name: 'crlf-bom-tabs',
    text: `\ufeff${join(
      deployment({env: '        - name: NOTE\n          value: "a\tb"   # kept as it is\n\n\n'}),
      '# nothing but a comment\n',
      upgrader({suspend: '   # every hour\n'}),
    ).replaceAll('\n', '\r\n')}`,
    wishes: {...image, pullSecret: 'regcred'},
  },
  {
    name: 'odd-indentation',
    text: `--- # first
apiVersion:   apps/v1
kind:    'Deployment'
metadata: {name: odd, namespace: delegates, labels: {harness.io/name: odd}}
spec:
    selector: {matchLabels: {harness.io/name: odd}}
    template:
          metadata: {labels: {harness.io/name: odd}}
          spec:
             containers:
                   -  env:
                       - {name: ACCOUNT_ID, value: abc}
                       - {name: DELEGATE_NAME, value: odd}
                       - {name: MANAGER_HOST_AND_PORT, value: 'https://app.harness.io'}
                      image:    'harness/delegate:24.04.82804.minimal'   # old
                      name: delegate
...
`,
    wishes: {...image, pullSecret: 'regcred', cpu: '500m', securityContext: 'cluster-uid'},
  },
  {
    name: 'anchors',
    text: join(
      `apiVersion: apps/v1
kind: Deployment
metadata:
  name: east
  namespace: delegates
  labels: &labels # of everything
    harness.io/name: delegate
    team: platform
spec:
  selector:
    matchLabels: *labels
  template:
    metadata:
      labels:
        <<: *labels
        tier: ci
    spec:
      containers:
      - name: delegate
        image: &image harness/delegate:25.05.85903
        env: &env
        - {name: ACCOUNT_ID, value: abc}
        - {name: DELEGATE_NAME, value: east}
`,
      upgrader(),
    ),
    wishes: {...image, fixSelector: true},
  },
  {
    name: 'shared-image',
    text: deployment({
      image: '&image harness/delegate:25.05.85903',
      more: '      initContainers:\n      - name: prepare\n        image: *image\n',
    }),
    wishes: image,
  },
  {
    name: 'list',
    text: `apiVersion: v1
kind: List
items:
- apiVersion: batch/v1beta1
  kind: CronJob
  metadata: {name: auto-update, namespace: delegates}
  spec:
    schedule: "0 * * * *"
    jobTemplate: {spec: {template: {spec: {containers: [{name: upgrader, image: mirror.corp/harness/upgrader:1.2}]}}}}
- apiVersion: apps/v1
  kind: Deployment
  metadata: {name: listed, namespace: delegates}
  spec:
    selector: {matchLabels: {harness.io/name: listed}}
    template:
      metadata: {labels: {harness.io/name: listed}}
      spec:
        containers:
        - name: sidecar
          image: proxy:1
        - name: main
          image: mirror.corp/harness/delegate:25.05.85903
          env: [{name: ACCOUNT_ID, value: abc}, {name: DELEGATE_NAME, value: listed}]
`,
    wishes: {...image, pullSecret: 'regcred'},
  },
  {
    name: 'json',
    text: `${JSON.stringify(
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: {name: 'json', namespace: 'delegates'},
        spec: {
          selector: {matchLabels: {'harness.io/name': 'json'}},
          template: {
            metadata: {labels: {'harness.io/name': 'json'}},
            spec: {
              containers: [
                {
                  name: 'delegate',
                  image: 'harness/delegate:25.05.85903',
                  env: [
                    {name: 'ACCOUNT_ID', value: null},
                    {name: 'DELEGATE_NAME', value: 'json'},
                  ],
                },
              ],
            },
          },
        },
      },
      null,
      2,
    )}\n`,
    wishes: {...image, pullSecret: 'regcred', accountId: 'abc', securityContext: 'non-root'},
  },
  {
    name: 'renamed-upgrader',
    text: join(
      deployment(),
      upgrader({job: 'nightly-refresh', config: 'refresh-settings', container: 'main'}),
      'apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: east-upgrader-job-backup\n  namespace: delegates\nspec:\n  schedule: "0 3 * * *"\n',
    ),
    wishes: image,
  },
  {
    name: 'two-delegates',
    text: join(deployment(), upgrader(), deployment({name: 'west'}), upgrader({name: 'west'})),
    wishes: image,
    delegate: 'west',
  },
  {
    name: 'old-versions',
    text: join(
      deployment({apiVersion: 'extensions/v1beta1', selector: ''}),
      autoscaler({
        version: 'autoscaling/v2beta1',
        metrics: `  metrics:
  - type: Resource
    resource:
      name: cpu
      targetAverageUtilization: 70 # per cent
  - type: Resource
    resource:
      targetAverageValue: 1Gi
      name: memory
`,
      }).replace('apiVersion: apps/v1', 'apiVersion: extensions/v1beta1'),
      autoscaler({
        name: 'other',
        version: 'autoscaling/v2beta1',
        metrics: '  metrics:\n  - type: Pods\n    pods: {metricName: tasks, targetAverageValue: 5}\n',
      }),
      'apiVersion: rbac.authorization.k8s.io/v1beta1\nkind: ClusterRoleBinding\nmetadata:\n  name: east-admin\nsubjects:\n- {kind: ServiceAccount, name: default, namespace: delegates}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}\n',
      'apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata:\n  name: east\nspec: {}\n',
    ),
    wishes: image,
  },
  {
    name: 'tokens',
    text: join(
      secret('east-account-token', 'DELEGATE_TOKEN', `${btoa('YOUR_DELEGATE_TOKEN')} # fill in`),
      secret('east-upgrader-token', 'UPGRADER_TOKEN', "'<your token>'", 'stringData'),
      deployment(),
      upgrader(),
    ),
    wishes: {...image, token: '0123456789abcdef0123456789abcdef'},
  },
  {
    name: 'clear-token',
    text: deployment({env: `        - name: DELEGATE_TOKEN\n          value: ${TOKEN}\n`}),
    wishes: {...image, tokenSecret: 'delegate-token'},
  },
];
