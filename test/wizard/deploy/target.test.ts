import assert from 'node:assert/strict';
import {test} from 'node:test';
import {JOB, PREFLIGHT, TARGET, ended} from '../../helpers/deploy-samples.ts';
import {CHOICES, atConfirm, atTarget, deployMachine} from './deploy-machine.ts';

test('target: asks kubectl at once, and the list always ends with the practice cluster', () => {
  const m = deployMachine();
  assert.deepEqual(m.took(), [{type: 'list-contexts'}]);
  assert.equal(m.screen().busy, 'Asking kubectl…');
  m.keys('enter');
  assert.deepEqual(m.took(), [], 'nothing can be chosen before the list is there');
  m.send({
    type: 'contexts',
    choices: [{context: 'a', server: 's', namespace: 'n', current: true}],
    notices: ['odd'],
  });
  assert.deepEqual(
    m.screen().rows.map(({label}) => label),
    ['a', 'practice', 'odd', 'Esc leaves: nothing is applied, and the files stay.'],
  );
  assert.equal(m.focused()?.label, 'a');
  assert.match(m.screen().rows[1]?.detail ?? '', /pretend/);
});

test('target: a known target starts the checks; Esc goes to the list from there, and only then out', () => {
  const m = deployMachine({context: 'staging'});
  assert.deepEqual(m.took(), [{type: 'deploy', run: 1, context: 'staging'}]);
  assert.equal(m.screen().step, 'preflight');
  m.keys('escape');
  assert.deepEqual(m.took(), [{type: 'stop', run: 1, how: 'leave'}, {type: 'list-contexts'}]);
  m.send({type: 'contexts', choices: CHOICES, notices: []});
  assert.match(m.hints(), /esc leave/);
  m.keys('escape');
  assert.deepEqual(m.took(), [{type: 'exit', outcome: {by: 'back', hadBegun: false}}]);
});

test('target: with the wizard before it, Esc goes back to the review, and every word says so', () => {
  const m = atTarget({job: {...JOB, hasReview: true}});
  assert.match(m.hints(), /esc back/);
  assert.match(m.screen().rows.at(-1)?.label ?? '', /^Esc goes back to the review, with all your answers/);
  m.keys('escape');
  assert.deepEqual(m.took(), [{type: 'exit', outcome: {by: 'back', hadBegun: false}}]);
});

const SCENARIOS = [
  {name: 'ok', says: 'All is well.'},
  {name: 'crash-loop', says: 'It crashes.'},
];

test('practice: what is played is chosen from a list, the usual one first', () => {
  const m = deployMachine({practice: true, scenarios: SCENARIOS});
  assert.deepEqual(m.took(), [], 'no cluster of the user is looked for');
  assert.deepEqual(
    m.screen().rows.map(({label, detail}) => [label, detail]),
    SCENARIOS.map(({name, says}) => [name, says]),
  );
  assert.equal(m.focused()?.label, 'ok');
  assert.equal(m.hints(), '↑↓ move  enter choose  esc back  ? help');
  m.keys('down');
  m.keys('enter');
  assert.deepEqual(m.took(), [{type: 'deploy', run: 1, scenario: 'crash-loop'}]);
  m.keys('escape');
  assert.deepEqual(m.took(), [{type: 'stop', run: 1, how: 'leave'}]);
  assert.equal(m.focused()?.label, 'crash-loop');
  m.keys('escape');
  assert.deepEqual(m.took(), [{type: 'list-contexts'}]);
  m.send({type: 'contexts', choices: CHOICES, notices: []});
  assert.equal(m.focused()?.label, 'practice');
  m.keys('enter');
  assert.equal(m.focused()?.label, 'crash-loop', 'the list of clusters leads to that of scenarios');
});

test('practice: a scenario that was named is played at once, and has the focus after that', () => {
  const m = deployMachine({practice: true, scenario: 'crash-loop', scenarios: SCENARIOS});
  assert.deepEqual(m.took(), [{type: 'deploy', run: 1, scenario: 'crash-loop'}]);
  m.keys('escape');
  assert.equal(m.focused()?.label, 'crash-loop');
});

for (const kind of ['watch', 'undo'] as const) {
  test(`target: ${kind} starts at the rollout and asks for no target`, () => {
    const m = deployMachine({job: {...JOB, kind}});
    assert.deepEqual(m.took(), [{type: kind, run: 1}]);
    assert.equal(m.screen().step, 'rollout');
  });
}

test('target: keys glued together choose the row they moved to, and nothing after it', () => {
  const m = atTarget();
  m.keys('down', 'enter', 'enter', 'down', 'enter');
  assert.deepEqual(m.took(), [{type: 'deploy', run: 1, context: 'staging'}]);
  assert.equal(m.state().step, 'preflight');
  assert.match(m.screen().question, /staging/);
});

test('target: without kubectl it says how to get it; r asks again, practice cannot be chosen away', () => {
  const m = deployMachine();
  m.took();
  m.send({
    type: 'failed',
    where: 'list-contexts',
    message: 'kubectl is not installed.',
    next: ['Install kubectl: https://x'],
  });
  assert.deepEqual(
    m.screen().rows.map(({label}) => label),
    [
      'kubectl is not installed.',
      'Install kubectl: https://x',
      'practice',
      'Esc leaves: nothing is applied, and the files stay.',
    ],
  );
  m.read('r');
  assert.deepEqual(m.took(), [{type: 'list-contexts'}]);
  assert.equal(m.screen().busy, 'Asking kubectl…');
});

test('target: Esc and Ctrl+C leave with nothing applied', () => {
  for (const [key, by] of [
    ['escape', 'back'],
    ['ctrl+c', 'ctrl+c'],
  ] as const) {
    const m = atTarget();
    m.keys(key);
    assert.deepEqual(m.took(), [{type: 'exit', outcome: {by, hadBegun: false}}]);
  }
});

test('preflight: checks come line by line, worst first once all are there', () => {
  const m = atTarget();
  m.keys('enter');
  m.events(...PREFLIGHT.slice(0, 3));
  assert.deepEqual(
    m.screen().rows.map(({label}) => label),
    ['kubectl 1.33.1, server 1.32.4', 'namespace exists', 'looking'],
  );
  const asked = atConfirm();
  const [worst] = asked.screen().rows;
  assert.equal(worst?.kind === 'result' && worst.state, 'warning');
  assert.match(worst?.detail ?? '', /Ask for/);
  assert.match(asked.screen().status?.[0]?.text ?? '', /change Deployment custom-del · 1 unchanged/);
});

test('preflight: looking anew after a login begins with an empty list', () => {
  const m = atTarget();
  m.keys('enter');
  m.events(...PREFLIGHT, ...PREFLIGHT.slice(0, 2));
  assert.equal(m.state().run?.checks.length, 1);
  assert.equal(m.state().run?.changes.length, 0);
});

test('preflight: y applies and nothing else does, however fast it is pressed', () => {
  const m = atConfirm();
  m.keys('enter');
  m.read('n');
  assert.deepEqual(m.took(), []);
  m.read('yyyud');
  assert.deepEqual(m.took(), [], 'keys in a burst are no consent');
  m.read('y');
  assert.deepEqual(m.took(), [{type: 'answer', run: 1, yes: true}]);
  assert.equal(m.state().step, 'rollout');
});

test('preflight: y before the question is no answer', () => {
  const m = atTarget();
  m.keys('enter');
  m.events(...PREFLIGHT);
  m.took();
  m.read('y');
  assert.deepEqual(m.took(), []);
});

test('preflight: a refusal stays to be read; r looks again, Esc goes back to the list', () => {
  const m = atTarget();
  m.keys('enter');
  m.events(
    PREFLIGHT[0]!,
    {type: 'check', id: 'namespace', state: 'fail', text: 'The namespace is going away.', next: 'Wait.'},
    ended({outcome: 'refused', sentence: 'Nothing was changed.', objects: undefined}, 3),
  );
  assert.equal(m.screen().verdict?.tone, 'error');
  assert.equal(m.screen().step, 'preflight');
  m.took();
  m.read('r');
  assert.deepEqual(m.took(), [{type: 'deploy', run: 2, context: 'prod-east'}]);
  m.keys('escape');
  assert.deepEqual(m.took(), [{type: 'stop', run: 2, how: 'leave'}]);
  assert.equal(m.screen().step, 'target');
});

test('preflight: news of a run that was left are not heard', () => {
  const m = atTarget();
  m.keys('enter');
  m.keys('escape');
  m.took();
  m.send({type: 'question', run: 1, question: {kind: 'confirm', target: TARGET, changes: [], conflicts: []}});
  m.send({type: 'event', run: 1, event: ended()});
  assert.deepEqual(m.took(), []);
  assert.equal(m.screen().step, 'target');
});

const typing = (): ReturnType<typeof atConfirm> => atConfirm('prod-east');

test('typing: the name is held against what is typed, character by character', () => {
  const m = typing();
  m.read('prod-east');
  assert.equal(m.focused()?.problem, undefined);
  m.keys('backspace');
  m.read('x');
  assert.match(m.focused()?.problem?.message ?? '', /goes on with "t"/);
  m.keys('enter');
  assert.deepEqual(m.took(), []);
  m.keys('backspace');
  m.read('tt');
  assert.match(m.focused()?.problem?.message ?? '', /ends there/);
  m.keys('backspace');
  m.keys('enter');
  assert.deepEqual(m.took(), [{type: 'answer', run: 1, yes: true}]);
});

test('typing: letters of other keys are text, and Enter on half a name changes nothing', () => {
  const m = typing();
  m.read('py?crq ');
  assert.equal(m.state().typed.text, 'py?crq ');
  m.keys('ctrl+u');
  m.read('prod');
  m.keys('enter');
  assert.deepEqual(m.took(), []);
  assert.match(m.screen().notices[0]?.message ?? '', /last character/);
});

test('typing: a name that was pasted, or came in a burst with Enter, waits for an Enter of its own', () => {
  const m = typing();
  m.read('prod-east\rprod-east\ry');
  assert.deepEqual(m.took(), []);
  m.keys('ctrl+u');
  m.send({type: 'key', key: {name: 'paste', text: 'prod-east'}});
  assert.deepEqual(m.took(), []);
  m.keys('enter');
  assert.deepEqual(m.took(), [{type: 'answer', run: 1, yes: true}]);
});

test('typing: Esc goes back and answers no', () => {
  const m = typing();
  m.read('prod');
  m.keys('escape');
  assert.deepEqual(m.took(), [
    {type: 'answer', run: 1, yes: false},
    {type: 'stop', run: 1, how: 'leave'},
  ]);
  assert.equal(m.screen().step, 'target');
  assert.equal(m.state().typed.text, 'prod');
  m.keys('enter');
  assert.equal(m.state().typed.text, '');
});

test('typing: what cannot be read cannot be asked for; the whole name stands on the screen', () => {
  const m = atConfirm('arn:aws:eks:eu:1:cluster/prod\u202e\u001b[31m');
  const name = m.screen().rows.find(({id}) => id === 'name')?.label ?? '';
  assert.match(name, /arn:aws:eks:eu:1:cluster\/prod/);
  assert.ok(!/[\u001b\u202e]/.test(name));
});

test('panels: changes with masks, details of a check; Esc closes and nothing else', () => {
  const m = atConfirm();
  m.read('c');
  assert.match(m.screen().panel?.title ?? '', /masked/);
  assert.deepEqual(
    m.screen().panel?.lines.map(({text}) => text),
    [
      'Deployment custom-del: changed',
      '-    image: acme/delegate:1',
      '+    image: acme/delegate:2',
      '',
      'CronJob custom-del-upgrader: unchanged',
    ],
  );
  m.keys('escape');
  assert.equal(m.screen().panel, undefined);
  m.read(' ');
  assert.deepEqual(
    m.screen().panel?.lines.map(({text}) => text),
    ['get events: no', 'list events: no'],
  );
  m.keys('enter');
  assert.equal(m.screen().panel, undefined);
  assert.deepEqual(m.took(), []);
});
