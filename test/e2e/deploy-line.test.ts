import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {lastLine, runDeploy} from '../helpers/deploy-run.ts';
import {needs} from '../helpers/needs.ts';
import {smallManifest} from '../helpers/small-manifest.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

interface Case {
  readonly scenario: string;
  /** Practice time passes this much faster. Where a connection is broken again and again, real time decides. */
  readonly speed: 10 | 20 | 60;
  readonly says?: RegExp;
  readonly last?: RegExp;
}

const COMPLETE = /^Complete: custom-del serves revision 1, registered with Harness, auto-upgrade is off\.$/;

const CASES: readonly Case[] = [
  {scenario: 'too-many-requests-429', speed: 20},
  {scenario: 'connection-reset', speed: 20},
  {scenario: 'truncated-event', speed: 20},
  {scenario: 'expired-410', speed: 20},
  // Slow enough for the preflight to be over before the login expires.
  {scenario: 'token-expired-401', speed: 10},
  {scenario: 'frozen', speed: 60},
  {
    scenario: 'forbidden-events',
    speed: 60,
    says: /Note +Events may not be read: fewer reasons can be shown\./,
  },
  {
    scenario: 'forbidden-pods',
    speed: 60,
    says: /Note +Pods may not be read: reasons cannot be shown\./,
    last: /^Complete: custom-del serves revision 1, auto-upgrade is off\.$/,
  },
];

describe(
  'a bad line to the cluster changes nothing about the end',
  {...needs('kubectl'), concurrency: 4},
  () => {
    for (const {scenario, speed, says, last = COMPLETE} of CASES) {
      test(scenario, async (t) => {
        const cwd = temporaryDirectory(t);
        writeFileSync(join(cwd, 'small.yaml'), smallManifest());
        const result = await runDeploy({
          args: ['apply', '--file', 'small.yaml', `--practice=${scenario}`, '--settle', '0'],
          cwd,
          env: {DELEGATE_TUI_PRACTICE_SPEED: String(speed)},
        });
        assert.equal(result.code, 0, `${result.out}\n${result.err}`);
        assert.match(lastLine(result.err), last);
        if (says) assert.match(result.out, says);
        assert.deepEqual(result.left, []);
      });
    }
  },
);
