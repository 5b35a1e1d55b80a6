import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {SCENARIOS} from '../../src/practice/scenarios.ts';
import {DEPLOY_FLAGS, TOKEN, lastLine, runDeploy} from '../helpers/deploy-run.ts';
import {needs} from '../helpers/needs.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

interface Case {
  readonly scenario: string;
  readonly code: number;
  /** The verdict, on standard error. */
  readonly last: RegExp;
  /** What stands in the log as well. */
  readonly says?: readonly RegExp[];
  readonly flags?: readonly string[];
  /** A quarter of an hour has to pass there. */
  readonly long?: true;
  /** What it says passes by too soon for a busy machine. */
  readonly slow?: true;
}

const COMPLETE = /^Complete: custom-del serves revision \d+, registered with Harness, auto-upgrade is off\.$/;
const STILL_SERVES = /Revision 1 still serves 1 of 1\.$/;
const doomed = (reason: string): RegExp => new RegExp(`^Cannot succeed as it is: ${reason}`);

const CASES: readonly Case[] = [
  {scenario: 'ok', code: 0, last: COMPLETE, says: [/Applied +12 created/, /Running, ready$/m, /Settle/]},
  {scenario: 'slow-pull', code: 0, last: COMPLETE, says: [/Still +pulling the image for/], slow: true},
  {scenario: 'slow-then-ok', code: 0, last: COMPLETE},
  {scenario: 'node-lost', code: 0, last: COMPLETE},
  {scenario: 'evicted', code: 0, last: COMPLETE},
  {
    scenario: 'image-not-found',
    code: 6,
    last: doomed('image not found in custom-del-'),
    says: [/Conflict Deployment custom-del: kubectl-client-side-apply owns/, /Problem .*image not found/],
  },
  {scenario: 'image-no-credentials', code: 6, last: doomed('no access to the image')},
  {
    scenario: 'crash-loop',
    code: 6,
    last: STILL_SERVES,
    says: [
      /Log +\S+, container delegate, (?:the run before, )?last (?:\d|1\d|2[0-5]) lines\n(?: +\| .*\n){1,25}/,
      /exit code 1\b/,
      /At risk: (keeps crashing|container ended)/,
    ],
  },
  {scenario: 'out-of-memory', code: 6, last: doomed('out of memory')},
  {scenario: 'exec-format-error', code: 6, last: doomed('built for another architecture')},
  {scenario: 'missing-secret', code: 6, last: doomed('Secret missing')},
  {scenario: 'config-error', code: 6, last: doomed('key missing')},
  {
    scenario: 'probe-fails',
    long: true,
    code: 6, // The evidence is complete at about the time at which the deadline passes.
    last: /^(Cannot succeed as it is|Failed: no progress within .*): killed by its startup probe/,
  },
  {scenario: 'quota', code: 6, last: doomed('quota used up')},
  {scenario: 'pod-security', code: 6, last: doomed('refused by Pod Security')},
  {scenario: 'openshift-scc', code: 6, last: doomed('refused by OpenShift')},
  {scenario: 'webhook-denies', code: 6, last: doomed('refused by a webhook')},
  {
    scenario: 'webhook-unreachable',
    long: true,
    code: 6,
    last: /^Failed: no progress within .*webhook not reachable\.$/,
  },
  {scenario: 'unschedulable', long: true, code: 6, last: /^Failed: no progress within .*no room on any node/},
  {
    scenario: 'deadline',
    long: true,
    code: 6,
    last: /^Failed: no progress within .* Revision 1 still serves 1 of 1\.$/,
  },
  {scenario: 'paused', code: 9, last: /^Paused: nothing moves until kubectl rollout resume/},
  {
    scenario: 'superseded',
    code: 9, // Before or after our first look at what we applied.
    last: /^Another actor \(upgrader\) changed custom-del after us|^The Deployment now uses harness\/delegate:/,
  },
  {
    scenario: 'image-not-found',
    flags: ['--fail-on', 'never', '--timeout', '3m'],
    code: 7,
    last: /^Not complete after 3 min.*; the watch is over, and the practice cluster with it\. Cannot succeed as it is/,
  },
];

test('scenarios that the deadline ends are told apart from those that cannot succeed', () => {
  assert.deepEqual(
    SCENARIOS.filter(({byDeadline}) => byDeadline).map(({name}) => name),
    CASES.filter(({last}) => last.source.startsWith('^Failed: ')).map(({scenario}) => scenario),
  );
});

describe('apply on the practice cluster, to the end', {...needs('kubectl'), concurrency: 3}, () => {
  for (const {scenario, code, last, says = [], flags = [], long, slow} of CASES) {
    test([scenario, ...flags].join(' '), async (t) => {
      const result = await runDeploy({
        args: ['apply', ...DEPLOY_FLAGS, `--practice=${scenario}`, '--settle', '5s', ...flags],
        cwd: temporaryDirectory(t),
        env: {DELEGATE_TUI_PRACTICE_SPEED: long ? '180' : slow ? '20' : '60'},
      });
      assert.equal(result.code, code, `${result.out}\n${result.err}`);
      assert.match(lastLine(result.err), last);
      for (const pattern of says) assert.match(result.out, pattern);
      assert.match(result.out, /^Target +practice cluster, scenario /m);
      assert.ok(!result.out.includes(TOKEN) && !result.err.includes(TOKEN));
      assert.deepEqual(result.left, []);
    });
  }
});
