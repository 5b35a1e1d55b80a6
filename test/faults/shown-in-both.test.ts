import '../helpers/force-color.ts';
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {eventLines} from '../../src/commands/deploy/event-lines.ts';
import type {DeployEvent} from '../../src/domain/deploy/events.ts';
import {OUTCOME_CODE} from '../../src/domain/deploy/outcome-code.ts';
import {beginWatch, watchStep} from '../../src/domain/deploy/watch-end.ts';
import {UNATTENDED} from '../../src/domain/deploy/watch-options.ts';
import type {RolloutState} from '../../src/domain/rollout/create-rollout.ts';
import type {RolloutInput} from '../../src/domain/rollout/types.ts';
import {viewRollout} from '../../src/domain/rollout/view-rollout.ts';
import {classifyError} from '../../src/services/kubectl/classify-error.ts';
import {CRASH_CASES} from '../domain/rollout/finding-cases/crash-cases.ts';
import {CREATE_CASES} from '../domain/rollout/finding-cases/create-cases.ts';
import {EVENT_CASES} from '../domain/rollout/finding-cases/event-cases.ts';
import {IMAGE_CASES} from '../domain/rollout/finding-cases/image-cases.ts';
import {POD_CASES} from '../domain/rollout/finding-cases/pod-cases.ts';
import {START_CASES} from '../domain/rollout/finding-cases/start-cases.ts';
import * as objects from '../domain/rollout/objects.ts';
import {THEMES, renderAt} from '../helpers/render-at.tsx';
import {atTarget} from '../wizard/deploy/deploy-machine.ts';

const {deployment, fresh, pass, pod, put, readyPod, reduceAll, replicaSet, reset, stamp, underWay} = objects;

/** What both fronts make of the same events, as running text. */
async function inBoth(
  events: readonly DeployEvent[],
  {drawn = true}: {readonly drawn?: boolean} = {},
): Promise<{lines: string; screen: string}> {
  const linesOf = eventLines();
  const lines = events.flatMap((event) => [...linesOf(event)]).join(' ');
  const m = atTarget();
  m.keys('enter');
  m.events(...events);
  const plain = (text: string) => text.replaceAll(/\s+/g, ' ');
  if (!drawn) return {lines: plain(lines), screen: plain(JSON.stringify(m.screen()))};
  const rendered = await renderAt({screen: m.screen(), columns: 160, rows: 50});
  const screen = (await rendered.frame()).join(' ');
  await rendered.unmount();
  return {lines: plain(lines), screen: plain(screen)};
}

/** The rollout now, and half a minute later, when lines say what is still waited for. */
const rolloutEvents = (state: RolloutState): DeployEvent[] => [
  {type: 'applying', of: 1},
  ...[0, 31_000].map((afterMs): DeployEvent => ({type: 'rollout', view: viewRollout(state), afterMs})),
];

const FINDINGS = [
  ...IMAGE_CASES,
  ...START_CASES,
  ...CRASH_CASES,
  ...POD_CASES,
  ...CREATE_CASES,
  ...EVENT_CASES,
];

test('every finding is told with its name and what to do, in lines and on the screen', async () => {
  for (const {what, inputs, own} of FINDINGS) {
    const state = reduceAll(underWay(own), inputs);
    const [finding] = viewRollout(state).findings;
    assert.ok(finding !== undefined, what);
    const {lines, screen} = await inBoth(rolloutEvents(state), {drawn: false});
    for (const shown of [lines, screen.replaceAll('\\"', '"')]) {
      assert.ok(shown.toLowerCase().includes(finding.title.toLowerCase()), `${what}: ${shown}`);
      assert.ok(shown.includes(finding.next), `${what}: ${shown}`);
    }
  }
});

const exceeded = (lastUpdateTime: string) => ({
  conditions: [{type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', lastUpdateTime}],
});
const complete = {replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1};
const leaving = [
  put('replicasets', replicaSet('old-set', {revision: '1', image: 'old'})),
  put('pods', readyPod('old', {set: 'old-set', metadata: {deletionTimestamp: stamp(600)}})),
];
const after = (inputs: readonly RolloutInput[], ms = 20_000) => pass(reduceAll(underWay(), inputs), ms);
const stale = (reason: string): RolloutInput => ({
  type: 'stream',
  kind: 'pods',
  state: 'stale',
  sinceMs: 0,
  reason,
});

const pulling = [
  put('pods', pod('pod', {container: objects.waiting('ContainerCreating')})),
  put('events', objects.event('pod', 'Pulling', 'Pulling image "x"', {type: 'Normal'})),
];
const LONG_AGO = '2026-11-21T19:00:00Z';
/** The deadline had passed before the apply, and nothing has been said of it since. */
const stillExceeded = reduceAll(fresh(), [
  {type: 'baseline', deployment: deployment({generation: 1, status: exceeded(LONG_AGO)})},
  reset('deployments', [deployment({status: exceeded(LONG_AGO)})]),
  reset('replicasets', [replicaSet()]),
  reset('pods', []),
  reset('events', []),
  objects.applied(2),
]);
/** Who changed the pod template last. */
const writtenBy = (manager: string) => ({
  managedFields: [{manager, time: stamp(60), fieldsV1: {'f:spec': {'f:template': {}}}}],
});
const none = {replicas: 0, updatedReplicas: 0, readyReplicas: 0, availableReplicas: 0};

interface Shown {
  readonly name: string;
  readonly state: RolloutState;
  readonly lines: RegExp;
  /** The lines’ pattern when not given. */
  readonly screen?: RegExp;
  readonly never?: RegExp;
  /** Exit code of a watch that sees it. */
  readonly code?: number;
}

const SHOWN: readonly Shown[] = [
  {
    name: 'old pods that take ten minutes to end: how long at most',
    state: after(leaving),
    lines: /old pods end within 9 min 40 s/,
    screen: /terminating, up to 9 min 40 s/,
    never: /stuck|At risk|Failed/,
  },
  {
    name: 'complete does not wait for old pods',
    state: after([...leaving, put('deployments', deployment({status: complete}))]),
    lines: /Complete: delegate serves revision 2/,
  },
  {
    name: 'the progress deadline passes',
    state: after([put('deployments', deployment({status: exceeded('2026-11-21T20:30:00Z')}))]),
    code: 6,
    lines: /Failed: no progress within 10 min/,
  },
  {
    name: 'a progress deadline does not matter once it is complete',
    state: after([
      put('deployments', deployment({status: {...complete, ...exceeded('2026-11-21T20:30:00Z')}})),
    ]),
    code: 0,
    lines: /Complete: delegate serves revision 2/,
    never: /Failed|deadline/,
  },
  {
    name: 'a progress deadline that had passed before the apply is not counted',
    state: pass(stillExceeded, 20_000),
    lines: /Waiting for deployment/,
    screen: /0 of 1 new pods are available/,
    never: /Failed|deadline/,
  },
  {
    name: 'scaled to 0',
    state: after([put('deployments', deployment({spec: {replicas: 0}, status: none}))]),
    lines: /Scaled to 0: complete, and nothing was started/,
  },
  {
    name: 'scaled by others: the wanted number is the new one',
    state: after([put('deployments', deployment({generation: 3, spec: {replicas: 5}}))]),
    lines: /of 5/,
    never: /Another actor|of 1 new/,
  },
  {
    name: 'deleted by somebody',
    state: after([reset('deployments', [])]),
    code: 9,
    lines: /The Deployment delegate was deleted\. Apply again to have it back\./,
  },
  {
    name: 'replaced by somebody',
    state: after([reset('deployments', [deployment({uid: 'other'})])]),
    code: 9,
    lines: /Another Deployment delegate has taken the place of ours\. Apply again to change that one\./,
  },
  {
    name: 'replaced by somebody whose name is known',
    state: after([reset('deployments', [deployment({uid: 'other', metadata: writtenBy('kubectl-create')})])]),
    code: 9,
    lines: /Another Deployment delegate \(by kubectl-create\) has taken the place of ours\./,
  },
  {
    name: 'rolled back by somebody',
    state: after([
      put(
        'deployments',
        deployment({generation: 3, revision: '3', image: 'old:1', metadata: writtenBy('kubectl')}),
      ),
    ]),
    code: 9,
    lines: /Another actor \(kubectl\) changed delegate after us; its image is now old:1\./,
  },
  {
    name: 'changed by another run of this program, before ours was ever seen',
    state: pass(
      reduceAll(fresh(), [
        {
          type: 'applied',
          objects: [{kind: 'Deployment', name: 'delegate', uid: 'deployment', generation: 2, template: '{}'}],
        },
        reset('deployments', [
          deployment({generation: 3, image: 'other:1', metadata: writtenBy('delegate-tui')}),
        ]),
      ]),
      20_000,
    ),
    code: 9,
    lines: /Another run of delegate-tui changed delegate after us; its image is now other:1\./,
  },
  {
    name: 'pods that are preempted or drained are counted, also when they are gone',
    state: after(
      ['a', 'b', 'old'].flatMap((uid) => {
        const conditions = [{type: 'DisruptionTarget', status: 'True', reason: 'PreemptionByScheduler'}];
        const set = uid === 'old' ? 'old-set' : 'new-set';
        const going = pod(uid, {set, conditions, metadata: {deletionTimestamp: stamp(30)}});
        return [put('pods', going), put('pods', going), objects.drop('pods', going)];
      }),
    ),
    lines: /Note 2 pods were taken off their nodes so far; others take their places\./,
    screen: /2 pods were taken off their nodes so far; others take their places\./,
    never: /At risk|Failed:|Cannot succeed|3 pods/,
  },
  {
    name: 'pods that are given up are counted, and are no failure',
    state: after(
      ['a', 'b', 'c'].map((uid) =>
        put('pods', pod(uid, {status: {phase: 'Failed', reason: 'Evicted', message: 'low on memory'}})),
      ),
    ),
    lines:
      /pod taken off its node\. The node gave up the pod \(Evicted\)\.[^]*Note +3 pods were taken off their nodes so far/,
    screen:
      /pod taken off its node .*another pod takes its place\. .*3 pods were taken off their nodes so far/,
    never: /At risk|Failed:|Cannot succeed/,
  },
  {
    name: 'everything is read anew after a sleep: nothing is judged meanwhile',
    state: after([...pulling, stale('This machine slept, or its clock jumped; everything is read anew.')]),
    lines: /no word for 20 s about pods\. This machine slept/,
    screen: /line +no word for 20 s about pods\. This machine slept.*No word from the cluster for 20 s\./,
    never: /Failed|Cannot succeed/,
  },
];

test('nothing is told by colour alone: without colours each tone has a sign of its own', async () => {
  const m = atTarget();
  for (const look of ['no colour', 'ascii'] as const) {
    const shown: string[] = [];
    for (const tone of ['ok', 'notice', 'warning', 'error'] as const) {
      const row = {kind: 'result', id: 'row', state: tone, label: 'the row'} as const;
      const screen = {...m.screen(), rows: [row], focus: -1, verdict: {tone, text: 'the verdict'}};
      const rendered = await renderAt({screen, columns: 80, rows: 24, theme: THEMES[look]});
      const frame = await rendered.frame();
      await rendered.unmount();
      for (const text of ['the row', 'the verdict'])
        shown.push(frame.find((line) => line.includes(text)) ?? `no ${text}`);
    }
    assert.equal(new Set(shown).size, shown.length, shown.join('\n'));
  }
});

describe('in lines and on the screen', () => {
  for (const {name, state, lines, screen = lines, never, code} of SHOWN) {
    test(name, async () => {
      const shown = await inBoth(rolloutEvents(state));
      assert.match(shown.lines, lines);
      assert.match(shown.screen, screen);
      const look = {view: viewRollout(state), options: {...UNATTENDED, settleMs: 0}};
      const {memory} = watchStep(beginWatch(0), {...look, nowMs: 0});
      const {outcome} = watchStep(memory, {...look, nowMs: 10_000});
      if (code !== undefined) assert.equal(outcome && OUTCOME_CODE[outcome], code);
      if (never !== undefined) assert.doesNotMatch(`${shown.lines} ${shown.screen}`, never);
    });
  }

  test('ages are those of the server’s clock, whatever the clock of this machine says', async (t) => {
    const state = after(pulling, 38_000);
    for (const now of [0, Date.parse('2099-01-01')]) {
      const clock = t.mock.method(Date, 'now', () => now);
      const {lines, screen} = await inBoth(rolloutEvents(state));
      clock.mock.restore();
      assert.match(lines, /Still pulling the image for 38 s/);
      assert.match(screen, /ContainerCreating +0 restarts +38 s +pulling the image for 38 s/);
    }
  });

  /** What kubectl says, and how it ended. Texts of client-go and Go's net and crypto/x509. */
  const UNREACHABLE: readonly (readonly [name: string, stderr: string, says: RegExp, end?: 'timeout'])[] = [
    [
      'refused',
      'The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?',
      /Nothing answers at|refused/,
    ],
    [
      'no such name',
      'Unable to connect to the server: dial tcp: lookup nope.example on 10.0.0.2:53: no such host',
      /could not be found/,
    ],
    [
      'a black hole',
      'Unable to connect to the server: dial tcp 10.0.0.1:443: i/o timeout',
      /did not answer in time/,
    ],
    [
      'an authority that nobody knows',
      'Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority',
      /certificate/,
    ],
    [
      'a certificate that has expired',
      'Unable to connect to the server: tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-22T10:00:00Z is after 2026-11-01T00:00:00Z',
      /certificate/,
    ],
    ['no word at all', '', /did not answer in time/, 'timeout'],
  ];
  for (const [name, stderr, says, end = 'exited'] of UNREACHABLE) {
    test(`the API cannot be reached: ${name}`, async () => {
      const {
        message: text,
        next,
        raw,
      } = classifyError({end, stderr}, {server: 'https://10.0.0.1:6443', context: 'c'});
      const details = raw.split('\n');
      const shown = await inBoth([{type: 'check', id: 'server', state: 'fail', text, next, details}]);
      for (const front of [shown.lines, shown.screen]) {
        assert.match(front, says);
        assert.ok(front.includes(text) && front.includes(next), front);
        // Its own words only for those who want them.
        assert.ok(stderr === '' || !front.includes(stderr.slice(-30)), front);
      }
    });
  }
});
