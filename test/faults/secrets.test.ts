import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {DEPLOY_FLAGS, TOKEN, runDeploy} from '../helpers/deploy-run.ts';
import {spellingsOf, spyOnSecrets} from '../helpers/fault-secrets.ts';
import {needs} from '../helpers/needs.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

interface Case {
  readonly scenario: string;
  readonly flags?: readonly string[];
  readonly code: number;
}

/** Each takes another way through the program: created, replaced and put back, logs, refusals, rights that are missing. */
const CASES: readonly Case[] = [
  {scenario: 'ok', code: 0},
  {scenario: 'image-not-found', flags: ['--undo-on-failure', '--json'], code: 10},
  {scenario: 'crash-loop', code: 6},
  {scenario: 'webhook-denies', code: 6},
  {scenario: 'forbidden-pods', flags: ['--json'], code: 0},
];

describe('the token is nowhere but in its file', {...needs('kubectl'), concurrency: 3}, () => {
  for (const {scenario, flags = [], code} of CASES) {
    test([scenario, ...flags].join(' '), async (t) => {
      const cwd = temporaryDirectory(t);
      const spy = spyOnSecrets({cwd, secret: TOKEN, allowed: ['harness-delegate-token.yaml']});
      const result = await runDeploy({
        args: ['apply', ...DEPLOY_FLAGS, `--practice=${scenario}`, '--settle', '0', ...flags],
        cwd,
        env: {...spy.env, DELEGATE_TUI_PRACTICE_SPEED: '100'},
      });
      assert.equal(result.code, code, `${result.out}\n${result.err}`);
      assert.ok(spy.calls() > 8, 'kubectl went through the spy');
      assert.deepEqual(spy.findings({out: result.out, err: result.err}), []);
      assert.deepEqual(result.left, []);
    });
  }

  test('a spy that looks for all of its spellings finds each of them', (t) => {
    const spy = spyOnSecrets({cwd: temporaryDirectory(t), secret: TOKEN, allowed: []});
    const spellings = spellingsOf(TOKEN);
    assert.ok(spellings.length > 12);
    for (const spelling of spellings) assert.deepEqual(spy.findings({text: `a ${spelling} b`}), ['text']);
  });
});
