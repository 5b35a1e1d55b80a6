import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
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
