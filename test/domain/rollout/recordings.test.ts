import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {test} from 'node:test';
import {viewRollout} from '../../../src/domain/rollout/view-rollout.ts';
import {replay} from './replay.ts';

/** At that moment: phase, verdict, findings as `severity code`. */
type Moment = readonly [t: number, phase: string, verdict: string, ...findings: string[]];

/** Every recording with moments to look at; the last one is its end. */
const RECORDINGS: Readonly<Record<string, readonly Moment[]>> = {
  'first-deploy-ok': [
    [900, 'waiting-read', 'progressing'],
    [1080, 'unobserved', 'progressing'],
    [3000, 'progressing', 'progressing'],
    [4500, 'complete', 'complete'],
  ],
  'update-ok-min-ready': [
    [1310, 'unobserved', 'progressing'],
    [5000, 'progressing', 'progressing'],
    [9265, 'progressing', 'progressing'],
    [11000, 'complete', 'complete'],
  ],
  'update-slow': [
    [20_000, 'progressing', 'progressing'],
    [41_080, 'progressing', 'progressing'],
    [41_500, 'complete', 'complete'],
  ],
  'update-image-not-found-then-undo': [
    [1900, 'progressing', 'progressing'],
    [2100, 'progressing', 'at-risk', 'L image-access-denied'],
    [6000, 'progressing', 'at-risk', 'L image-access-denied'],
    [30_000, 'progressing', 'at-risk', 'L image-access-denied'],
    [33_500, 'complete', 'complete'],
  ],
  'update-crash-loop': [
    [2700, 'progressing', 'progressing', 'W exited'],
    [4000, 'progressing', 'progressing', 'W exited'],
    [4700, 'progressing', 'at-risk', 'L crash-loop'],
    [10_000, 'progressing', 'at-risk', 'L crash-loop'],
    [20_000, 'progressing', 'at-risk', 'F crash-loop'],
    [22_500, 'progressing', 'doomed', 'F crash-loop'],
    [35_600, 'progressing', 'doomed', 'F crash-loop'],
  ],
  'update-oom': [
    [1800, 'progressing', 'progressing', 'W out-of-memory'],
    [3800, 'progressing', 'at-risk', 'L out-of-memory'],
    [9000, 'progressing', 'at-risk', 'F out-of-memory'],
    [12_000, 'progressing', 'doomed', 'F out-of-memory'],
    [30_500, 'progressing', 'doomed', 'F out-of-memory'],
  ],
  'missing-secret-then-created': [
    [3000, 'progressing', 'progressing'],
    [4000, 'progressing', 'at-risk', 'L object-missing'],
    [15_000, 'progressing', 'at-risk', 'L object-missing'],
    [16_000, 'complete', 'complete'],
  ],
  'quota-exceeded-then-raised': [
    [400, 'progressing', 'at-risk', 'L quota-exceeded'],
    [16_000, 'progressing', 'at-risk', 'F quota-exceeded'],
    [25_000, 'progressing', 'at-risk', 'F quota-exceeded'],
    [26_000, 'progressing', 'progressing'],
    [29_000, 'complete', 'complete'],
  ],
  'pod-security-denied': [
    [640, 'progressing', 'at-risk', 'L pod-security-denied'],
    [6000, 'progressing', 'at-risk', 'F pod-security-denied'],
    [11_000, 'progressing', 'doomed', 'F pod-security-denied'],
  ],
  'openshift-scc-denied-then-anyuid': [
    [800, 'progressing', 'at-risk', 'L scc-denied'],
    [9000, 'progressing', 'doomed', 'F scc-denied'],
    [12_000, 'progressing', 'progressing'],
    [14_500, 'complete', 'complete'],
  ],
  'openshift-restricted-ok': [
    [2000, 'progressing', 'progressing'],
    [4000, 'complete', 'complete'],
  ],
  'webhook-unreachable': [
    [1000, 'progressing', 'progressing', 'T webhook-unreachable'],
    [10_000, 'progressing', 'progressing', 'T webhook-unreachable'],
    [11_000, 'progressing', 'progressing'],
    [14_000, 'complete', 'complete'],
  ],
  unschedulable: [
    [700, 'progressing', 'progressing', 'T no-node-fits'],
    [14_000, 'progressing', 'progressing', 'T no-node-fits'],
    [17_000, 'progressing', 'at-risk', 'L no-node-fits'],
    [120_000, 'progressing', 'at-risk', 'L no-node-fits'],
    [140_000, 'progressing', 'doomed', 'F no-node-fits'],
  ],
  'deadline-then-fixed': [
    [5000, 'progressing', 'progressing'],
    [12_600, 'failed', 'failed'],
    [12_850, 'unobserved', 'progressing'],
    [14_000, 'progressing', 'progressing'],
    [16_500, 'complete', 'complete'],
  ],
  paused: [
    [370, 'unobserved', 'progressing'],
    [4000, 'paused', 'paused'],
  ],
  'scaled-to-zero': [
    [370, 'unobserved', 'progressing'],
    [900, 'complete', 'complete'],
  ],
  'deleted-while-watching': [
    [2000, 'progressing', 'progressing'],
    [5000, 'deleted', 'deleted'],
  ],
  'namespace-deleted': [
    [2000, 'progressing', 'progressing'],
    [9000, 'progressing', 'progressing'],
    [10_500, 'deleted', 'deleted'],
  ],
  superseded: [
    [2000, 'progressing', 'progressing'],
    [5430, 'superseded', 'superseded'],
    [10_000, 'superseded', 'superseded'],
  ],
  'evicted-pod': [
    [900, 'waiting-read', 'progressing'],
    [2000, 'progressing', 'progressing', 'T pod-evicted'],
    [4000, 'complete', 'complete', 'T pod-evicted'],
  ],
};

for (const [name, moments] of Object.entries(RECORDINGS)) {
  for (const [t, phase, verdict, ...findings] of moments) {
    test(`${name} at ${t} ms: ${verdict}`, () => {
      const view = viewRollout(replay(name, {untilMs: t}));
      assert.deepEqual(
        [view.phase, view.verdict.word, ...view.findings.map(({severity, code}) => `${severity} ${code}`)],
        [phase, verdict, ...findings],
      );
    });
  }
}

test('every recording is looked at', () => {
  const files = readdirSync(new URL('../../recordings/', import.meta.url));
  const names = files.filter((file) => file.endsWith('.ndjson')).map((file) => file.replace('.ndjson', ''));
  assert.deepEqual(names.sort(), Object.keys(RECORDINGS).sort());
});

const CALM = [
  'first-deploy-ok',
  'update-ok-min-ready',
  'update-slow',
  'openshift-restricted-ok',
  'evicted-pod',
  'scaled-to-zero',
  'webhook-unreachable',
];

for (const name of CALM) {
  test(`${name} never raises an alarm`, () => {
    const words = new Set<string>();
    replay(name, {look: ({verdict}) => words.add(verdict.word)});
    assert.deepEqual([...words].sort(), ['complete', 'progressing']);
  });
}

test('what can heal is called doomed only where nothing could have come of it', () => {
  const doomed = Object.keys(RECORDINGS).filter((name) => {
    let told = false;
    replay(name, {look: ({verdict}) => (told ||= verdict.word === 'doomed')});
    return told;
  });
  assert.deepEqual(doomed.sort(), [
    'openshift-scc-denied-then-anyuid',
    'pod-security-denied',
    'update-crash-loop',
    'update-oom',
  ]);
});

test('a doomed verdict does not come and go while the container crashes again', () => {
  const words: string[] = [];
  replay('update-crash-loop', {
    look: ({verdict}) => words.at(-1) !== verdict.word && words.push(verdict.word),
  });
  assert.deepEqual(words, ['progressing', 'at-risk', 'doomed']);
});

test('the sentences of kubectl come in its order', () => {
  const sentences: string[] = [];
  replay('update-ok-min-ready', {
    look: ({sentence}) => sentences.at(-1) !== sentence && sentences.push(sentence),
  });
  assert.deepEqual(sentences, [
    'Waiting for deployment spec update to be observed...',
    'Waiting for deployment "delegate" rollout to finish: 0 out of 1 new replicas have been updated...',
    'Waiting for deployment "delegate" rollout to finish: 1 old replicas are pending termination...',
    'deployment "delegate" successfully rolled out',
  ]);
});

test('what the old revision serves is told until it is gone', () => {
  const view = viewRollout(replay('update-slow', {untilMs: 20_000}));
  assert.deepEqual(view.counts, {desired: 1, updated: 1, ready: 0, available: 0, old: 1});
  assert.deepEqual([view.revision, view.oldRevision], ['2', {revision: '1', available: 1, desired: 1}]);
  assert.equal(viewRollout(replay('update-slow')).oldRevision, undefined);
});

test('a slow pull is told as such, in the row and in the estimate', () => {
  const {eta, rows} = viewRollout(replay('update-slow', {untilMs: 20_000}));
  assert.match(rows[0]?.line ?? '', /^pulling the image for (18|19) s$/);
  assert.ok(Math.abs((eta.pullingForMs ?? 0) - 18_500) <= 1000);
});

test('minReadySeconds counts down', () => {
  const left = (t: number) => viewRollout(replay('update-ok-min-ready', {untilMs: t})).eta.availableInMs ?? 0;
  assert.ok(left(5000) <= 6000 && left(5000) >= 4000);
  assert.equal(left(7000), left(5000) - 2000);
  assert.equal(left(9300), 0);
});

test('the image that another actor set is named', () => {
  const {verdict} = viewRollout(replay('superseded', {untilMs: 6000}));
  assert.match(verdict.sentence, /harness\/delegate:ok-from-upgrader/);
});
