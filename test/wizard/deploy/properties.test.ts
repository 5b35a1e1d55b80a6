import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {DeployEvent, DeployOutcome} from '../../../src/domain/deploy/events.ts';
import type {DeployMessage, Question} from '../../../src/wizard/deploy/effects.ts';
import {openDeploy} from '../../../src/wizard/deploy/open-deploy.ts';
import type {DeployState} from '../../../src/wizard/deploy/state.ts';
import {deployUpdate} from '../../../src/wizard/deploy/update.ts';
import {deployView} from '../../../src/wizard/deploy/view.ts';
import type {Key, KeyName} from '../../../src/wizard/keys.ts';
import type {Screen} from '../../../src/wizard/screen.ts';
import {
  APPLY,
  CRONJOB,
  DEPLOYMENT,
  JOB,
  PREFLIGHT,
  TARGET,
  completeView,
  doomedView,
  ended,
  finding,
  pod,
  view,
} from '../../helpers/deploy-samples.ts';
import {CHOICES} from './deploy-machine.ts';

const NAMES: readonly KeyName[] = [
  'enter',
  'escape',
  'up',
  'down',
  'page down',
  'home',
  'backspace',
  'ctrl+u',
  'ctrl+g',
  'ctrl+p',
  'ctrl+c',
];
const anyKey: fc.Arbitrary<Key> = fc.oneof(
  {weight: 3, arbitrary: fc.constantFrom(...NAMES).map((name): Key => ({name}))},
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(...Array.from('yynkudlecr?j prod-east'))
      .map((text): Key => ({name: 'text', text})),
  },
);

const anyPaste = fc.constantFrom('prod-east', 'y', 'x').map((text): Key => ({name: 'paste', text}));

const OUTCOMES: readonly DeployOutcome[] = [
  'complete',
  'refused',
  'declined',
  'not-applied',
  'partial',
  'failed',
  'lost',
  'superseded',
  'undone',
  'undone-in-part',
  'detached',
  'cancelled',
];
const text = fc.oneof(
  fc.string({maxLength: 80}),
  fc.constantFrom('', 'two\nlines', '\u001b[31mred\u202e', '道具箱'),
);
const severity = fc.constantFrom('F', 'L', 'T', 'W' as const);
const anyView = fc
  .record({
    base: fc.constantFrom(view(), doomedView, completeView),
    rows: fc.array(
      fc.record({
        uid: fc.string({maxLength: 3}),
        word: text,
        line: text,
        severity: fc.option(severity, {nil: undefined}),
      }),
      {maxLength: 8},
    ),
    findings: fc.array(fc.record({title: text, cause: text, next: text, evidence: text, severity}), {
      maxLength: 5,
    }),
    moreRows: fc.nat(5000),
    revision: fc.constantFrom('', '1', '12'),
  })
  .map(({base, rows, findings, ...others}) => ({
    ...base,
    ...others,
    rows: rows.map((row, index) => pod({...row, uid: `${row.uid}${index}`})),
    findings: findings.map((parts, index) => finding({...parts, key: String(index), pod: undefined})),
  }));

const anyEvent: fc.Arbitrary<DeployEvent> = fc.oneof(
  fc.constantFrom(...PREFLIGHT, ...APPLY),
  fc.record({type: fc.constant('rollout' as const), view: anyView, afterMs: fc.nat(9_000_000)}),
  fc.constantFrom(...OUTCOMES).map((outcome) => ended({outcome}, 6)),
  fc.constantFrom<DeployEvent>(
    {type: 'object', ref: CRONJOB, outcome: 'unknown', done: 2, of: 3, reason: 'no word'},
    {type: 'conflict', ref: DEPLOYMENT, conflicts: [{field: '.spec', manager: 'x'}]},
    {type: 'log', pod: 'custom-del-7d9f8c6b5-x2k8p', container: 'delegate', previous: true, lines: ['a']},
    {type: 'settling', forMs: 30_000},
    {type: 'registered', state: 'failed', reason: 'Wrong token.', next: 'Mend it.'},
    {type: 'after', id: 'image', state: 'unknown', text: 'Not known.'},
    {type: 'undo', ref: DEPLOYMENT, outcome: 'failed', reason: 'no'},
    {type: 'notice', level: 'warning', text: 'Careful.', next: 'Look.'},
  ),
);
const anyQuestion = fc.constantFrom<Question>(
  {kind: 'confirm', target: TARGET, changes: [], conflicts: []},
  {kind: 'confirm', target: TARGET, changes: [], conflicts: [], mustType: 'prod-east'},
  {
    kind: 'take-over',
    target: TARGET,
    conflicts: [{ref: DEPLOYMENT, conflicts: [{field: '.spec', manager: 'x'}]}],
  },
  {
    kind: 'undo',
    target: TARGET,
    restore: [DEPLOYMENT],
    remove: [CRONJOB],
    keep: [{ref: DEPLOYMENT, why: 'so'}],
  },
  {kind: 'login', message: 'Log in.', next: 'Now.', program: '/k', args: [], env: {}},
);
const anyMessage: fc.Arbitrary<DeployMessage> = fc.oneof(
  {weight: 8, arbitrary: anyKey.map((key): DeployMessage => ({type: 'key', key}))},
  {weight: 1, arbitrary: anyPaste.map((key): DeployMessage => ({type: 'key', key}))},
  {
    weight: 5,
    arbitrary: fc
      .record({run: fc.integer({min: 1, max: 4}), event: anyEvent})
      .map((parts): DeployMessage => ({type: 'event', ...parts})),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({run: fc.integer({min: 1, max: 4}), question: anyQuestion})
      .map((parts): DeployMessage => ({type: 'question', ...parts})),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<DeployMessage>(
      {type: 'contexts', choices: CHOICES, notices: ['odd']},
      {type: 'contexts', choices: [], notices: []},
      {type: 'failed', where: 'list-contexts', message: 'No.'},
      {type: 'failed', where: 'run', run: 1, message: 'No.', next: ['Yes.']},
      {type: 'failed', where: 'read-log', run: 1, message: 'No.'},
      {type: 'log-read', run: 1, pod: 'custom-del-7d9f8c6b5-x2k8p', lines: []},
    ),
  },
);

function assertDrawable(screen: Screen): void {
  const {rows, focus, hints, notices} = screen;
  assert.ok(focus >= -1 && focus < rows.length);
  const focused = rows[focus];
  if (focused) assert.ok(focused.kind !== 'heading' && focused.kind !== 'note');
  assert.equal(new Set(rows.map((row) => row.id)).size, rows.length, 'row ids are unique');
  assert.ok(notices.length <= 2 && hints.length > 0);
}

/** Drives the machine; whatever the messages, every state can be drawn. */
function drive(
  start: DeployState,
  messages: readonly DeployMessage[],
  look: (before: DeployState, message: DeployMessage, after: ReturnType<typeof deployUpdate>) => void,
): DeployState {
  let state = start;
  for (const message of messages) {
    const result = deployUpdate(state, message);
    look(state, message, result);
    [state] = result;
    assertDrawable(deployView(state));
  }
  return state;
}

const anyStart = fc.constantFrom(
  openDeploy({job: JOB})[0],
  openDeploy({job: JOB, context: 'x'})[0],
  openDeploy({job: {...JOB, kind: 'watch'}})[0],
  openDeploy({job: {...JOB, kind: 'undo', name: ''}})[0],
);

test('deploy machine: any keys and events leave something to draw, and consent comes from its own key alone', () => {
  fc.assert(
    fc.property(anyStart, fc.array(anyMessage, {maxLength: 60}), (start, messages) => {
      drive(start, messages, (before, message, [, effects]) => {
        for (const effect of effects) {
          if (effect.type !== 'answer' || !effect.yes) continue;
          assert.ok(message.type === 'key' && before.asking !== undefined && before.panel === undefined);
          const {asking} = before;
          const mustType = asking.kind === 'confirm' ? asking.mustType : undefined;
          if (mustType === undefined) assert.deepEqual(message.key, {name: 'text', text: 'y'});
          else assert.deepEqual([message.key.name, before.typed.text], ['enter', mustType]);
        }
      });
    }),
    {numRuns: 200},
  );
});

test('deploy machine: Ctrl+C, pressed often enough, always leaves', () => {
  fc.assert(
    fc.property(anyStart, fc.array(anyMessage, {maxLength: 40}), (start, messages) => {
      let state = drive(start, messages, () => undefined);
      for (let presses = 0; presses < 6; presses++)
        [state] = deployUpdate(state, {type: 'key', key: {name: 'ctrl+c'}});
      assert.notEqual(state.outcome, undefined);
    }),
    {numRuns: 100},
  );
});

test('deploy machine: Esc alone never applies, never undoes, never hands the terminal over', () => {
  fc.assert(
    fc.property(anyStart, fc.array(anyMessage, {maxLength: 40}), (start, messages) => {
      let state = drive(start, messages, () => undefined);
      for (let presses = 0; presses < 8; presses++) {
        const [next, effects] = deployUpdate(state, {type: 'key', key: {name: 'escape'}});
        for (const effect of effects) {
          assert.ok(['answer', 'stop', 'exit', 'list-contexts'].includes(effect.type), effect.type);
          if (effect.type === 'answer') assert.equal(effect.yes, false);
        }
        state = next;
      }
    }),
    {numRuns: 100},
  );
});

test('deploy machine: a tick that brings nothing new draws the very same screen', () => {
  fc.assert(
    fc.property(anyView, fc.nat(900_000), (sample, afterMs) => {
      let [state] = openDeploy({job: {...JOB, kind: 'watch'}});
      const tick = (ms: number) => {
        [state] = deployUpdate(state, {
          type: 'event',
          run: 1,
          event: {type: 'rollout', view: structuredClone(sample), afterMs: ms},
        });
        return deployView(state);
      };
      const second = Math.floor(afterMs / 1000) * 1000;
      assert.deepEqual(tick(second + 900), tick(second));
    }),
  );
});
