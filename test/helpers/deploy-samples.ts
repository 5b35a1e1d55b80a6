import type {DeployCheck, DeployEvent, DeployResult} from '../../src/domain/deploy/events.ts';
import type {ObjectRef} from '../../src/domain/deploy/object-ref.ts';
import type {ExitCode} from '../../src/domain/exit-code.ts';
import type {Target} from '../../src/domain/deploy/target.ts';
import type {Finding, PodRow, RolloutView} from '../../src/domain/rollout/types.ts';
import type {Job} from '../../src/wizard/deploy/state.ts';

export const JOB: Job = {
  kind: 'deploy',
  name: 'custom-del',
  namespace: 'harness-delegate-ng',
  file: 'custom-del/harness-delegate.yaml',
};

export const TARGET: Target = {
  context: 'prod-east',
  cluster: 'prod-east',
  server: 'https://10.20.0.1:6443',
  namespace: 'harness-delegate-ng',
};

export const DEPLOYMENT: ObjectRef = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  name: 'custom-del',
  namespace: 'harness-delegate-ng',
};
export const CRONJOB: ObjectRef = {
  ...DEPLOYMENT,
  group: 'batch',
  kind: 'CronJob',
  name: 'custom-del-upgrader',
};

const CHECKS: readonly DeployCheck[] = [
  {id: 'kubectl', state: 'ok', text: 'kubectl 1.33.1, server 1.32.4'},
  {id: 'namespace', state: 'ok', text: 'namespace exists'},
  {
    id: 'permissions',
    state: 'warn',
    text: 'You may not read events: fewer reasons can be shown.',
    next: 'Ask for get, list and watch on events.',
    details: ['get events: no', 'list events: no'],
  },
  {id: 'trial', state: 'ok', text: 'the server accepts all 11 objects'},
];

/** What a preflight tells, up to the question. */
export const PREFLIGHT: readonly DeployEvent[] = [
  {type: 'target', target: TARGET, name: 'custom-del'},
  ...CHECKS.map((check) => ({type: 'check', ...check}) as const),
  {
    type: 'diff',
    ref: DEPLOYMENT,
    kind: 'changed',
    diff: {
      lines: [
        {text: '-    image: acme/delegate:1', tone: 'removed'},
        {text: '+    image: acme/delegate:2', tone: 'added'},
      ],
      added: 1,
      removed: 1,
    },
  },
  {type: 'diff', ref: CRONJOB, kind: 'unchanged'},
];

export const finding = (parts: Partial<Finding> = {}): Finding => ({
  key: 'p1/delegate/image-not-found',
  code: 'image-not-found',
  severity: 'F',
  title: 'image not found',
  cause: 'acme/custom-delegate:26.08.89806-1 is not in the registry (manifest unknown).',
  next: 'Push the image, or fix the tag. Kubernetes will keep trying.',
  evidence: 'Failed to pull image "acme/custom-delegate:26.08.89806-1": manifest unknown',
  firstSeenMs: 1000,
  lastSeenMs: 36_000,
  count: 3,
  pod: 'custom-del-7d9f8c6b5-x2k8p',
  container: 'delegate',
  ...parts,
});

export const pod = (parts: Partial<PodRow> = {}): PodRow => ({
  pod: 'custom-del-7d9f8c6b5-x2k8p',
  uid: 'p1',
  revision: 'new',
  word: 'Running',
  ready: false,
  restarts: 0,
  ageMs: 36_000,
  line: 'startup probe 4 of 15',
  ...parts,
});

const live = {state: 'live', forMs: 1000, reason: ''} as const;

export const view = (parts: Partial<RolloutView> = {}): RolloutView => ({
  phase: 'progressing',
  sentence: 'Waiting for deployment "custom-del" rollout to finish: 0 of 1 updated replicas are available...',
  counts: {desired: 1, updated: 1, ready: 0, available: 0, old: 1},
  revision: '12',
  oldRevision: {revision: '11', available: 1, desired: 1},
  rows: [pod()],
  moreRows: 0,
  findings: [],
  moreFindings: 0,
  verdict: {word: 'progressing', sentence: '0 of 1 new pods are available.'},
  eta: {startupProbe: {attempt: 4, of: 15}},
  streams: {deployments: live, replicasets: live, pods: live, events: live},
  wantsLogs: [],
  registration: {state: 'unknown'},
  notes: [],
  ...parts,
});

/** Nothing is heard of the cluster any more. */
export const silentView = (forMs: number): RolloutView => {
  const silent = {state: 'stale', forMs, reason: '10.20.0.1:6443 did not answer in time.'} as const;
  return view({streams: {deployments: silent, replicasets: silent, pods: silent, events: silent}});
};

export const doomedView: RolloutView = view({
  rows: [
    pod({
      word: 'ImagePullBackOff',
      title: 'image not found',
      severity: 'F',
      line: finding().cause,
    }),
    pod({
      pod: 'custom-del-5c4d7-aaaaa',
      uid: 'p0',
      revision: 'old',
      word: 'Running',
      ready: true,
      ageMs: 86_400_000 * 3,
      line: 'serves the revision before',
    }),
  ],
  findings: [finding()],
  verdict: {
    word: 'doomed',
    sentence:
      'Cannot succeed as it is: image not found in custom-del-7d9f8c6b5-x2k8p. Revision 11 still serves 1 of 1.',
  },
  eta: {},
});

export const completeView: RolloutView = view({
  phase: 'complete',
  counts: {desired: 1, updated: 1, ready: 1, available: 1, old: 0},
  oldRevision: undefined,
  rows: [pod({ready: true, line: 'ready'})],
  verdict: {word: 'complete', sentence: 'Complete: custom-del serves revision 12.'},
  eta: {},
});

const COUNTS = {created: 1, changed: 1, unchanged: 9, absent: 0, unknown: 0};

/** What an apply tells. */
export const APPLY: readonly DeployEvent[] = [
  {type: 'applying', of: 11},
  {type: 'object', ref: DEPLOYMENT, outcome: 'changed', done: 11, of: 11},
  {type: 'applied', objects: COUNTS},
];

export const result = (parts: Partial<DeployResult> = {}): DeployResult => ({
  outcome: 'complete',
  sentence: 'Complete: custom-del serves revision 12.',
  next: [],
  context: TARGET.context,
  server: TARGET.server,
  namespace: TARGET.namespace,
  name: 'custom-del',
  objects: COUNTS,
  revision: '12',
  image: 'acme/custom-delegate:26.08.89806-1',
  seconds: 161,
  run: '20261121-custom-del',
  ...parts,
});

export const ended = (parts: Partial<DeployResult> = {}, exitCode: ExitCode = 0): DeployEvent => ({
  type: 'end',
  result: result(parts),
  exitCode,
});
