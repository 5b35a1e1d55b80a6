import assert from 'node:assert/strict';
import {test} from 'node:test';
import {KEYMAP} from '../../src/wizard/keymap.ts';
import {SCROLL_END} from '../../src/wizard/panel-scroll.ts';
import type {StepId} from '../../src/wizard/screen.ts';
import {COMPLETE, machine, type Machine} from './machine.ts';

function at(step: StepId): Machine {
  const m = machine({layers: {preferences: COMPLETE}});
  for (let tries = 0; tries < 10 && m.screen().step !== step; tries++) m.keys('enter');
  return m;
}

const OWN: readonly (readonly [step: StepId, title: string])[] = [
  ['tools', 'Dockerfile (1 of 4)'],
  ['image', 'Dockerfile (1 of 4)'],
  ['policy', 'build-and-push.yaml (3 of 4)'],
  ['delegate', 'harness-delegate.yaml (2 of 4)'],
];
for (const [step, title] of OWN) {
  test(`preview: ${step} shows ${title} beside its rows without being asked`, () => {
    const {panel} = at(step).screen();
    assert.equal(panel?.title, title);
    assert.equal(panel?.placement, 'beside');
    assert.equal(panel?.opened, false);
  });
}

test('preview: start and review have none', () => {
  assert.equal(at('start').screen().panel, undefined);
  assert.equal(at('review').screen().panel, undefined);
});

test('preview: it follows the answers', () => {
  const m = at('tools');
  const dockerfile = () =>
    m
      .screen()
      .panel?.lines.map((line) => line.text)
      .join('\n') ?? '';
  m.focus('tool:kustomize');
  assert.ok(!dockerfile().includes('kustomize'));
  m.read(' ');
  assert.ok(dockerfile().includes('kustomize'));
});

test('preview: a tick shows the lines that it changed, until the preview is opened', () => {
  const m = at('tools');
  const texts = () => m.screen().panel?.lines.map((line) => line.text) ?? [];
  m.focus('tool:kustomize');
  m.read(' ');
  assert.equal(m.screen().panel?.title, 'Dockerfile (1 of 4): last change');
  const added = m.screen().panel?.lines.filter(({tone}) => tone === 'added') ?? [];
  assert.ok(added.length > 0 && added.every(({text}) => text.startsWith('+')));
  assert.ok(texts().every((text) => !text.includes('FROM ')));
  const shown = texts();
  m.keys('down');
  assert.deepEqual(texts(), shown);
  m.keys('up');
  m.read(' ');
  const removed = m.screen().panel?.lines.filter(({tone}) => tone === 'removed') ?? [];
  assert.ok(removed.some(({text}) => text.includes('kustomize')));
  m.read('p');
  assert.ok(texts().some((text) => text.startsWith('FROM ')));
  m.keys('escape');
  assert.ok(texts().some((text) => text.startsWith('FROM ')));
});

test('preview: a tick that changes nothing in the file says so, and the next step shows the whole file', () => {
  const m = at('tools');
  m.focus('feature:helm');
  m.read(' ');
  m.focus('tool:kubectl');
  m.read(' ');
  assert.deepEqual(m.screen().panel?.lines, [{text: 'Nothing changes in this file.', tone: 'dim'}]);
  m.keys('enter');
  assert.equal(m.screen().panel?.title, 'Dockerfile (1 of 4)');
  assert.ok((m.screen().panel?.lines.length ?? 0) > 9);
});

test('preview: p opens it, tab leafs through the files, arrows scroll, Esc closes', () => {
  const m = at('tools');
  const focus = m.focused()?.id;
  m.read('p');
  assert.equal(m.screen().panel?.opened, true);
  m.keys('down', 'down', 'page down');
  assert.equal(m.screen().panel?.scroll, 12);
  m.keys('tab');
  assert.equal(m.screen().panel?.title, 'harness-delegate.yaml (2 of 4)');
  assert.equal(m.screen().panel?.scroll, 0);
  m.keys('left', 'left');
  assert.equal(m.screen().panel?.title, 'validate-delegate.yaml (4 of 4)');
  m.keys('escape');
  assert.equal(m.screen().panel?.opened, false);
  assert.equal(m.screen().step, 'tools');
  assert.equal(m.focused()?.id, focus);
});

test('preview: scrolling stops at the top, and goes to the end wherever that is', () => {
  const m = at('tools');
  m.read('p');
  m.keys('up', 'page up');
  assert.equal(m.screen().panel?.scroll, 0);
  m.read('G');
  m.keys('page down');
  assert.equal(m.screen().panel?.scroll, SCROLL_END);
  m.keys('up');
  assert.equal(m.screen().panel?.scroll, SCROLL_END - 1);
  m.read('g');
  assert.equal(m.screen().panel?.scroll, 0);
});

test('preview: letters do not reach the rows under it, and Enter only closes it', () => {
  const m = at('image');
  m.focus('image.tag');
  m.keys('ctrl+p');
  m.read('xyz ');
  assert.equal(m.state().answers.image?.tag, undefined);
  m.keys('enter');
  assert.equal(m.screen().step, 'image');
});

test('help: lists every key, those that work now first', () => {
  const m = at('tools');
  m.read('?');
  const {panel} = m.screen();
  assert.equal(panel?.title, 'Keys');
  assert.equal(panel?.placement, 'over');
  const lines = panel?.lines.map((line) => line.text) ?? [];
  const [now, elsewhere] = [lines.indexOf('Now'), lines.findIndex((line) => line.startsWith('Elsewhere'))];
  const lineOf = (words: string) => lines.findIndex((line) => line.includes(words));
  assert.ok(now < lineOf('Tick or untick') && lineOf('Tick or untick') < elsewhere);
  assert.ok(lineOf('Keep the file as it is on disk') > elsewhere);
  for (const row of KEYMAP)
    assert.ok(
      lines.some((line) => line.includes(row.help)),
      row.id,
    );
});

test('help: from a text field it opens with Ctrl+G, as the hint says', () => {
  const m = at('delegate');
  assert.ok(m.screen().hints.some((hint) => hint.keys === 'ctrl+g' && hint.label === 'help'));
  m.keys('ctrl+g');
  assert.equal(m.screen().panel?.title, 'Keys');
  m.keys('ctrl+g');
  assert.equal(m.screen().panel?.opened, false);
});

test('help: in a text field the keys stand as they work there, and no letter stands among them', () => {
  const m = at('image');
  m.keys('down');
  m.keys('ctrl+g');
  const lines = m.screen().panel?.lines.map(({text}) => text) ?? [];
  const now = lines.slice(1, lines.indexOf(''));
  assert.ok(now.some((line) => /^ctrl\+g +Show every key/.test(line)));
  assert.ok(now.some((line) => /^ctrl\+p +Show the files/.test(line)));
  assert.deepEqual(
    now.filter((line) => /^(\S|g G) /.test(line)),
    [],
  );
});

test('help: what works elsewhere stands under where, each place once, with every spelling', () => {
  const m = at('tools');
  m.read('?');
  const lines = m.screen().panel?.lines ?? [];
  const headings = lines.filter(({tone}) => tone === 'heading').map(({text}) => text);
  assert.equal(new Set(headings).size, headings.length);
  const heading = lines.findIndex(({text}) => text === 'Elsewhere: in the review');
  const keep = lines.findIndex(({text}) => text.endsWith('Keep the file as it is on disk.'));
  assert.ok(heading !== -1 && heading < keep);
  assert.ok(!lines.slice(heading, keep).some(({text}) => text === ''));
  const review = machine();
  review.read('?');
  assert.ok(review.screen().panel?.lines.some(({text}) => /^p ctrl\+p +Show the files/.test(text)));
});

test('help tells what stands at no row, whole, behind the keys that work now', () => {
  const m = at('review');
  const {notices} = m.screen();
  assert.ok(notices.length > 0);
  m.read('?');
  const lines = m.screen().panel?.lines.map(({text}) => text) ?? [];
  const from = lines.indexOf('To know');
  assert.ok(from > lines.indexOf('Now') && from < lines.findIndex((line) => line.startsWith('Elsewhere: ')));
  for (const {message} of notices)
    assert.ok(
      lines.slice(from).some((line) => line.endsWith(message)),
      message,
    );
});
