import assert from 'node:assert/strict';
import {test} from 'node:test';
import {atReview, machine} from './machine.ts';

const wrote = (m: ReturnType<typeof atReview>): void => {
  m.compared();
  m.read('d');
  m.send({type: 'write-done'});
};

test('review: d writes, and asks for the cluster after that', () => {
  const m = atReview();
  wrote(m);
  assert.ok(m.effects.some(({type}) => type === 'write'));
  const {outcome} = m.state();
  assert.equal(outcome?.kind === 'written' && outcome.deploy, 'ask');
});

test('review: with practice on, d goes to the practice cluster', () => {
  const m = atReview({practice: true});
  wrote(m);
  const {outcome} = m.state();
  assert.equal(outcome?.kind === 'written' && outcome.deploy, 'practice');
});

test('review: b writes, and builds after that; the deploy comes later', () => {
  for (const practice of [false, true]) {
    const m = atReview({practice});
    m.compared();
    m.read('bb');
    assert.ok(!m.effects.some(({type}) => type === 'write'), 'glued');
    m.read('b');
    assert.ok(m.effects.some(({type}) => type === 'write'));
    m.send({type: 'write-done'});
    const {outcome} = m.state();
    assert.equal(outcome?.kind === 'written' && outcome.build, practice ? 'practice' : 'ask');
    assert.equal(outcome?.kind === 'written' && outcome.deploy, undefined);
  }
});

test('review: a write for a build that failed is not built by the next Enter', () => {
  const m = atReview();
  m.compared();
  m.read('b');
  m.send({type: 'failed', where: 'write', message: 'No room.'});
  m.compared();
  m.keys('enter');
  m.send({type: 'write-done'});
  const {outcome} = m.state();
  assert.equal(outcome?.kind === 'written' && outcome.build, undefined);
});

test('review: d before the disk was looked at writes nothing, and Enter after it does not deploy', () => {
  const m = atReview();
  m.read('d');
  assert.ok(!m.effects.some(({type}) => type === 'write'));
  m.compared();
  m.keys('enter');
  m.send({type: 'write-done'});
  const {outcome} = m.state();
  assert.equal(outcome?.kind === 'written' && outcome.deploy, undefined);
});

test('review: a write that failed is not deployed by the next Enter', () => {
  const m = atReview();
  m.compared();
  m.read('d');
  m.send({type: 'failed', where: 'write', message: 'No room.'});
  m.compared();
  m.keys('enter');
  m.send({type: 'write-done'});
  const {outcome} = m.state();
  assert.equal(outcome?.kind === 'written' && outcome.deploy, undefined);
});

test('start: w goes back to an unfinished rollout, and is no key without one', () => {
  const sentence = 'An unfinished rollout was begun 3 min ago: custom-del on prod-east.';
  const m = machine({unfinished: sentence});
  assert.ok(m.screen().rows.some(({label}) => label.startsWith(sentence)));
  m.read('w');
  assert.deepEqual(m.state().outcome, {kind: 'watch'});
  const without = machine();
  without.read('w');
  assert.equal(without.state().outcome, undefined);
});

test('start: x turns practice on and off, and says so', () => {
  const m = machine();
  m.read('x');
  assert.match(m.screen().notices[0]?.message ?? '', /Practice is on/);
  assert.equal(m.state().practice, true);
  m.read('x');
  assert.equal(m.state().practice, false);
});

test('practice: while it is on, the header of every step says so, in a narrow window too', () => {
  const m = atReview({practice: true});
  for (let number = 6; number >= 1; number--) {
    assert.equal(m.screen().stepNumber, number);
    assert.match(m.screen().summary, /^practice/);
    assert.equal(m.screen().corner, `step ${number} of 6`);
    m.keys('escape');
  }
  m.read('x');
  assert.doesNotMatch(m.screen().summary, /practice/);
  assert.equal(m.screen().corner, undefined);
});
