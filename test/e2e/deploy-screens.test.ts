import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {startFront, type FrontRun} from '../helpers/deploy-front-run.ts';
import {needs} from '../helpers/needs.ts';
import {practiceManifest} from '../helpers/play-scenario.ts';
import {smallManifest} from '../helpers/small-manifest.ts';
import {SCENARIOS} from '../../src/practice/scenarios.ts';

interface Case {
  readonly scenario: string;
  /** The sentence at the foot. */
  readonly verdict: RegExp;
  /** What is found, and what to do about it. */
  readonly says?: RegExp;
  /** The footer. */
  readonly keys: RegExp;
  /** The key that leaves, and the exit code. */
  readonly leave: readonly [key: string, code: number];
  /** The same where the run has ended by itself. */
  readonly leaveAtEnd?: readonly [key: string, code: number];
  /** Another manager has set fields: that is asked. */
  readonly asks?: true;
  /** That of the preset when not given. */
  readonly manifest?: string;
  /** The line fails sooner or later, and is well again: what is offered then is done. */
  readonly heals?: true;
  /** On the screen on the way. */
  readonly shows?: RegExp;
  /** How many times as fast as real time it is played. */
  readonly speed?: number;
}

const FAST = 60;
/** Where the line is cut over and over: faster than that, no word comes through in between. */
const AS_USUAL = 20;
/** Where a quarter of an hour has to pass. */
const FASTER = 180;

const well = (scenario: string, says?: RegExp): Case => ({
  scenario,
  verdict: /✔ Complete: custom-del serves revision 1/,
  keys: /enter done u undo .*\? help/,
  leave: ['\r', 0],
  ...(says === undefined ? {} : {says}),
});

/** Where the machine is busy, the deadline may pass before all evidence is there. */
const stuck = (scenario: string, says: RegExp, more: Partial<Case> = {}): Case => ({
  scenario,
  verdict: /✖ (?:Cannot succeed as it is|Failed: no progress within 15 min)/,
  says,
  keys: /k keep watching u undo d detach .*\? help/,
  leave: ['d', 130],
  ...more,
});

const CASES: readonly Case[] = [
  // First and with few requests: a busy server wants to be asked again in seconds of ours.
  {...well('too-many-requests-429'), manifest: smallManifest()},
  // For long enough to be found out, so it takes longest.
  {...well('frozen'), shows: /line no word for .* did not answer in time/, speed: AS_USUAL},
  well('ok'),
  well('slow-pull'),
  well('slow-then-ok'),
  stuck('image-not-found', /is not in the registry\. Push the image, or fix the tag\./, {asks: true}),
  stuck('image-no-credentials', /registry does not let the node read .* Check that the image was pushed/),
  stuck('crash-loop', /exit code 1 again and again; .* Read the last lines of its log/, {asks: true}),
  stuck('out-of-memory', /needs more memory than its limit of 2Gi; .* Raise the memory limit/),
  stuck('exec-format-error', /another (?:architecture|processor)|exit code 255 again and again/),
  stuck('missing-secret', /The Secret "custom-del-account-token", .* is not in the namespace\. Create it/),
  stuck(
    'config-error',
    /Add the key named below.* The cluster says: couldn't find key DELEGATE_TOKEN in Secret/,
  ),
  stuck('probe-fails', /killed by its startup probe|startup probe .* restarted/, {speed: FASTER}),
  stuck('quota', /Quota used up\. The ResourceQuota "team-quota" .* Raise the quota/),
  stuck('pod-security', /Refused by Pod Security\. .* The cluster says: .*violates PodSecurity/),
  stuck('openshift-scc', /Refused by OpenShift\. .* have an administrator grant anyuid/),
  stuck('webhook-denies', /Refused by a webhook\. .* The cluster says: .* is not signed/),
  stuck('webhook-unreachable', /Webhook not reachable\. .* Bring back the service/, {speed: FASTER}),
  stuck('unschedulable', /no room on any node/, {speed: FASTER}),
  well('node-lost'),
  well('evicted'),
  {
    scenario: 'paused',
    verdict: /⚠ Paused: nothing moves until kubectl rollout resume deployment\/custom-del\./,
    says: /revision 1 still serves 1 of 1/,
    keys: /u undo d detach .*\? help/,
    leave: ['d', 130],
    asks: true,
  },
  stuck('deadline', /revision 1 still serves 1 of 1/, {asks: true, speed: FASTER}),
  {
    scenario: 'superseded',
    verdict: /⚠ (?:Another actor \(upgrader\) changed custom-del|The Deployment now uses harness\/delegate:)/,
    // Noticed after complete, that is the end; noticed before, the watch goes on.
    keys: /(?:enter done|u undo d detach) .*\? help/,
    leave: ['d', 130],
    leaveAtEnd: ['\r', 9],
    asks: true,
  },
  {...well('connection-reset'), speed: AS_USUAL},
  {...well('truncated-event'), speed: AS_USUAL},
  {...well('expired-410'), speed: AS_USUAL},
  {...well('token-expired-401'), heals: true},
  well('forbidden-events', /Events may not be read: fewer reasons can be shown\./),
  well('forbidden-pods', /Pods may not be read: reasons cannot be shown\./),
];

test('deploy screens: every scenario is among the cases', () => {
  assert.deepEqual(
    CASES.map(({scenario}) => scenario).toSorted(),
    SCENARIOS.map(({name}) => name).toSorted(),
  );
});

/** What is offered on the way, and the key that goes on. */
const OFFERS: readonly (readonly [offered: RegExp, key: string])[] = [
  [/enter log in n no/, 'n'],
  [/r try again/, 'r'],
  [/Press y to apply\./, 'y'],
  [/Applied in part.*k keep watching/, 'k'],
];

/**
 * Goes on, whatever the line does, and leaves as soon as that is offered; gives the words that stood there then. What
 * was answered may be asked again at once: only the time in the header differs.
 */
async function goOn(front: FrontRun, end: RegExp, leave: string): Promise<string> {
  const isOver = front.result.then(() => undefined);
  const keys = [...OFFERS, [end, leave] as const];
  let answered = '';
  let left = '';
  const isNew = {
    test: (words: string) => words !== answered && keys.some(([pattern]) => pattern.test(words)),
  };
  for (;;) {
    const words = await Promise.race([isOver, front.until(isNew)]);
    if (words === undefined) return left;
    const [, key = ''] = keys.find(([pattern]) => pattern.test(words)) ?? [];
    if (key === leave) left = words;
    front.press(key);
    answered = words;
  }
}

describe('deploy screens on the practice cluster', {...needs('kubectl'), concurrency: 8}, () => {
  for (const {
    scenario,
    verdict,
    says = /./,
    keys,
    leave,
    leaveAtEnd,
    asks,
    heals,
    shows,
    manifest = practiceManifest(),
    speed = FAST,
  } of CASES) {
    test(scenario, async (t) => {
      const front = startFront(t, {practice: scenario, speed, manifests: [manifest]});
      let wayOut = leave;
      if (heals) {
        // The line may be lost once more between complete and the look at it.
        const end = new RegExp(`${verdict.source}.*${keys.source}`);
        const words = await goOn(front, end, leave[0]);
        assert.match(words, verdict);
        assert.match(words, says);
      } else {
        await front.until(/practice is ready.* Press y to apply\./, /y apply esc back/);
        front.press('y');
        if (asks) {
          await front.until(/is set by kubectl-client-side-apply/, /y take over n no/);
          front.press('y');
        }
        if (shows !== undefined) await front.until(shows);
        const words = await front.until(verdict, says, keys);
        if (words.includes('enter done')) wayOut = leaveAtEnd ?? leave;
        front.press(wayOut[0]);
      }
      const {exit, code} = await front.result;
      assert.deepEqual([code, exit.result?.practice, exit.hadBegun], [wayOut[1], scenario, true]);
    });
  }
});
