import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {answersFile} from '../../src/domain/answers-file.ts';
import {fillGaps} from '../../src/domain/fill-gaps.ts';
import {mergeAnswers} from '../../src/domain/merge.ts';
import {makePlan} from '../../src/domain/plan.ts';
import {parsePresetText} from '../../src/domain/preset-text.ts';
import {arbitraryAnswers, completeAnswers} from '../helpers/arbitrary-answers.ts';

const reread = (text: string) => {
  const preset = parsePresetText({text, file: 'delegate-tui.yaml'});
  assert.deepEqual(preset.problems, []);
  const {answers, issues} = fillGaps(mergeAnswers({preset: preset.answers}));
  assert.deepEqual(issues, []);
  assert.ok(answers);
  return answers;
};

test('the answers file makes the same files again, whatever was answered', () => {
  fc.assert(
    fc.property(arbitraryAnswers(), (answers) => {
      const again = reread(answersFile(answers));
      const generated = (files: ReturnType<typeof makePlan>['files']) =>
        files.filter((file) => file.role !== 'answers').map((file) => [file.path, file.content]);
      assert.deepEqual(generated(makePlan({answers: again}).files), generated(makePlan({answers}).files));
    }),
    {numRuns: 200},
  );
});

test('the answers file of the answers that it gives is the same text', () => {
  const first = answersFile(completeAnswers({features: ['kubernetes'], delegate: {size: 'small'}}));
  assert.match(first, /^tools:$/m);
  assert.equal(answersFile(reread(first)), first);
});

test('base and tools are pinned, so that a later release makes the same image', () => {
  const again = reread(
    answersFile(
      completeAnswers({
        features: ['kubernetes'],
        tools: ['git', {name: 'helm', sha256: {amd64: 'a'.repeat(64)}}],
      }),
    ),
  );
  assert.match(again.base.version, /^\d\d\.\d\d\.\d{5}$/);
  const names = again.tools.map((tool) =>
    typeof tool === 'string' ? tool : `${tool.name}@${tool.version} pinned`,
  );
  assert.ok(names.includes('git'));
  assert.ok(
    names.some((name) => /^kubectl@\d/.test(name)),
    names.join(),
  );
  assert.ok(
    names.some((name) => /^helm@\d.* pinned$/.test(name)),
    names.join(),
  );
});
