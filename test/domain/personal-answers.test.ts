import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as fc from 'fast-check';
import {answersToPreset} from '../../src/domain/answers-file.ts';
import {applicableAnswers} from '../../src/domain/applicable-answers.ts';
import {findTool} from '../../src/domain/catalogue/tools.ts';
import {checkAnswers} from '../../src/domain/check-answers.ts';
import {mergeAnswers} from '../../src/domain/merge.ts';
import {personalAnswers, rememberedAnswers} from '../../src/domain/personal-answers.ts';
import {parseToolChoice} from '../../src/domain/tools.ts';
import {arbitraryAnswers, completeAnswers} from '../helpers/arbitrary-answers.ts';

const today = {year: 2026, month: 11};

test('what was answered comes back as it was, as far as it applies', () => {
  fc.assert(
    fc.property(arbitraryAnswers(), (any) => {
      const answers = {...any, tools: any.tools.filter((tool) => findTool(parseToolChoice(tool).name))};
      const stored: unknown = JSON.parse(JSON.stringify(answersToPreset(answers)));
      const {answers: remembered, notice} = rememberedAnswers(stored);
      assert.equal(notice, undefined);
      assert.deepEqual(
        mergeAnswers({preset: remembered}),
        mergeAnswers({preset: applicableAnswers(answers)}),
      );
    }),
  );
});

test('what no longer holds is left out and told', () => {
  const stored = {
    tools: ['kubectl', 'no-such-tool'],
    base: {variant: 'tiny'},
    odd: 1,
    delegate: {name: 'blue'},
  };
  const {answers, notice} = rememberedAnswers(stored);
  assert.deepEqual(answers?.tools, ['kubectl']);
  assert.equal(answers?.delegate?.name, 'blue');
  assert.equal(answers?.base?.variant, 'minimal');
  assert.match(notice ?? '', /^Some remembered answers no longer hold/);
});

test('an answer that was never given is not offered as one', () => {
  const {answers} = rememberedAnswers({delegate: {name: 'blue'}});
  const {problems} = checkAnswers(mergeAnswers({preset: answers}), {today});
  const missing = problems.filter(({code}) => code === 'missing').map(({field}) => field);
  assert.deepEqual(missing, ['image.repository', 'delegate.accountId', 'delegate.managerUrl']);
});

test('nothing remembered, or something foreign, is nothing', () => {
  for (const stored of [undefined, null, 'x', 7, []]) assert.deepEqual(rememberedAnswers(stored), {});
});

test('the personal part is the account, never the delegate or the image at hand', () => {
  const personal = personalAnswers(
    completeAnswers({
      delegate: {name: 'blue', accountId: 'abc'},
      tools: ['kubectl'],
      base: {registry: 'private', prefix: 'mirror.corp'},
      image: {registry: 'other', host: 'registry.corp', repository: 'a/b', pullSecret: 'corp'},
    }),
  );
  assert.deepEqual(Object.keys(personal).sort(), ['build', 'delegate']);
  assert.deepEqual(personal.delegate, {accountId: 'abc', managerUrl: 'https://app.harness.io'});
});
