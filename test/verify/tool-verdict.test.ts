import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ToolCheck} from '../../src/domain/build-run/read-tool-check.ts';
import {badWords, isBad, toolVerdicts, type ToolState} from '../../src/verify/tool-verdict.ts';

const check = (over: Partial<ToolCheck>): ToolCheck => ({
  tool: 'helm',
  version: '3.15.4',
  program: 'helm',
  found: true,
  printed: 'v3.15.4+gfa9efb0',
  matches: true,
  exitCode: 0,
  ...over,
});

const CASES: readonly (readonly [state: ToolState, check: ToolCheck, text: RegExp, complete?: boolean])[] = [
  ['ok', check({}), /^v3\.15\.4/],
  ['ok', check({exitCode: 1}), /^v3\.15\.4/],
  ['unsure', check({matches: 'unknown', printed: 'helm dev'}), /^it says helm dev$/],
  [
    'unsure',
    check({matches: 'unknown', version: '', printed: 'git version 2.47.3'}),
    /^git version 2\.47\.3$/,
  ],
  ['other-version', check({matches: false, printed: 'v3.8.0'}), /^another version: v3\.8\.0$/],
  ['missing', check({found: false, matches: false}), /^helm is not on PATH$/],
  ['unseen', check({found: false, matches: false}), /before it was looked at$/, false],
  [
    'broken',
    check({matches: 'unknown', exitCode: 127, printed: 'no library'}),
    /ends with code 127: no library$/,
  ],
  ['broken', check({matches: false, exitCode: 124}), /did not answer within 60 s$/],
];

for (const [state, one, text, complete = true] of CASES) {
  test(`${state} is told`, () => {
    const [verdict] = toolVerdicts({checks: [one], complete});
    assert.equal(verdict?.state, state);
    assert.match(verdict?.text ?? '', text);
    assert.equal(verdict && isBad(verdict), !['ok', 'unsure'].includes(state));
  });
}

test('all that are bad are named in one line', () => {
  const checks = [
    check({}),
    check({tool: 'kubectl', found: false, matches: false}),
    check({tool: 'oc', matches: false}),
  ];
  assert.equal(
    badWords(toolVerdicts({checks, complete: true})),
    'kubectl is missing, oc has another version',
  );
});
