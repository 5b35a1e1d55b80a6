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
  test(`navigation: Ctrl+C leaves ${step} at once where nothing was changed, and nothing is heard after it`, () => {
    const m = at(step);
    const before = m.effects.length;
    m.keys('ctrl+c');
    assert.deepEqual(m.effects.slice(before), [{type: 'exit', outcome: {kind: 'cancelled'}}]);
    m.keys('enter', 'ctrl+c');
    assert.equal(m.effects.length, before + 1);
  });
}

/** Something that only this run knows. */
function changed(): Machine {
  const m = at('tools');
  m.read(' ');
  return m;
}

const ASKED = 'Leave without writing?';
const LEFT: readonly (readonly [what: string, press: (m: Machine) => void])[] = [
  ['Ctrl+C again', (m) => [m.keys('ctrl+c'), m.keys('ctrl+c')]],
  ['Ctrl+C twice in one read', (m) => m.keys('ctrl+c', 'ctrl+c')],
  ['y', (m) => [m.keys('ctrl+c'), m.read('y')]],
  ['Enter', (m) => [m.keys('ctrl+c'), m.keys('enter')]],
];
for (const [what, press] of LEFT) {
  test(`navigation: with answers that would be lost Ctrl+C asks, and ${what} leaves`, () => {
    const m = changed();
    press(m);
    assert.deepEqual(m.effects.at(-1), {type: 'exit', outcome: {kind: 'cancelled'}});
  });
}

const OPENED: readonly (readonly [what: string, go: (m: Machine) => void])[] = [
  ['rows', () => undefined],
  ['the filter', (m) => m.read('/ab')],
  ['an overlay', (m) => m.read('b')],
  ['a text field of an overlay', (m) => [m.read('b'), m.keys('down'), m.keys('left')]],
  ['the keys', (m) => m.read('?')],
  ['the preview', (m) => [m.read('p'), m.keys('down')]],
  ['the image', (m) => [m.keys('enter'), m.keys('down'), m.keys('left', 'left')]],
  ['the review', (m) => [m.keys('enter'), m.keys('enter'), m.keys('enter'), m.keys('enter'), m.compared()]],
];
for (const [what, go] of OPENED)
  for (const key of ['escape', 'n'] as const)
    test(`navigation: Ctrl+C over ${what} asks, and ${key} brings everything back as it was`, () => {
      const m = changed();
      go(m);
      const before = m.state();
      m.keys('ctrl+c');
      assert.equal(m.screen().overlay, ASKED);
      assert.deepEqual(
        m.screen().hints.map(({keys, label}) => `${keys} ${label}`),
        ['y leave', 'esc stay', '? help'],
      );
      // Where the window is too small for a frame, this is what is left of it.
      assert.match(m.screen().status?.[0]?.text ?? '', /^ctrl\+c again leaves/);
      m.paste('y');
      m.read('jx/ y');
      assert.equal(m.screen().overlay, ASKED, 'nothing else is an answer');
      if (key === 'n') m.read('n');
      else m.keys('escape');
      assert.deepEqual(m.state(), before);
      assert.equal(m.state().outcome, undefined);
    });

test('navigation: a token that was typed would be lost too; what is saved or only chosen to start from would not', () => {
  const token = at('delegate');
  token.focus('delegate.token.from');
  token.keys('left');
  token.focus('delegate.token.value');
  token.read('0123456789abcdef');
  token.send({type: 'preset-saved', name: 'mine', path: 'mine.yaml'});
  token.keys('ctrl+c');
  assert.equal(token.screen().overlay, ASKED);

  const saved = changed();
  saved.send({type: 'preset-saved', name: 'mine', path: 'mine.yaml'});
  saved.keys('ctrl+c');
  assert.deepEqual(saved.state().outcome, {kind: 'cancelled'});

  const again = changed();
  again.read(' ');
  again.keys('ctrl+c');
  assert.deepEqual(again.state().outcome, {kind: 'cancelled'}, 'it is as it was');

  const chosen = machine({starts: {last: {answers: COMPLETE, detail: ''}, presets: []}});
  chosen.keys('enter');
  chosen.keys('ctrl+c');
  assert.deepEqual(chosen.state().outcome, {kind: 'cancelled'});
});
