import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {FileComparison} from '../../src/domain/events.ts';
import {domainKnowledge} from '../../src/wizard/domain-knowledge.ts';
import type {Effect, Message} from '../../src/wizard/effects.ts';
import type {Key, KeyName} from '../../src/wizard/keys.ts';
import {openWizard} from '../../src/wizard/open-wizard.ts';
import type {Screen} from '../../src/wizard/screen.ts';
import type {WizardState} from '../../src/wizard/state.ts';
import {update} from '../../src/wizard/update.ts';
import {view} from '../../src/wizard/view.ts';
import {COMPLETE} from './machine.ts';

const TOKEN = '0123456789abcdef0123456789abcdef';
const NAMES: readonly KeyName[] = [
  'enter',
  'enter',
  'enter',
  'escape',
  'tab',
  'shift+tab',
  'up',
  'down',
  'down',
  'left',
  'right',
  'page up',
  'page down',
  'home',
  'end',
  'backspace',
  'delete',
  'ctrl+u',
  'ctrl+w',
  'ctrl+p',
  'ctrl+g',
  'ctrl+l',
  'ctrl+r',
];
const anyKey: fc.Arbitrary<Key> = fc.oneof(
  fc.constantFrom(...NAMES).map((name): Key => ({name})),
  fc.constantFrom(...Array.from(' /vbpltasknogGx?jk1.-A')).map((text): Key => ({name: 'text', text})),
);
const anyEvent = fc.constantFrom<Message>(
  {type: 'preset-loaded', name: 'x', answers: {tools: ['helm'], features: 7} as object},
  {type: 'version-found', version: '26.10.90001'},
  {type: 'preset-saved', name: 'x', path: '/x'},
  {type: 'failed', where: 'write', message: 'Stopped.'},
  {type: 'failed', where: 'load-preset', message: 'Not there.'},
  {type: 'failed', where: 'look-up-version', message: 'No answer.'},
);
const anyMessage: fc.Arbitrary<Message | 'compare'> = fc.oneof(
  {weight: 12, arbitrary: anyKey.map((key): Message => ({type: 'key', key}))},
  {weight: 1, arbitrary: anyEvent},
  {weight: 1, arbitrary: fc.constant('compare' as const)},
);
const anyStart = fc.constantFrom(
  {layers: {}, isGiven: false},
  {layers: {preferences: COMPLETE}, isGiven: false},
  {layers: {preset: COMPLETE}, isGiven: true},
  {
    layers: {
      preset: {
        ...COMPLETE,
        tools: ['kubectll', 7, {name: 'helm'}],
        features: ['magic'],
        delegate: {proxy: 'x', token: {from: 'file'}},
      },
    },
    isGiven: true,
  },
);

/** What a look at the disk says: one file of each kind in turn. */
function compared(state: WizardState): Message {
  const kinds = ['new', 'edited', 'changed', 'unchanged', 'blocked'] as const;
  const comparisons = (state.review.plan?.files ?? []).map(({path, role}, index): FileComparison => ({
    path,
    role,
    state: kinds[index % kinds.length] ?? 'new',
    current: 'mine\n',
  }));
  return {type: 'compared', ask: state.review.ask, comparisons};
}

function assertDrawable(screen: Screen): void {
  const {rows, focus, hints, notices, stepNumber} = screen;
  assert.ok(focus >= -1 && focus < rows.length);
  const focused = rows[focus];
  if (focused) assert.ok(focused.kind !== 'heading' && focused.kind !== 'note');
  assert.equal(new Set(rows.map((row) => row.id)).size, rows.length, 'row ids are unique');
  if (focused?.kind === 'text')
    assert.ok((focused.cursor ?? -1) >= 0 && (focused.cursor ?? 0) <= focused.value.length);
  assert.ok(notices.length <= 3 && hints.length > 0 && stepNumber >= 1 && stepNumber <= screen.stepCount);
  assert.ok(!JSON.stringify(screen).includes(TOKEN), 'the token is never drawn');
}

test('machine: any keys and events leave something to draw, and only Enter in the review writes', () => {
  fc.assert(
    fc.property(anyStart, fc.array(anyMessage, {maxLength: 60}), (start, messages) => {
      const opened = openWizard({
        ...start,
        know: domainKnowledge,
        today: {year: 2026, month: 11},
        starts: {presets: [{name: 'x', description: '', origin: 'yours'}]},
        secrets: {delegateToken: TOKEN},
        recent: {'delegate.name': ['one', 'two']},
      });
      let [state] = opened;
      for (const entry of messages) {
        const message = entry === 'compare' ? compared(state) : entry;
        const [next, effects] = update(state, message);
        const isEnterInReview =
          message.type === 'key' &&
          message.key.name === 'enter' &&
          state.step === 'review' &&
          state.review.comparisons !== undefined &&
          !state.panel &&
          !state.overlay;
        if (effects.some((effect: Effect) => effect.type === 'write')) assert.ok(isEnterInReview);
        assert.ok(!JSON.stringify(next.answers).includes(TOKEN));
        state = next;
        assertDrawable(view(state));
      }
    }),
    {numRuns: 60},
  );
});

test('machine: going back and forward loses no answer', () => {
  fc.assert(
    fc.property(
      fc.array(anyKey, {maxLength: 40}),
      fc.array(fc.constantFrom<KeyName>('escape', 'enter'), {maxLength: 12}),
      (keys, walk) => {
        const press = (state: WizardState, key: Key) => update(state, {type: 'key', key})[0];
        const [opened] = openWizard({
          layers: {preset: COMPLETE},
          isGiven: true,
          know: domainKnowledge,
          today: {year: 2026, month: 11},
          starts: {presets: []},
        });
        const answered = keys.reduce(press, opened);
        const {overlay: _overlay, panel: _panel, ...plain} = answered;
        const settled: WizardState = {...plain, filter: {text: '', editing: false}};
        // Enter picks a version, a start or an unfolding only where such a row has the focus; back never lands on one.
        const walked = walk.reduce(
          (state, name) =>
            state.busy ||
            (state.step === 'start' &&
              name === 'enter' &&
              view(state).rows[view(state).focus]?.id !== 'continue')
              ? state
              : press(state, {name}),
          settled,
        );
        assert.deepEqual(walked.answers, settled.answers);
        assert.deepEqual(walked.secrets, settled.secrets);
      },
    ),
    {numRuns: 60},
  );
});

test('machine: Esc alone never ends anything and never asks for anything but a look at the disk', () => {
  fc.assert(
    fc.property(fc.array(anyKey, {maxLength: 30}), (keys) => {
      const [opened] = openWizard({
        layers: {preset: COMPLETE},
        isGiven: true,
        know: domainKnowledge,
        today: {year: 2026, month: 11},
        starts: {presets: []},
      });
      let state = keys.reduce<WizardState>((state, key) => update(state, {type: 'key', key})[0], opened);
      for (let presses = 0; presses < 12; presses++) {
        const [next, effects] = update(state, {type: 'key', key: {name: 'escape'}});
        assert.deepEqual(
          effects.filter((effect) => effect.type !== 'compare'),
          [],
        );
        assert.deepEqual(next.answers, state.answers);
        state = next;
      }
      assert.equal(state.outcome, undefined);
    }),
    {numRuns: 40},
  );
});
