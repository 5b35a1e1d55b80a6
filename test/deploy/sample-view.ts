import type {
  Finding,
  PodRow,
  RolloutView,
  StreamKind,
  StreamView,
  VerdictWord,
} from '../../src/domain/rollout/types.ts';

const LIVE: StreamView = {state: 'live', forMs: 0, reason: ''};

/** A rollout of one pod that goes well, but for what is given. */
export const sampleView = (more: Partial<RolloutView> = {}): RolloutView => ({
  phase: 'progressing',
  sentence: '0 of 1 updated replicas are available...',
  counts: {desired: 1, updated: 1, ready: 0, available: 0, old: 0},
  revision: '2',
  rows: [],
  moreRows: 0,
  findings: [],
  moreFindings: 0,
  verdict: {word: 'progressing', sentence: '0 of 1 new pods are available.'},
  eta: {},
  streams: {deployments: LIVE, replicasets: LIVE, pods: LIVE, events: LIVE},
  wantsLogs: [],
  registration: {state: 'unknown'},
  notes: [],
  ...more,
});

export const withVerdict = (word: VerdictWord, more: Partial<RolloutView> = {}): RolloutView =>
  sampleView({verdict: {word, sentence: `It is ${word}.`}, ...more});

export const withStream = (kind: StreamKind, stream: StreamView): RolloutView => {
  const view = sampleView();
  return {...view, streams: {...view.streams, [kind]: stream}};
};

export const samplePod = (more: Partial<PodRow> = {}): PodRow => ({
  pod: 'custom-del-1',
  uid: 'uid-1',
  revision: 'new',
  word: 'Running',
  ready: false,
  restarts: 0,
  line: '',
  ...more,
});

export const sampleFinding = (more: Partial<Finding> = {}): Finding => ({
  key: 'k',
  code: 'image-not-found',
  severity: 'F',
  title: 'image not found',
  cause: 'The registry does not have it.',
  next: 'Push it.',
  evidence: 'manifest unknown',
  firstSeenMs: 0,
  lastSeenMs: 0,
  count: 1,
  pod: 'custom-del-1',
  container: 'delegate',
  ...more,
});
