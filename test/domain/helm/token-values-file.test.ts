import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parse} from 'yaml';
import {makePlan} from '../../../src/domain/plan.ts';
import {completeAnswers} from '../../helpers/arbitrary-answers.ts';

const PLAIN = '0123456789abcdef0123456789abcdef';

const files = (install: 'helm' | 'terraform', token: string) =>
  makePlan({
    answers: completeAnswers({delegate: {install, token: {from: 'file'}}}),
    secrets: {delegateToken: token},
  }).files;

const cases = [
  ['as Harness shows it', btoa(PLAIN), btoa(PLAIN)],
  ['as 32 digits', PLAIN, PLAIN],
  ['encoded twice, as a Secret holds it', btoa(btoa(PLAIN)), btoa(PLAIN)],
  ['with blanks around it', ` ${PLAIN}\n`, PLAIN],
] as const;

for (const [name, given, written] of cases) {
  test(`a token ${name} goes into the second values file once`, () => {
    const token = files('helm', given).find(({role}) => role === 'token');
    assert.deepEqual(parse(token?.content ?? ''), {delegateToken: written});
  });
}

for (const [install, path] of [
  ['helm', 'harness-delegate-token-values.yaml'],
  ['terraform', 'harness-delegate-token.auto.tfvars'],
] as const) {
  test(`${install}: only the token’s own file holds it, for its owner alone, and Git leaves it out`, () => {
    const all = files(install, PLAIN);
    assert.deepEqual(
      all.filter(({content}) => content.includes(PLAIN)).map((file) => [file.path, file.role, file.mode]),
      [[path, 'token', 0o600]],
    );
    for (const ignore of ['.gitignore', '.dockerignore'])
      assert.ok(
        all.find((file) => file.path === ignore)?.content.includes('\n/harness-delegate-token*\n'),
        ignore,
      );
  });

  test(`${install}: a token that is not asked for is written nowhere`, () => {
    for (const from of ['later', 'secret'] as const) {
      const answers = completeAnswers({delegate: {install, token: {from, secretName: 's'}}});
      const plan = makePlan({answers, secrets: {delegateToken: PLAIN}});
      assert.ok(plan.files.every(({content, role}) => !content.includes(PLAIN) && role !== 'token'));
    }
  });
}
