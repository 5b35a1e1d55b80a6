import assert from 'node:assert/strict';
import {test} from 'node:test';
import {askControls} from '../../src/deploy-front/ask-controls.ts';
import type {Question} from '../../src/wizard/deploy/effects.ts';
import {TARGET} from '../helpers/deploy-samples.ts';

const question = {target: TARGET, conflicts: []};

test('a question is put to the person, and resolves with the answer', async () => {
  const asked: Question[] = [];
  const {controls, answer} = askControls((one) => asked.push(one));
  const taken = controls.takeOver(question);
  assert.deepEqual(asked, [{kind: 'take-over', ...question}]);
  answer(true);
  assert.equal(await taken, true);
  answer(true);
  const again = controls.takeOver(question);
  answer(false);
  assert.equal(await again, false);
});

test('leaving is a no, for the question that is open and for those to come', async () => {
  let asked = 0;
  const {controls, stop, isLeft} = askControls(() => asked++);
  const open = controls.takeOver(question);
  stop('leave');
  assert.equal(await open, false);
  assert.equal(await controls.confirmUndo({target: TARGET, restore: [], remove: [], keep: []}), false);
  assert.deepEqual(
    [asked, isLeft(), controls.leave?.aborted, controls.stopWaiting?.aborted],
    [1, true, true, false],
  );
});

test('fields of others that may be taken over by flag are not asked about', async () => {
  const asked: Question[] = [];
  const {controls} = askControls((question) => asked.push(question), {takesOver: true});
  assert.equal(await controls.takeOver({target: TARGET, conflicts: []}), true);
  assert.deepEqual(asked, []);
});
