import assert from 'node:assert/strict';
import {test} from 'node:test';
import {IMAGE_REGISTRIES} from '../../src/domain/choices.ts';
import {answer, replaceAnswers, typeAnswer} from '../../src/wizard/answering.ts';
import type {FieldTextRow, OptionsRow, RadioRow, StepId} from '../../src/wizard/screen.ts';
import {NO_PASTE, separatePaste} from '../../src/wizard/separate-paste.ts';
import {COMPLETE, machine, type Machine} from './machine.ts';

/** Opened at a step with everything answered. */
function at(step: StepId, flags: object = {}): Machine {
  const m = machine({layers: {preferences: COMPLETE, flags}});
  m.read('\r');
  for (let tries = 0; tries < 10 && m.screen().step !== step; tries++) m.keys('enter');
  assert.equal(m.screen().step, step);
  return m;
}
const ids = (m: Machine) => m.screen().rows.map((row) => row.id);
const text = (m: Machine, id: string) => m.row(id) as FieldTextRow;
const selected = (m: Machine, id: string) =>
  (m.row(id) as OptionsRow).options.find((option) => option.selected)?.label;

const REGISTRY_FIELDS: readonly (readonly [registry: string, fields: readonly string[]])[] = [
  ['docker-hub', []],
  ['ecr', ['image.account', 'image.region']],
  ['acr', ['image.host']],
  ['gar', ['image.host', 'image.project']],
  ['gcr', ['image.host', 'image.project']],
  ['other', ['image.host']],
];
for (const [registry, fields] of REGISTRY_FIELDS) {
  test(`image: ${registry} asks for ${fields.join(' and ') || 'nothing more'}`, () => {
    const m = at('image', {image: {registry}});
    assert.deepEqual(ids(m), [
      'image.registry',
      ...fields,
      'image.repository',
      'image.tag',
      'image.pullSecret',
      'image-ref',
    ]);
  });
}

test('image: every registry is one of these', () =>
  assert.deepEqual(
    REGISTRY_FIELDS.map(([registry]) => registry),
    IMAGE_REGISTRIES,
  ));

test('image: left and right change the registry and wrap around; space changes it too', () => {
  const m = at('image');
  m.keys('right', 'right');
  assert.equal(selected(m, 'image.registry'), 'ACR');
  m.read('  ');
  assert.equal(selected(m, 'image.registry'), 'GCR');
  m.keys('left', 'left', 'left', 'left', 'left');
  assert.equal(selected(m, 'image.registry'), 'other');
});

test('image: the resulting reference follows what is typed', () => {
  const m = at('image');
  m.focus('image.tag');
  assert.equal(text(m, 'image.tag').placeholder, '26.08.89806-1');
  m.read('v7');
  assert.equal(m.row('image-ref').detail, 'acme/custom-delegate:v7');
  assert.match(m.screen().summary, /acme\/custom-delegate:v7/);
});

test('image: with an answer missing Enter goes to its row and says so there', () => {
  const m = at('image');
  m.focus('image.repository');
  m.keys('ctrl+u');
  assert.equal(text(m, 'image.repository').problem, undefined);
  m.keys('up', 'enter');
  assert.equal(m.screen().step, 'image');
  assert.equal(m.focused()?.id, 'image.repository');
  assert.match(m.focused()?.problem?.message ?? '', /^missing: Repository of your image, e\.g\./);
  m.read('acme/x');
  assert.equal(m.focused()?.problem, undefined);
  m.keys('enter');
  assert.equal(m.screen().step, 'policy');
});

test('image: a wrong value is told when its field is left, not while it is typed', () => {
  const m = at('image');
  m.focus('image.repository');
  m.read('/UPPER');
  assert.equal(m.focused()?.problem, undefined);
  m.keys('down');
  assert.match(m.row('image.repository').problem?.message ?? '', /must be a repository path/);
});

const PASTES = [
  {step: 'image', id: 'image.repository', pasted: 'acme/ \u2028 custom\u2028-del', value: 'acme/custom-del'},
  {step: 'image', id: 'image.tag', pasted: 'a b', value: 'a b'},
  {step: 'delegate', id: 'delegate.name', pasted: 'one\u2028\u2028two', value: 'one two'},
] as const;
for (const {step, id, pasted, value} of PASTES) {
  test(`forms: line ends in what is pasted into ${id}`, () => {
    const m = at(step);
    m.focus(id);
    m.keys('ctrl+u');
    m.paste(pasted);
    assert.equal(text(m, id).value, value);
  });
}

test('forms: blanks around a pasted value are no part of the answer, and the text stays as typed', () => {
  const m = at('image');
  m.focus('image.repository');
  m.keys('ctrl+u');
  m.read('  acme/pasted ');
  assert.equal(m.state().answers.image?.repository, 'acme/pasted');
  assert.equal(text(m, 'image.repository').value, '  acme/pasted ');
});

test('forms: the cursor moves inside the text, and letters go where it stands', () => {
  const m = at('image');
  m.focus('image.repository');
  m.keys('home');
  m.read('x');
  assert.equal(text(m, 'image.repository').value, 'xacme/custom-delegate');
  assert.equal(text(m, 'image.repository').cursor, 1);
  m.keys('down', 'up');
  assert.equal(text(m, 'image.repository').cursor, 'xacme/custom-delegate'.length);
});

test('forms: letters that are keys elsewhere are text in a text field', () => {
  const m = at('delegate');
  m.keys('ctrl+u');
  m.read('jkgpvb?q/ x');
  assert.equal(text(m, 'delegate.name').value, 'jkgpvb?q/ x');
  assert.equal(m.screen().panel?.opened, false);
});

test('forms: tab and shift+tab walk the fields; from the first one back to the step before', () => {
  const m = at('image');
  m.keys('tab', 'tab');
  assert.equal(m.focused()?.id, 'image.tag');
  m.keys('shift+tab', 'shift+tab');
  assert.equal(m.focused()?.id, 'image.registry');
  m.keys('shift+tab');
  assert.equal(m.screen().step, 'tools');
});

test('forms: earlier values come back one after the other, and then what stood there', () => {
  const m = machine({
    layers: {preferences: COMPLETE},
    recent: {'image.repository': ['acme/one', 'acme/two']},
  });
  m.read('\r');
  m.keys('enter');
  m.focus('image.repository');
  assert.ok(m.screen().hints.some((hint) => hint.keys === 'ctrl+r'));
  const seen = ['1', '2', '3', '4'].map(() => {
    m.keys('ctrl+r');
    return text(m, 'image.repository').value;
  });
  assert.deepEqual(seen, ['acme/one', 'acme/two', 'acme/custom-delegate', 'acme/one']);
  m.focus('image.tag');
  assert.ok(!m.screen().hints.some((hint) => hint.keys === 'ctrl+r'));
});

test('policy: the advice follows the policy, and so does what is recommended', () => {
  const m = at('policy');
  assert.match(m.row('advice').label, /^Recommended: Kaniko, as root, not privileged$/);
  m.focus('cluster.root');
  m.keys('right');
  assert.equal(m.row('advice').label, 'No builder fits this policy');
  assert.match((m.row('builder:kaniko') as RadioRow).ruledOut ?? '', /root/);
  m.focus('cluster.type');
  m.keys('right');
  assert.match(m.row('advice').label, /^Recommended: Buildah, as user 1000, not privileged$/);
  assert.match((m.row('builder:recommended') as RadioRow).detail ?? '', /^Buildah/);
});

test('policy: a builder is chosen with space; one that is ruled out says why instead', () => {
  const m = at('policy');
  m.focus('builder:kaniko');
  m.read(' ');
  assert.equal(m.state().answers.build?.builder, 'kaniko');
  assert.equal((m.row('builder:kaniko') as RadioRow).selected, true);
  m.focus('builder:buildx');
  m.read(' ');
  assert.equal(m.state().answers.build?.builder, 'kaniko');
  assert.match(m.screen().notices[0]?.message ?? '', /^BuildX needs a privileged pod: change the policy/);
});

test('policy: outside the cluster fits the strictest policy, and hides what only a pipeline step needs', () => {
  const m = at('policy', {cluster: {root: 'never'}});
  assert.match(m.row('advice-reason').label, /--builder outside/);
  m.focus('builder:outside');
  m.read(' ');
  assert.equal(m.state().answers.build?.builder, 'outside');
  assert.match((m.row('builder:outside') as RadioRow).detail ?? '', /no pipeline step is written/);
  const rows = ids(m);
  assert.deepEqual(
    rows.filter((id) => id.startsWith('build.') || id.startsWith('more:')),
    ['build.org', 'build.project'],
  );
  m.keys('enter');
  assert.equal(m.screen().step, 'delegate');
});

const SCOPES: readonly (readonly [scope: string, asked: readonly string[], unasked: readonly string[]])[] = [
  ['pipeline', ['build.org', 'build.codebaseConnector', 'build.namespace'], []],
  ['stage', ['build.kubernetesConnector', 'build.namespace'], ['build.org', 'build.codebaseConnector']],
  ['step', ['build.registryConnector'], ['build.org', 'build.namespace', 'build.kubernetesConnector']],
];
for (const [scope, asked, unasked] of SCOPES) {
  test(`policy: a ${scope} asks for what it needs`, () => {
    const rows = ids(at('policy', {build: {scope}}));
    assert.deepEqual(
      asked.filter((id) => !rows.includes(id)),
      [],
    );
    assert.deepEqual(
      unasked.filter((id) => rows.includes(id)),
      [],
    );
  });
}

test('policy: plugin builders ask for secrets, built-in ones for a connector', () => {
  assert.ok(ids(at('policy', {build: {builder: 'kaniko'}})).includes('build.registryConnector'));
  const buildah = ids(at('policy', {build: {builder: 'buildah'}, cluster: {privileged: true}}));
  assert.ok(buildah.includes('build.passwordSecret') && !buildah.includes('build.registryConnector'));
});

test('delegate: more… unfolds with Enter or space, and stays unfolded', () => {
  const m = at('delegate');
  m.focus('more:delegate');
  m.keys('enter');
  assert.equal(m.focused()?.id, 'delegate.description');
  assert.ok(!ids(m).includes('more:delegate'));
  m.keys('escape');
  m.keys('enter');
  assert.ok(ids(m).includes('delegate.nodeSelector'));
});

test('delegate: lists and maps are typed with commas, and stay as typed', () => {
  const m = at('delegate');
  m.focus('more:delegate');
  m.read(' ');
  m.focus('delegate.tags');
  m.read('linux, arm ,');
  assert.deepEqual(m.state().answers.delegate?.tags, ['linux', 'arm']);
  assert.equal(text(m, 'delegate.tags').value, 'linux, arm ,');
  m.focus('delegate.nodeSelector');
  m.read('disk=ssd, zone = a');
  assert.deepEqual(m.state().answers.delegate?.nodeSelector, {disk: 'ssd', zone: 'a'});
  m.focus('delegate.replicas');
  m.read('3');
  assert.equal(m.state().answers.delegate?.replicas, 3);
  m.read('x');
  assert.equal(String(m.state().answers.delegate?.replicas), '3x');
});

test('delegate: a wrong value behind more… is unfolded and focused by Enter', () => {
  const m = at('delegate');
  m.focus('more:delegate');
  m.read(' ');
  m.focus('delegate.proxy.host');
  m.read('bad host');
  m.keys('escape');
  const again = machine({layers: {preferences: m.state().answers}});
  again.read('\r');
  again.keys('enter');
  again.keys('enter');
  again.keys('enter');
  assert.ok(!ids(again).includes('delegate.proxy.host'));
  again.keys('enter');
  assert.equal(again.focused()?.id, 'delegate.proxy.host');
});

test('delegate: the token is asked for only where a file holds it, and is never drawn', () => {
  const token = '0123456789abcdef0123456789abcdef';
  const m = at('delegate');
  m.focus('delegate.token.from');
  assert.ok(!ids(m).includes('delegate.token.value'));
  m.keys('left');
  m.keys('enter');
  assert.equal(m.focused()?.id, 'delegate.token.value');
  assert.match(m.focused()?.problem?.message ?? '', /paste the delegate token/);
  m.read(token);
  assert.deepEqual(m.state().secrets, {delegateToken: token});
  assert.equal(text(m, 'delegate.token.value').detail, 'a delegate token');
  assert.equal(text(m, 'delegate.token.value').value, '•'.repeat(32));
  assert.equal(text(m, 'delegate.token.value').masked, true);
  assert.ok(!JSON.stringify(m.screen()).includes(token));
  assert.ok(!JSON.stringify(m.state().answers).includes(token));
  m.keys('enter');
  assert.equal(m.screen().step, 'review');
});

/** As a terminal hands it over; where the mouse took too much, with what stood around it. */
const pasted = (text: string): string => separatePaste(NO_PASTE, `\u001b[200~${text}\u001b[201~`)[0];
const TOKEN = '0123456789abcdef0123456789abcdef';

const TOKENS: readonly (readonly [what: string, token: string, severity: string | undefined])[] = [
  ['pasted with a line end', pasted(`${TOKEN}\r\n`), undefined],
  ['pasted with blanks around it', pasted(`  ${TOKEN} \t`), undefined],
  ['pasted in double quotes', pasted(`"${TOKEN}"`), 'warning'],
  ['pasted in single quotes, with a line end', pasted(`'${btoa(TOKEN)}'\n`), 'warning'],
  ['pasted in quotes and encoded twice', pasted(`"${btoa(btoa(TOKEN))}"`), 'warning'],
  ['encoded once', btoa('0123456789abcdef0123456789abcdef'), undefined],
  ['encoded twice', btoa(btoa('0123456789abcdef0123456789abcdef')), 'notice'],
  ['something else', 'hello-delegate', 'warning'],
  ['too short', 'hello', 'error'],
  ['two words', 'hello delegate', 'error'],
  ['a placeholder', 'PUT_YOUR_DELEGATE_TOKEN', 'error'],
];
for (const [what, token, severity] of TOKENS) {
  test(`delegate: a token that is ${what} is ${severity ?? 'fine'}`, () => {
    const m = at('delegate', {delegate: {token: {from: 'file'}}});
    m.focus('delegate.token.value');
    m.read(token);
    m.keys('up');
    assert.equal(m.row('delegate.token.value').problem?.severity, severity);
    const {message = ''} = m.row('delegate.token.value').problem ?? {};
    assert.equal(/quotes/.test(message), /quotes/.test(what));
    assert.equal(/decoded once/.test(message), /encoded twice/.test(what));
    const shown = JSON.stringify(m.screen());
    for (const secret of [TOKEN, btoa(TOKEN), btoa(btoa(TOKEN))]) assert.ok(!shown.includes(secret));
  });
}

test('delegate: autoscaling asks for its limits', () => {
  const m = at('delegate');
  m.focus('delegate.autoscaling.enabled');
  m.keys('left');
  assert.ok(ids(m).includes('delegate.autoscaling.max'));
});

test('forms: every character is text, also one of several code points', () => {
  const m = at('delegate');
  m.focus('more:delegate');
  m.read(' ');
  m.read('e\u0301é👍🏽 x');
  assert.equal(text(m, 'delegate.description').value, 'e\u0301é👍🏽 x');
  m.keys('backspace', 'backspace', 'backspace', 'backspace');
  assert.equal(text(m, 'delegate.description').value, 'e\u0301');
});

test('forms: a field that was remembered as empty is told only when Enter finds it', () => {
  const m = machine({layers: {preferences: {...COMPLETE, image: {repository: ''}}}});
  m.read('\r');
  m.keys('enter');
  assert.equal(m.row('image.repository').problem, undefined);
  m.keys('enter');
  assert.equal(m.focused()?.id, 'image.repository');
  assert.equal(m.focused()?.problem?.severity, 'error');
});

const DIGEST = `sha256:${'d'.repeat(64)}`;
for (const [path, value, kept] of [
  ['image.tag', '2', false],
  ['image.tag', '1', true],
  ['image.repository', 'acme/other', false],
  ['image.pullSecret', 'regcred', true],
  ['base.version', '26.09.90000', true],
  ['delegate.name', 'blue', true],
] as const)
  test(`a pinned digest ${kept ? 'stays with' : 'goes with another'} ${path} ${value}`, () => {
    const image = {registry: 'docker-hub', repository: 'acme/x', tag: '1', digest: DIGEST} as const;
    const before = replaceAnswers(machine().state(), {image});
    assert.equal(before.answers.image?.digest, DIGEST);
    assert.equal(answer(before, path, value).answers.image?.digest, kept ? DIGEST : undefined);
    assert.equal(typeAnswer(before, path, value).answers.image?.digest, kept ? DIGEST : undefined);
  });
