import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {maskedInstallText} from '../../../src/domain/install/masked-install-text.ts';
import {planInstallPatch} from '../../../src/domain/install/plan-install-patch.ts';
import {manifest} from '../../../src/domain/manifest.ts';
import {makePlan} from '../../../src/domain/plan.ts';
import {arbitraryAnswers, completeAnswers} from '../../helpers/arbitrary-answers.ts';

const toolOf = (file: string, text: string) => planInstallPatch({file, text, wishes: {}})?.tool;

test('each file of ours is known as what it is', () => {
  fc.assert(
    fc.property(arbitraryAnswers(), (answers) => {
      const {install} = answers.delegate;
      const {files} = makePlan({answers});
      const file = files.find(({role}) => ['manifest', 'values', 'terraform'].includes(role));
      assert.equal(
        toolOf(file?.path ?? '', file?.content ?? ''),
        install === 'manifest' ? undefined : install,
      );
    }),
    {numRuns: 40},
  );
});

test('no manifest, pipeline or Dockerfile is taken for a values file', () => {
  const {files} = makePlan({answers: completeAnswers()});
  for (const {path, content} of files) assert.equal(toolOf(path, content), undefined, path);
  assert.equal(toolOf('x.yaml', manifest(completeAnswers())), undefined);
});

const SECRET = 'aG91c2Uta2V5LXNlY3JldA==';

const masked: readonly (readonly [text: string, shown: string])[] = [
  [`delegateName: a\ndelegateToken: ${SECRET} # x\n`, 'delegateName: a\ndelegateToken: hidden # x\n'],
  [`delegateName: a\ndelegateToken: "${SECRET}"\n`, 'delegateName: a\ndelegateToken: hidden\n'],
  [`delegateName: a\ndelegateToken: |\n  ${SECRET}\n`, 'delegateName: a\ndelegateToken: |\n  hidden\n'],
  [
    `sub: {delegateName: a, tags: b, delegateToken: ${SECRET}}\n`,
    'sub: {delegateName: a, tags: b, delegateToken: hidden}\n',
  ],
  [`  delegate_token = "${SECRET}" # x\n`, '  delegate_token = hidden # x\n'],
  [`proxyPassword: '${SECRET}'\n`, 'proxyPassword: hidden\n'],
  ['delegateToken: PUT_YOUR_DELEGATE_TOKEN\n', 'delegateToken: PUT_YOUR_DELEGATE_TOKEN\n'],
  ['  delegate_token = var.token\n', '  delegate_token = var.token\n'],
  [
    'existingDelegateToken: my-secret\ndelegateToken: ""\n',
    'existingDelegateToken: my-secret\ndelegateToken: ""\n',
  ],
];

for (const [text, shown] of masked) {
  test(`${JSON.stringify(text)} is shown without its secret`, () =>
    assert.equal(maskedInstallText(text), shown));
}
