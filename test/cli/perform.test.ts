import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Problem} from '../../src/domain/problem.ts';
import {createPerform} from '../../src/screens/perform.ts';
import {presetRefusal} from '../../src/screens/preset-refusal.ts';
import {apiKeyOf} from '../../src/services/harness-api.ts';
import type {Message} from '../../src/wizard/effects.ts';

const ENVIRONMENTS = [
  {env: {HARNESS_PLATFORM_API_KEY: '', HARNESS_API_KEY: 'b'}, key: 'b'},
  {env: {HARNESS_PLATFORM_API_KEY: 'a', HARNESS_API_KEY: 'b'}, key: 'a'},
  {env: {HARNESS_PLATFORM_API_KEY: '', HARNESS_API_KEY: ''}, key: undefined},
] as const;

for (const {env, key} of ENVIRONMENTS)
  test(`the API key of ${JSON.stringify(env)}`, () => assert.equal(apiKeyOf(env), key));

test('without an API key the wizard names both variables', async () => {
  const told: Message[] = [];
  const perform = createPerform({
    presets: {builtInDirectory: '/nonexistent', userDirectory: '/nonexistent'},
    apiKey: () => undefined,
    remember: async () => {},
  });
  const effect = {type: 'look-up-version', accountId: 'a', managerUrl: 'https://app.harness.io'} as const;
  await perform({effect, send: (message) => void told.push(message)});
  const [failed] = told;
  assert.ok(failed?.type === 'failed');
  assert.match(failed.next?.join(' ') ?? '', /HARNESS_PLATFORM_API_KEY or HARNESS_API_KEY/);
});

const problem = (severity: Problem['severity'], line: number): Problem => ({
  field: '',
  code: 'x',
  severity,
  message: `is ${severity}`,
  source: {file: 'p.yaml', line, column: 1},
});

test('a preset is refused for its errors, and they are counted', () => {
  const refusal = (...problems: readonly Problem[]) => presetRefusal(problems, 'p.yaml')?.message;
  assert.equal(refusal(), undefined);
  assert.equal(refusal(problem('warning', 1)), undefined);
  assert.equal(refusal(problem('warning', 1), problem('error', 2)), 'p.yaml:2 is error.');
  assert.equal(
    refusal(problem('error', 2), problem('error', 3)),
    'p.yaml:2 is error. It is the first of 2 errors.',
  );
});
