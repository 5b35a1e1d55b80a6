import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {CheckRow} from '../../src/wizard/screen.ts';
import {machine, type Machine} from './machine.ts';

function atTools(preset: object = {}): Machine {
  const m = machine({layers: {flags: preset}});
  m.read('\r');
  return m;
}
const check = (m: Machine, id: string) => m.row(id) as CheckRow;

test('tools: features, tools, and the base image above them', () => {
  const m = atTools();
  assert.deepEqual(
    m
      .screen()
      .rows.filter((row) => row.kind === 'heading')
      .map((row) => row.label),
    ['By feature', 'Tools'],
  );
  assert.match(m.row('base').detail ?? '', /^harness\/delegate:26\.08\.89806\.minimal/);
  assert.equal(m.focused()?.id, 'feature:kubernetes');
});

test('tools: space ticks, two spaces in one read change nothing', () => {
  const m = atTools();
  m.focus('tool:kubectl');
  m.read(' ');
  assert.deepEqual(m.state().answers.tools, ['kubectl']);
  assert.equal(check(m, 'tool:kubectl').checked, true);
  assert.equal(m.focused()?.id, 'tool:kubectl');
  m.read('  ');
  assert.deepEqual(m.state().answers.tools, ['kubectl']);
});

test('tools: unticking and ticking again brings version and checksum back', () => {
  const pinned = {name: 'kubectl', version: '1.33.1', sha256: {amd64: 'a'.repeat(64)}};
  const m = atTools({tools: ['helm', pinned]});
  m.focus('tool:kubectl');
  m.read(' ');
  assert.deepEqual(m.state().answers.tools, ['helm']);
  m.read(' ');
  assert.deepEqual(m.state().answers.tools, ['helm', pinned]);
});

test('tools: the order of the rows never changes', () => {
  const m = atTools();
  const order = () => m.screen().rows.map((row) => row.id);
  const before = order();
  m.focus('tool:kustomize');
  m.read(' ');
  m.focus('tool:kubectl');
  m.read(' ');
  assert.deepEqual(order(), before);
});

test('tools: a feature brings its tools, which say why they are there', () => {
  const m = atTools();
  m.focus('feature:terraform');
  m.read(' ');
  assert.equal(check(m, 'tool:terraform').checked, true);
  assert.equal(check(m, 'tool:terraform').locked, 'with Terraform');
  m.focus('tool:terraform');
  m.read(' ');
  assert.equal(check(m, 'tool:terraform').checked, true);
  assert.match(m.screen().notices[0]?.message ?? '', /^terraform is in the list with Terraform: untick that/);
});

test('tools: what the base image has is told', () => {
  const m = atTools({base: {variant: 'full'}});
  assert.equal(check(m, 'tool:kubectl').detail, 'in the base image already');
});

test('tools: the filter takes letters, space ticks, Enter keeps it, Esc clears it', () => {
  const m = atTools();
  m.read('/kustom');
  assert.deepEqual(m.screen().filter, {text: 'kustom', editing: true, hidden: m.screen().filter?.hidden});
  assert.deepEqual(
    m
      .screen()
      .rows.filter((row) => row.kind === 'check')
      .map((row) => row.id),
    ['feature:kustomize', 'tool:kustomize', 'tool:git'],
  );
  m.read('j ');
  assert.equal(m.screen().filter?.text, 'kustomj');
  m.keys('backspace', 'down');
  m.read(' \r');
  assert.deepEqual(m.state().answers.tools, ['kustomize']);
  assert.equal(m.screen().step, 'tools');
  assert.equal(m.screen().filter?.editing, false);
  m.keys('escape');
  assert.equal(m.screen().filter, undefined);
  assert.equal(m.focused()?.id, 'tool:kustomize');
  assert.equal(m.screen().step, 'tools');
});

test('tools: the filter counts what it hides', () => {
  const m = atTools();
  const all = m.screen().rows.filter((row) => row.kind === 'check').length;
  m.read('/helm');
  const {filter, rows} = m.screen();
  assert.equal(filter?.hidden, all - rows.filter((row) => row.kind === 'check').length);
});

test('tools: a filter that finds nothing leaves no focus, and nothing breaks', () => {
  const m = atTools();
  m.read('/zzz');
  assert.equal(m.screen().focus, -1);
  m.keys('down', 'up', 'page down');
  m.read(' ');
  m.keys('escape');
  assert.equal(m.focused()?.id, 'feature:kubernetes');
  assert.deepEqual(m.state().answers.tools, []);
});

test('tools: a ticks all that the filter shows, and only with a filter', () => {
  const m = atTools();
  m.read('a');
  assert.deepEqual(m.state().answers.tools, []);
  m.read('/terragrunt\ra');
  assert.deepEqual(m.state().answers.tools, ['terragrunt']);
  m.read('a');
  assert.deepEqual(m.state().answers.tools, []);
});

test('tools: t adds what terraform wants beside it', () => {
  const m = atTools({tools: ['terraform']});
  assert.deepEqual(
    m.screen().notices.map((notice) => notice.message),
    ['Terraform steps also need terraform-config-inspect. Press t to add terraform-config-inspect.'],
  );
  m.read('t');
  assert.deepEqual(m.state().answers.tools, ['terraform', 'terraform-config-inspect']);
  assert.ok(!m.screen().hints.some((hint) => hint.keys === 't'));
});

test('tools: tab goes to the next part, shift+tab back, and from the first part to the step before', () => {
  const m = atTools();
  m.keys('tab');
  assert.equal(m.focused()?.id, 'tool:kubectl');
  m.keys('shift+tab');
  assert.equal(m.focused()?.id, 'feature:kubernetes');
  m.keys('shift+tab');
  assert.equal(m.screen().step, 'start');
});

test('tools: g and G go to the ends', () => {
  const m = atTools();
  m.read('G');
  assert.equal(m.screen().focus, m.screen().rows.length - 1);
  m.read('g');
  assert.equal(m.focused()?.id, 'feature:kubernetes');
});

test('tools: your own tools can be left out and taken back', () => {
  const own = {name: 'mytool', version: '1.0', url: 'https://example.com/{version}/mytool-{arch}'};
  const m = atTools({customTools: [own]});
  m.focus('custom:mytool');
  m.read(' ');
  assert.deepEqual(m.state().answers.customTools, []);
  m.read(' ');
  assert.deepEqual(m.state().answers.customTools, [own]);
});

test('tools: an unknown tool keeps Enter here until it is unticked', () => {
  const m = atTools({tools: ['kubectll']});
  m.read('\r');
  assert.equal(m.screen().step, 'tools');
  assert.equal(m.focused()?.id, 'tool:kubectll');
  assert.match(m.focused()?.problem?.message ?? '', /did you mean kubectl/);
  m.read(' ');
  m.read('\r');
  assert.equal(m.screen().step, 'image');
});

test('tools: a filter that nothing matches says where other tools come from', () => {
  const m = machine({layers: {}, isGiven: true});
  for (let tries = 0; tries < 5 && m.screen().step !== 'tools'; tries++) m.keys('escape');
  m.read('/no such tool');
  assert.equal(m.focused(), undefined);
  assert.match(m.row('no-hit').label, /^Nothing matches; tools of your own come from a preset/);
  m.keys('escape');
  assert.ok(!m.screen().rows.some((row) => row.id === 'no-hit'));
});
