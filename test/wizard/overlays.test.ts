import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {CheckRow} from '../../src/wizard/screen.ts';
import {machine, type Machine} from './machine.ts';

function atKubectl(tools: readonly unknown[] = ['kubectl']): Machine {
  const m = machine({layers: {flags: {tools}}});
  m.read('\r');
  m.focus('tool:kubectl');
  return m;
}
const ticked = (m: Machine) =>
  m
    .screen()
    .rows.filter((row): row is CheckRow => row.kind === 'check' && row.checked)
    .map((row) => row.label);

test('versions: v, down, Enter in one read changes the version', () => {
  const m = atKubectl();
  m.read('vj\r');
  assert.deepEqual(m.state().answers.tools, ['kubectl@1.33.5']);
  assert.equal(m.screen().overlay, undefined);
  assert.equal(m.focused()?.id, 'tool:kubectl');
  assert.equal((m.focused() as CheckRow).value, '1.33.5');
});

test('versions: space ticks several, then Enter only closes', () => {
  const m = atKubectl();
  m.read('v');
  assert.equal(m.screen().overlay, 'Versions of kubectl');
  assert.ok(m.screen().hints.some((hint) => hint.keys === 'enter' && hint.label === 'only this'));
  m.read('j ');
  assert.deepEqual(ticked(m), ['1.35.3', '1.33.5']);
  assert.ok(m.screen().hints.some((hint) => hint.keys === 'enter' && hint.label === 'done'));
  m.read('\r');
  assert.deepEqual(m.state().answers.tools, ['kubectl', 'kubectl@1.33.5']);
});

test('versions: they open at the chosen one', () => {
  const m = atKubectl(['kubectl@1.33.1']);
  m.read('v');
  assert.equal(m.focused()?.id, 'version:1.33.1');
});

test('versions: unticking the last one unticks the tool', () => {
  const m = atKubectl();
  m.read('v \r');
  assert.deepEqual(m.state().answers.tools, []);
});

test('versions: a typed version takes the place of the other, v in front is dropped', () => {
  const m = atKubectl();
  m.read('v');
  m.focus('version-of:kubectl');
  m.read('v1.30.2\r');
  assert.deepEqual(m.state().answers.tools, ['kubectl@1.30.2']);
  m.read('v');
  assert.deepEqual(ticked(m), ['1.30.2']);
});

test('versions: a typed version that is none stays to be mended, and Esc keeps it', () => {
  const m = atKubectl();
  m.read('v');
  m.focus('version-of:kubectl');
  m.read('not a version\r');
  assert.equal(m.screen().overlay, 'Versions of kubectl');
  assert.equal(m.screen().notices[0]?.severity, 'error');
  m.keys('escape');
  assert.equal(m.screen().step, 'tools');
  assert.equal(m.screen().overlay, undefined);
  m.read('v');
  assert.ok(m.screen().rows.some((row) => row.kind === 'text' && row.value === 'not a version'));
  assert.deepEqual(m.state().answers.tools, ['kubectl']);
});

test('versions: entries keep checksum and place when another version joins', () => {
  const pinned = {name: 'kubectl', version: '1.33.1', sha256: {amd64: 'a'.repeat(64), arm64: 'b'.repeat(64)}};
  const m = atKubectl(['helm', pinned, 'oc']);
  m.read('v');
  m.focus('version:1.35.3');
  m.read(' \r');
  assert.deepEqual(m.state().answers.tools, ['helm', pinned, 'kubectl@1.35.3', 'oc']);
});

test('versions: a checksum can be pinned, a wrong one stops at its row', () => {
  const m = atKubectl();
  m.read('v');
  m.focus('sha256:amd64');
  m.read('f'.repeat(64));
  assert.deepEqual(m.state().answers.tools, [{name: 'kubectl', sha256: {amd64: 'f'.repeat(64)}}]);
  m.read('z\r');
  m.read('\r');
  assert.equal(m.screen().step, 'tools');
  assert.equal(m.focused()?.id, 'tool:kubectl');
  m.read('v');
  m.focus('sha256:amd64');
  m.keys('ctrl+u', 'enter');
  assert.deepEqual(m.state().answers.tools, [{name: 'kubectl'}]);
});

test('base image: opens with b, changes at once, Enter and Esc close it', () => {
  const m = atKubectl();
  m.read('b');
  assert.equal(m.screen().overlay, 'Base image');
  m.keys('right');
  assert.equal(m.state().answers.base?.registry, 'gar');
  m.keys('enter');
  assert.equal(m.screen().overlay, undefined);
  assert.equal(m.screen().step, 'tools');
  assert.equal(m.focused()?.id, 'tool:kubectl');
  m.read('b');
  m.keys('left', 'escape');
  assert.equal(m.state().answers.base?.registry, 'docker-hub');
});

test('base image: the mirror is asked for only where there is one, and Enter stays while it is missing', () => {
  const m = atKubectl();
  m.read('b');
  assert.ok(!m.screen().rows.some((row) => row.id === 'base.prefix'));
  m.keys('left');
  m.keys('enter');
  assert.equal(m.screen().overlay, 'Base image');
  assert.equal(m.focused()?.id, 'base.prefix');
  assert.equal(m.focused()?.problem?.severity, 'error');
  m.keys('escape');
  assert.equal(m.screen().overlay, undefined);
});

test('base image: a wrong version keeps the tools step, and leads to its field', () => {
  const m = atKubectl();
  m.read('b');
  m.focus('base.version');
  m.keys('ctrl+u');
  m.read('newest');
  m.keys('escape', 'enter');
  assert.equal(m.screen().overlay, 'Base image');
  assert.equal(m.focused()?.id, 'base.version');
  assert.match(m.focused()?.problem?.message ?? '', /must be a delegate version/);
});

test('base image: the newest version is looked up when the account is known', () => {
  const m = machine({
    layers: {
      flags: {
        base: {digest: `sha256:${'a'.repeat(64)}`},
        delegate: {accountId: 'abc', managerUrl: 'https://app.harness.io'},
      },
    },
  });
  m.read('\r');
  m.read('l');
  assert.deepEqual(m.effects, [
    {type: 'look-up-version', accountId: 'abc', managerUrl: 'https://app.harness.io'},
  ]);
  assert.equal(m.screen().busy, 'Asking Harness…');
  m.read('l');
  assert.equal(m.effects.length, 1);
  m.read('j');
  assert.equal(m.focused()?.id, 'feature:helm');
  m.send({type: 'version-found', version: '26.10.90001'});
  assert.equal(m.state().answers.base?.version, '26.10.90001');
  assert.equal(m.state().answers.base?.digest, undefined);
  assert.match(
    m.screen().notices[0]?.message ?? '',
    /26\.10\.90001 now, it was 26\.08\.89806; its digest was taken out/,
  );
});

test('base image: a look-up that fails is told, and what was chosen stays', () => {
  const m = machine({layers: {flags: {delegate: {accountId: 'abc', managerUrl: 'https://app.harness.io'}}}});
  m.read('\r');
  m.read('l');
  m.send({
    type: 'failed',
    where: 'look-up-version',
    message: 'Harness did not answer.',
    next: ['Type the version instead.'],
  });
  assert.equal(m.screen().busy, undefined);
  assert.deepEqual(m.screen().notices[0], {
    severity: 'warning',
    message: 'Harness did not answer. Type the version instead.',
  });
  assert.equal(m.state().answers.base?.version, '26.08.89806');
});

test('base image: without an account l does nothing and is not offered', () => {
  const m = atKubectl();
  m.read('l');
  assert.deepEqual(m.effects, []);
  assert.ok(!m.screen().hints.some((hint) => hint.label === 'newest base'));
});

const details = (m: Machine) =>
  m
    .screen()
    .rows.filter((row): row is CheckRow => row.kind === 'check' && row.checked)
    .map((row) => `${row.label}: ${row.detail ?? ''}`);

test('versions: of a tool that a feature brings, the one in effect is ticked and focused', () => {
  const m = machine({layers: {flags: {features: ['helm']}}});
  m.read('\r');
  m.focus('tool:helm');
  const {value} = m.focused() as CheckRow;
  m.read('v');
  assert.deepEqual(ticked(m), [value]);
  assert.equal(m.focused()?.label, value);
  m.read(' ');
  assert.deepEqual(ticked(m), [value]);
  assert.match(m.screen().notices[0]?.message ?? '', /one version must stay/);
});

test('versions: a second one keeps the first, the newest stands first and has the plain command', () => {
  const m = machine({layers: {flags: {features: ['helm']}}});
  m.read('\r');
  m.focus('tool:helm');
  const {value} = m.focused() as CheckRow;
  m.read('v');
  m.focus('version-of:helm');
  m.read('3.0.1');
  m.focus(`version:${value}`);
  m.read('j ');
  const second = m.focused()?.label ?? '';
  assert.deepEqual(details(m), [`${value}: newest known · called helm`, `${second}: called helm-${second}`]);
  assert.deepEqual(m.state().answers.tools, [`helm@${value}`, `helm@${second}`]);
});

test('versions: they stand newest first, in whatever order they were ticked', () => {
  const m = atKubectl(['kubectl@1.33.1', 'kubectl@1.36.0', 'kubectl@1.35.3']);
  m.read('v');
  assert.deepEqual(details(m), [
    '1.36.0: called kubectl',
    '1.35.3: newest known · called kubectl-1.35.3',
    '1.33.1: called kubectl-1.33.1',
  ]);
});
