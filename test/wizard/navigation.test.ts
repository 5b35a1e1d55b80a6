import assert from 'node:assert/strict';
import {test} from 'node:test';
import {STEPS, type StepId} from '../../src/wizard/screen.ts';
import {COMPLETE, machine, type Machine} from './machine.ts';

function at(step: StepId): Machine {
  const m = machine({layers: {preferences: COMPLETE}});
  for (let tries = 0; tries < 10 && m.screen().step !== step; tries++) m.keys('enter');
  assert.equal(m.screen().step, step);
  return m;
}

for (const step of STEPS.slice(1)) {
  const before = STEPS[STEPS.indexOf(step) - 1] ?? 'start';
  test(`navigation: Esc in ${step} goes to ${before}, Enter comes back, answers and focus stay`, () => {
    const m = at(step);
    m.keys('down', 'down');
    const {answers} = m.state();
    const focused = m.focused()?.id;
    m.keys('escape');
    assert.equal(m.screen().step, before);
    m.keys('enter');
    assert.equal(m.screen().step, step);
    assert.equal(m.focused()?.id, focused);
    assert.deepEqual(m.state().answers, answers);
  });
}

const WRONG: readonly (readonly [step: StepId, id: string, text: string])[] = [
  ['image', 'image.repository', 'NOT VALID'],
  ['image', 'image.tag', '???'],
  ['policy', 'build.org', 'two words'],
  ['delegate', 'delegate.name', 'Has_Capitals'],
  ['delegate', 'delegate.managerUrl', 'http://insecure'],
];
for (const [step, id, text] of WRONG) {
  test(`navigation: back works out of ${id} with "${text}" in it, which is kept`, () => {
    const m = at(step);
    m.focus(id);
    m.keys('ctrl+u');
    m.read(text);
    m.keys('escape');
    assert.equal(m.screen().step, STEPS[STEPS.indexOf(step) - 1]);
    m.keys('enter');
    assert.equal(m.screen().step, step);
    assert.equal(m.focused()?.id, id);
    assert.ok(m.screen().rows.some((row) => row.kind === 'text' && row.value === text));
    m.keys('enter');
    assert.equal(m.screen().step, step);
    assert.equal(m.focused()?.id, id);
  });
}

test('navigation: a paste of several lines stops at the first step change', () => {
  const m = machine({layers: {preferences: COMPLETE}});
  m.read('a\rb\rc\r');
  assert.equal(m.screen().step, 'tools');
  assert.equal(m.screen().overlay, undefined);
});

test('navigation: type-ahead never runs into writing', () => {
  const m = at('delegate');
  m.read('\r\r\r\r');
  assert.equal(m.screen().step, 'review');
  m.read('\r\r');
  assert.ok(!m.effects.some((effect) => effect.type === 'write'));
});

test('navigation: what comes behind a step change is dropped, but for Ctrl+C', () => {
  const m = machine({layers: {preferences: COMPLETE}});
  m.read('\rjj\u0003');
  assert.deepEqual(m.state().outcome, {kind: 'cancelled'});
  assert.equal(m.state().focus['tools'], undefined);
});

for (const step of STEPS) {
  test(`navigation: Ctrl+C leaves ${step} at once, and nothing is heard after it`, () => {
    const m = at(step);
    const before = m.effects.length;
    m.keys('ctrl+c');
    assert.deepEqual(m.effects.slice(before), [{type: 'exit', outcome: {kind: 'cancelled'}}]);
    m.keys('enter', 'ctrl+c');
    assert.equal(m.effects.length, before + 1);
  });
}

test('navigation: Ctrl+C is heard in a text field, in the filter, in an overlay and in a panel', () => {
  const opened: readonly ((m: Machine) => void)[] = [
    (m) => m.read('/ab'),
    (m) => m.read('b'),
    (m) => m.read('?'),
    (m) => m.read('p'),
  ];
  for (const open of opened) {
    const m = at('tools');
    open(m);
    m.keys('ctrl+c');
    assert.deepEqual(m.state().outcome, {kind: 'cancelled'});
  }
});
