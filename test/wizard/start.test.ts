import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Starts} from '../../src/wizard/state.ts';
import {domainKnowledge} from '../../src/wizard/domain-knowledge.ts';
import {startDetail} from '../../src/wizard/summary.ts';
import {machine} from './machine.ts';

const STARTS: Starts = {
  last: {answers: {tools: ['oc'], delegate: {name: 'last-one'}}, detail: '1 tool · OpenShift'},
  presets: [
    {name: 'terraform', description: 'Terraform steps', origin: 'built-in'},
    {name: 'team', description: '', origin: 'yours'},
  ],
};
const begin = () =>
  machine({
    starts: STARTS,
    layers: {preferences: {delegate: {accountId: 'mine'}}, flags: {delegate: {namespace: 'from-flag'}}},
  });

test('start: lists what to start from', () => {
  const {screen} = begin();
  assert.deepEqual(
    screen().rows.map((row) => `${row.kind} ${row.label} ${row.detail ?? ''}`.trim()),
    [
      'choose Last time 1 tool · OpenShift',
      'choose terraform Terraform steps',
      'choose team yours',
      'choose Nothing answer every question yourself',
      'choose An existing manifest edit the file that installs yours today',
    ],
  );
  assert.equal(screen().summary, '');
  assert.equal(screen().stepNumber, 1);
});

test('start: last time lies between preferences and flags', () => {
  const m = begin();
  m.read('\r');
  assert.equal(m.screen().step, 'tools');
  assert.equal(m.state().answers.delegate?.name, 'last-one');
  assert.equal(m.state().answers.delegate?.accountId, 'mine');
  assert.equal(m.state().answers.delegate?.namespace, 'from-flag');
  assert.deepEqual(m.effects, []);
});

test('start: two downs and Enter in one read choose the third row', () => {
  const m = begin();
  m.keys('down', 'down', 'enter');
  assert.deepEqual(m.effects, [{type: 'load-preset', name: 'team'}]);
  assert.equal(m.screen().busy, 'Reading the preset…');
});

test('start: jj and Enter in one read choose the third row', () => {
  const m = begin();
  m.read('jj\r');
  assert.deepEqual(m.effects, [{type: 'load-preset', name: 'team'}]);
});

test('start: while a preset is read only Ctrl+C is heard', () => {
  const m = begin();
  m.read('j\r');
  m.read('\rjk?');
  assert.equal(m.effects.length, 1);
  assert.deepEqual(m.screen().hints, [{keys: 'ctrl+c', label: 'leave'}]);
  m.read('\u0003');
  assert.deepEqual(m.effects.at(-1), {type: 'exit', outcome: {kind: 'cancelled'}});
});

test('start: a loaded preset goes on to the tools, whatever is in it', () => {
  const m = begin();
  m.read('j\r');
  m.send({
    type: 'preset-loaded',
    name: 'terraform',
    answers: {tools: 5, base: 'no', delegate: {name: 7}} as object,
  });
  assert.equal(m.screen().step, 'tools');
  assert.equal(m.state().answers.delegate?.accountId, 'mine');
});

test('start: a preset that cannot be read is told with what to do', () => {
  const m = begin();
  m.read('j\r');
  m.send({type: 'failed', where: 'load-preset', message: 'No such preset.', next: ['Choose another one.']});
  assert.equal(m.screen().busy, undefined);
  assert.deepEqual(m.screen().notices, [{severity: 'error', message: 'No such preset. Choose another one.'}]);
  m.read('j');
  assert.deepEqual(m.screen().notices, []);
});

test('start: back to it keeps the answers, and Enter goes on with them', () => {
  const m = begin();
  m.read('\r');
  m.read('b');
  m.keys('down');
  m.read('9');
  m.keys('escape', 'escape');
  assert.equal(m.screen().step, 'start');
  assert.equal(m.focused()?.id, 'continue');
  const {answers} = m.state();
  m.read('\r');
  assert.equal(m.screen().step, 'tools');
  assert.equal(m.state().answers, answers);
});

test('start: another choice later starts over', () => {
  const m = begin();
  m.read('\r');
  m.keys('escape');
  m.focus('nothing');
  m.read('\r');
  assert.equal(m.state().answers.delegate?.name, 'custom-del');
});

test('start: Esc does nothing', () => {
  const m = begin();
  m.keys('escape', 'escape');
  assert.equal(m.screen().step, 'start');
  assert.deepEqual(m.effects, []);
});

const OPENINGS: readonly (readonly [what: string, preset: object, step: string, focus: string])[] = [
  [
    'everything answered',
    {image: {repository: 'acme/x'}, delegate: {accountId: 'a', managerUrl: 'https://app.harness.io'}},
    'review',
    'file:Dockerfile',
  ],
  [
    'no repository',
    {delegate: {accountId: 'a', managerUrl: 'https://app.harness.io'}},
    'image',
    'image.repository',
  ],
  [
    'a wrong proxy port behind more…',
    {
      image: {repository: 'acme/x'},
      delegate: {accountId: 'a', managerUrl: 'https://app.harness.io', proxy: {host: 'proxy', port: 'x'}},
    },
    'delegate',
    'delegate.proxy.port',
  ],
  ['a wrong base version', {base: {version: 'new'}}, 'tools', 'base.version'],
  ['an unknown tool', {tools: ['kubectll']}, 'tools', 'tool:kubectll'],
  ['an unknown feature', {features: ['magic']}, 'tools', 'feature:magic'],
];
for (const [what, preset, step, focus] of OPENINGS) {
  test(`start: with ${what} the wizard opens at ${step}`, () => {
    const m = machine({layers: {preset}, isGiven: true});
    assert.equal(m.screen().step, step);
    assert.equal(m.focused()?.id, focus);
  });
}

test('start: what the wizard opens with is said once', () => {
  const m = machine({notice: 'Two remembered answers were left out.'});
  assert.deepEqual(m.screen().notices, [
    {severity: 'notice', message: 'Two remembered answers were left out.'},
  ]);
});

test('start: last time is told in one line, with a day where there is one', () => {
  const answers = {
    tools: ['kubectl', 'kubectl@1.33.1', 'helm'],
    image: {registry: 'ecr' as const},
    cluster: {type: 'openshift' as const},
  };
  assert.equal(
    startDetail({know: domainKnowledge, answers, day: '2026-11-02'}),
    '2 tools · Amazon ECR · OpenShift · 2 Nov',
  );
  assert.equal(
    startDetail({know: domainKnowledge, answers, day: 'soon'}),
    '2 tools · Amazon ECR · OpenShift',
  );
});
