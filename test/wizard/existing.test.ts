import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {FileComparison} from '../../src/domain/events.ts';
import type {Effect} from '../../src/wizard/effects.ts';
import type {OpenInput} from '../../src/wizard/open-wizard.ts';
import {patchProblems} from '../../src/wizard/patch-panel.ts';
import type {FileRow} from '../../src/wizard/screen.ts';
import {autoscaler, deployment, join, SEED_MANIFEST, TOKEN} from '../helpers/patch-manifests.ts';
import {machine, type Machine} from './machine.ts';

const PATH = 'harness-delegate.yaml';
const FLAGS = {flags: {delegate: {accountId: 'abc123'}}};

/** The overlay that asks for the file. */
function atFile(): Machine {
  const m = machine({layers: FLAGS});
  m.focus('existing');
  m.keys('enter');
  return m;
}

/** At the tools, with the answers of a file. */
const opened = (text = SEED_MANIFEST, input: Partial<OpenInput> = {}): Machine =>
  machine({layers: FLAGS, existing: {path: PATH, text}, ...input});

const toReview = (m: Machine): Machine => {
  for (let step = 0; step < 4; step++) m.keys('enter');
  assert.equal(m.screen().step, 'review');
  return m;
};

const compare = (m: Machine, own: Partial<FileComparison> = {}): void => {
  const {plan, ask} = m.state().review;
  const others = (plan?.files ?? []).map(({path, role}) => ({path, role, state: 'new'}) as const);
  m.send({
    type: 'compared',
    ask,
    comparisons: [{path: PATH, role: 'manifest', state: 'changed', ...own}, ...others],
  });
};

const writes = (m: Machine) =>
  m.effects.filter((effect): effect is Extract<Effect, {type: 'write'}> => effect.type === 'write');
const fileRow = (m: Machine, path: string): FileRow => m.row(`file:${path}`) as FileRow;
const problemOf = (m: Machine): string => m.row('existing-path').problem?.message ?? '';

test('existing: the start asks for a path, reads the file, and goes on with its answers', () => {
  const m = atFile();
  assert.equal(m.screen().overlay, 'Start from an existing manifest');
  m.read(`${PATH}\r`);
  assert.deepEqual(m.effects, [{type: 'load-manifest', path: PATH}]);
  assert.equal(m.screen().busy, 'Reading the file…');
  m.send({type: 'manifest-loaded', path: PATH, text: SEED_MANIFEST});
  assert.equal(m.screen().step, 'tools');
  assert.equal(m.screen().overlay, undefined);
  assert.equal(m.state().answers.delegate?.name, 'custom-del');
  assert.match(m.screen().notices[0]?.message ?? '', /filled from harness-delegate\.yaml: custom-del in /);
});

test('existing: Esc closes the question and keeps what was typed', () => {
  const m = atFile();
  m.read('some');
  m.keys('escape');
  assert.equal(m.screen().overlay, undefined);
  assert.equal(m.screen().step, 'start');
  assert.equal(m.state().begun, false);
  m.keys('enter');
  assert.equal((m.row('existing-path') as {value?: string}).value, 'some');
});

test('existing: an empty path is asked for, and nothing is read', () => {
  const m = atFile();
  m.keys('enter');
  assert.match(m.screen().notices[0]?.message ?? '', /^Type the path/);
  assert.deepEqual(m.effects, []);
});

test('existing: a file that cannot be read is told under its name, until that changes', () => {
  const m = atFile();
  m.read('nope.yaml\r');
  m.send({type: 'failed', where: 'load-manifest', message: 'nope.yaml does not exist.', next: ['Give one.']});
  assert.equal(problemOf(m), 'nope.yaml does not exist. Give one.');
  assert.equal(m.screen().busy, undefined);
  assert.equal((m.row('existing-path') as {value?: string}).value, 'nope.yaml');
  m.read('x');
  assert.equal(problemOf(m), '');
});

const FOREIGN: readonly (readonly [what: string, text: string, says: RegExp])[] = [
  ['an unrelated manifest', 'apiVersion: v1\nkind: Service\nmetadata: {name: x}\n', /holds no delegate/],
  ['an empty file', '', /holds nothing/],
  ['a file that is no YAML', 'a: [', /is not valid YAML/],
];
for (const [what, text, says] of FOREIGN) {
  test(`existing: ${what} is told in the overlay, and nothing is lost`, () => {
    const m = machine({layers: FLAGS});
    m.keys('enter');
    const {answers} = m.state();
    m.keys('escape');
    m.focus('existing');
    m.keys('enter');
    m.read(`${PATH}\r`);
    m.send({type: 'manifest-loaded', path: PATH, text});
    assert.match(problemOf(m), says);
    assert.equal(m.state().answers, answers);
    assert.equal(m.state().existing, undefined);
  });
}

test('existing: of several delegates one is chosen by name', () => {
  const m = atFile();
  m.read(`${PATH}\r`);
  const text = join(deployment({name: 'east'}), deployment({name: 'west'}));
  m.send({type: 'manifest-loaded', path: PATH, text});
  assert.deepEqual(
    m
      .screen()
      .rows.filter(({kind}) => kind === 'choose')
      .map(({label}) => label),
    ['east', 'west'],
  );
  assert.equal(m.focused()?.label, 'east');
  m.keys('down', 'enter');
  assert.equal(m.screen().step, 'tools');
  assert.equal(m.state().answers.delegate?.name, 'west');
});

test('existing: the command line opens a file at the tools, and several delegates are asked first', () => {
  assert.equal(opened().screen().step, 'tools');
  const several = opened(join(deployment({name: 'east'}), deployment({name: 'west'})), {isGiven: true});
  assert.equal(several.screen().overlay, 'Start from an existing manifest');
  assert.equal(several.screen().step, 'start');
});

test('existing: with flags too the wizard opens where something is open, else at the review', () => {
  assert.equal(opened(SEED_MANIFEST, {isGiven: true}).screen().step, 'review');
  const open = opened(SEED_MANIFEST, {isGiven: true, layers: {}});
  assert.equal(open.screen().step, 'delegate');
  assert.equal(open.focused()?.id, 'delegate.accountId');
});

test('existing: a flag against what the file alone says is told', () => {
  const m = opened(SEED_MANIFEST, {layers: {flags: {delegate: {name: 'other'}}}});
  assert.match(m.screen().notices[0]?.message ?? '', /^delegate\.name of the command line does not count/);
  assert.equal(m.screen().notices[0]?.severity, 'warning');
});

test('existing: the delegate step asks what an edit can change, and tells the rest', () => {
  const m = opened();
  for (let step = 0; step < 3; step++) m.keys('enter');
  assert.deepEqual(
    m.screen().rows.map(({id}) => id),
    [
      'existing-file',
      'delegate.token.from',
      'delegate.replicas',
      'delegate.cpu',
      'delegate.memory',
      'delegate.securityContext',
      'existing-rest',
    ].toSpliced(1, 0, 'delegate.accountId'),
  );
  assert.equal(m.row('delegate.replicas').detail, 'as in the file');
  m.focus('delegate.replicas');
  m.keys('backspace');
  m.read('3');
  assert.equal(m.row('delegate.replicas').detail, '1 in the file');
});

const FIXABLE = join(
  deployment({
    name: 'west',
    selector: '  selector:\n    matchLabels:\n      harness.io/name: delegate\n',
  }).replace('        harness.io/name: west', '        harness.io/name: delegate'),
  autoscaler({name: 'west-hpa', target: 'kubernetes-delegate'}),
);
const editCodes = (m: Machine) => m.state().review.plan?.patch?.edits.map(({code}) => code) ?? [];
const told = (m: Machine) =>
  patchProblems(m.state().review.plan?.patch ?? assert.fail()).map(({message}) => message);

test('existing: selector and autoscaler are changed only by consent, given in the delegate step', () => {
  const m = opened(FIXABLE, {layers: {flags: {image: {repository: 'acme/own', tag: '7'}}}});
  toReview(m);
  assert.ok(!editCodes(m).some((code) => /selector|autoscaler/.test(code)));
  assert.match(told(m).join('\n'), /“Autoscaler” in the step before[^]*“Selector” in the step before/);
  assert.doesNotMatch(told(m).join('\n'), /--fix/);
  m.keys('escape');
  for (const [id, detail] of [
    ['existing:fixSelector', /a Deployment that runs already must be deleted first/],
    ['existing:fixAutoscaler', /it sets the replicas of this delegate/],
  ] as const) {
    m.focus(id);
    m.keys('right');
    assert.match(m.row(id).detail ?? '', detail);
    m.keys('left');
    assert.doesNotMatch(m.row(id).detail ?? '', detail);
    m.read(' ');
  }
  m.keys('enter');
  assert.deepEqual(
    ['selector', 'autoscaler-target'].map((code) => editCodes(m).includes(code)),
    [true, true],
  );
  assert.match(m.state().review.plan?.patch?.content ?? '', /matchLabels:\n {6}harness\.io\/name: west\n/);
  assert.match(told(m).join('\n'), /delete deployment west/);
  assert.doesNotMatch(told(m).join('\n'), /in the step before (?:gives|changes)/);
});

test('existing: where nothing is to be fixed, nothing is asked', () => {
  const m = opened();
  for (let step = 0; step < 3; step++) m.keys('enter');
  assert.ok(!m.screen().rows.some(({id}) => id.startsWith('existing:')));
});

test('existing: another start leaves the file', () => {
  const m = opened();
  m.keys('escape');
  m.focus('nothing');
  m.keys('enter');
  assert.equal(m.state().existing, undefined);
});

test('existing: the review edits the file with a backup, without asking, and k o n choose', () => {
  const m = toReview(opened());
  compare(m);
  assert.equal(fileRow(m, PATH).action, 'edit, backup kept');
  assert.equal(fileRow(m, PATH).detail, '3 edits');
  assert.equal(m.focused()?.id, `file:${PATH}`);
  for (const [key, action] of [
    ['k', 'keep yours'],
    ['n', 'write as harness-delegate.new.yaml'],
    ['o', 'edit, backup kept'],
  ] as const) {
    m.read(key);
    assert.equal(fileRow(m, PATH).action, action);
  }
  m.keys('enter');
  assert.equal(writes(m)[0]?.choices[PATH], 'overwrite');
  assert.ok(!writes(m)[0]?.plan.files.some(({role}) => role === 'manifest'));
});

test('existing: what is to be known stands in the review, and all of it in the panel', () => {
  const m = toReview(opened());
  compare(m);
  assert.deepEqual(
    m.screen().notices.map(({severity}) => severity),
    ['error', 'error', 'notice'],
  );
  assert.match(m.screen().notices[0]?.message ?? '', /^Secret custom-del-account-token, line 30, waits for/);
  assert.match(m.screen().notices[2]?.message ?? '', /^2 more about harness-delegate\.yaml/);
  m.read(' ');
  const text = (m.screen().panel?.lines ?? []).map((line) => line.text).join('\n');
  assert.match(text, /^3 edits\n/);
  assert.match(text, /line 209 {2}CronJob custom-del-upgrader-job apiVersion: batch\/v1beta1 -> batch\/v1/);
  assert.match(text, /\n\+apiVersion: batch\/v1\n/);
});

test('existing: the token is shown nowhere', () => {
  const m = opened(SEED_MANIFEST, {
    layers: {flags: {delegate: {accountId: 'abc123', token: {from: 'file'}}}},
    secrets: {delegateToken: TOKEN},
  });
  const seen: string[] = [];
  const look = () => seen.push(JSON.stringify(m.screen()));
  for (let step = 0; step < 3; step++) {
    m.keys('enter');
    look();
  }
  m.keys('enter');
  compare(m);
  for (const key of [' ', 'p']) {
    m.read(key);
    m.keys('end');
    look();
    m.keys('escape');
  }
  assert.match(seen.join('\n'), /\*\*\*/);
  assert.ok(!seen.join('\n').includes(TOKEN));
  assert.ok(m.state().review.plan?.patch?.content.includes(TOKEN));
});

test('existing: a file that cannot be edited can only be left alone', () => {
  const m = toReview(opened());
  compare(m, {state: 'blocked', reason: 'it changed since it was read; choose it again at the start'});
  assert.match(fileRow(m, PATH).problem?.message ?? '', /changed since it was read.*press k to leave it/);
  m.read('n');
  m.read('o');
  m.keys('enter');
  assert.deepEqual(writes(m), []);
  m.read('k');
  m.keys('enter');
  assert.equal(writes(m)[0]?.choices[PATH], 'keep');
});

test('existing: d writes, and the file that is deployed is the edited one', () => {
  const m = toReview(opened(SEED_MANIFEST, {practice: true}));
  compare(m);
  m.read('d');
  const event = {outcome: 'written-beside', path: PATH, writtenTo: 'harness-delegate.new.yaml'} as const;
  m.send({type: 'patched', event});
  m.send({type: 'write-done'});
  const {outcome} = m.state();
  assert.ok(outcome?.kind === 'written');
  assert.equal(outcome.deploy, 'practice');
  assert.deepEqual(outcome.patched, {
    ...event,
    role: 'manifest',
    delegate: {name: 'custom-del', namespace: 'harness-delegate-ng'},
  });
});

test('existing: values of the Helm chart are not deployed from here, and the review says who does', () => {
  const text = `delegateName: east
accountId: abc123
delegateToken: ""
managerEndpoint: https://app.harness.io
delegateDockerImage: acme/delegate:1
`;
  const m = machine({existing: {path: 'values.yaml', text}});
  toReview(m);
  assert.ok(!m.screen().hints.some(({keys}) => keys === 'd'));
  assert.match(m.screen().status?.find(({label}) => label === 'Deploy')?.text ?? '', /^with helm/);
  assert.equal(m.state().review.plan?.patch?.role, 'values');
});
