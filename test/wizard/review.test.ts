import assert from 'node:assert/strict';
import {test} from 'node:test';
import {writeError} from '../../src/services/write-error.ts';
import type {FileRow} from '../../src/wizard/screen.ts';
import {atReview, COMPLETE, machine, type Machine} from './machine.ts';

const file = (m: Machine, path: string) => m.row(`file:${path}`) as FileRow;
const writes = (m: Machine) => m.effects.filter((effect) => effect.type === 'write');
const EDITED = {
  Dockerfile: {state: 'edited', current: 'FROM mine\n'},
  'harness-delegate.yaml': {state: 'changed', current: 'kind: Pod\n'},
  'build-and-push.yaml': {state: 'unchanged'},
} as const;

test('review: opening it looks at the disk, and Enter waits for that', () => {
  const m = atReview();
  assert.deepEqual(
    m.effects.map((effect) => effect.type),
    ['compare'],
  );
  assert.equal(m.screen().question, 'These files will be written to custom-del');
  assert.equal(m.screen().busy, 'Looking at the disk…');
  m.keys('enter');
  assert.deepEqual(writes(m), []);
  assert.match(m.screen().notices[0]?.message ?? '', /press the key again/);
});

test('review: what would be made stands under the question, so that remembered answers are seen', () => {
  const m = atReview();
  assert.deepEqual(m.screen().status, [
    {label: 'Image', text: 'acme/custom-delegate:26.08.89806-1 · built with Kaniko'},
    {label: 'Delegate', text: 'custom-del in harness-delegate-ng · account abc123'},
    {label: 'Base', text: 'harness/delegate:26.08.89806.minimal'},
  ]);
  m.compared();
  m.read('s');
  assert.equal(m.screen().status, undefined);
});

test('review: tab goes through the files in the content and in the difference', () => {
  const m = atReview();
  m.compared(EDITED);
  m.read('p');
  m.keys('down');
  m.keys('tab');
  assert.equal(m.screen().panel?.title, 'harness-delegate.yaml');
  assert.equal(m.screen().panel?.scroll, 0);
  m.keys('shift+tab');
  m.keys('shift+tab');
  assert.equal(m.screen().panel?.title, 'delegate-tui.yaml');
  m.keys('escape');
  assert.equal(m.focused()?.id, 'file:delegate-tui.yaml');
  m.read(' ');
  m.keys('tab');
  assert.equal(m.screen().panel?.title, 'Dockerfile: what would change');
});

test('review: the difference does not show the token that was put into a file of ours', () => {
  const token = '0123456789abcdef0123456789abcdef';
  for (const [path, text] of [
    ['harness-delegate.yaml', `kind: Secret\nstringData:\n  A: ${token}\n`],
    ['harness-delegate.yaml', `# ${token}\nkind: {\nDELEGATE_TOKEN: ${token}\n`],
    ['build-and-push.yaml', `env:\n  - name: A_TOKEN\n    value: ${token}\n`],
    ['Dockerfile', `FROM a\nENV DELEGATE_TOKEN="${token}"\n`],
  ] as const) {
    const m = atReview();
    m.compared({[path]: {state: 'edited', current: text}});
    while (m.focused()?.id !== `file:${path}`) m.keys('down');
    m.read(' ');
    const lines = (m.screen().panel?.lines ?? []).map((line) => line.text).join('\n');
    assert.match(lines, /^-.*\*\*\*/m);
    assert.ok(!lines.includes(token.slice(0, 8)), lines);
  }
});

test('review: Enter writes new files, and the end is told', () => {
  const m = atReview();
  m.compared();
  assert.equal(file(m, 'Dockerfile').state, 'new');
  assert.equal(file(m, 'Dockerfile').action, 'write');
  m.keys('enter');
  const [write] = writes(m);
  assert.equal(write?.directory, 'custom-del');
  assert.deepEqual(write?.choices, {});
  assert.equal(m.screen().busy, 'Writing…');
  const event = {type: 'file', role: 'dockerfile', path: 'Dockerfile', outcome: 'created'} as const;
  m.send({type: 'file-event', event});
  m.send({type: 'file-event', event: {type: 'done', directory: 'custom-del'}});
  m.send({type: 'write-done'});
  const outcome = {kind: 'written', directory: 'custom-del', events: [event], answers: m.state().answers};
  assert.deepEqual(m.effects.slice(-2), [
    {type: 'remember', answers: m.state().answers},
    {type: 'exit', outcome},
  ]);
  assert.deepEqual(m.state().outcome, outcome);
});

test('review: your edits are kept, what only we wrote is updated', () => {
  const m = atReview();
  m.compared(EDITED);
  assert.equal(file(m, 'Dockerfile').action, 'keep yours');
  assert.equal(file(m, 'harness-delegate.yaml').action, 'update');
  assert.equal(file(m, 'build-and-push.yaml').action, 'nothing to do');
  m.keys('enter');
  assert.deepEqual(writes(m)[0]?.choices, {Dockerfile: 'keep', 'harness-delegate.yaml': 'overwrite'});
});

const CHOICES: readonly (readonly [key: string, action: string, choice: string])[] = [
  ['k', 'keep yours', 'keep'],
  ['o', 'overwrite, backup kept', 'overwrite'],
  ['n', 'write as Dockerfile.new', 'beside'],
];
for (const [key, action, choice] of CHOICES) {
  test(`review: ${key} chooses "${action}", and it lasts through a way back`, () => {
    const m = atReview();
    m.compared(EDITED);
    m.read(key);
    assert.equal(file(m, 'Dockerfile').action, action);
    m.keys('escape');
    m.keys('enter');
    m.compared(EDITED);
    m.keys('enter');
    assert.equal(writes(m)[0]?.choices['Dockerfile'], choice);
  });
}

test('review: choices are offered only where there is one', () => {
  const m = atReview();
  m.compared();
  assert.ok(!m.screen().hints.some((hint) => ['k', 'o', 'n'].includes(hint.keys)));
  for (const key of 'kon') m.read(key);
  assert.deepEqual(m.state().review.choices, {});
});

test('review: the new name is the one that is written', () => {
  const m = atReview();
  m.compared({'build-and-push.yaml': {state: 'edited', current: 'mine\n'}});
  m.focus('file:build-and-push.yaml');
  m.read('n');
  assert.equal(file(m, 'build-and-push.yaml').action, 'write as build-and-push.new.yaml');
});

test('review: when nothing would be written it says so', () => {
  const m = atReview();
  const all = (state: 'unchanged' | 'edited') =>
    Object.fromEntries(
      (m.state().review.plan?.files ?? []).map((planned) => [planned.path, {state, current: ''}]),
    );
  m.compared(all('unchanged'));
  assert.match(m.screen().notices.at(-1)?.message ?? '', /as it should be already/);
  m.compared(all('edited'));
  assert.ok(
    m.screen().notices.some((notice) => /Nothing will be written: your files are kept/.test(notice.message)),
  );
});

test('review: trouble with the directory is told once, and Enter leads to its row', () => {
  const m = atReview();
  const reason = '/srv/blocker is a file, not a directory';
  m.compared(
    Object.fromEntries(
      (m.state().review.plan?.files ?? []).map(({path}) => [path, {state: 'blocked' as const, reason}]),
    ),
  );
  assert.equal(file(m, 'Dockerfile').problem, undefined);
  const told = () => m.screen().notices.filter(({message}) => message.includes('be written'));
  assert.deepEqual(told(), [
    {
      severity: 'error',
      message: `Nothing can be written: ${reason}. Choose another directory in the last row, or move it away.`,
    },
  ]);
  m.keys('enter');
  assert.deepEqual(writes(m), []);
  assert.equal(m.focused()?.id, 'directory');
  assert.equal(told().length, 1);
});

test('review: a file in the way keeps Enter from writing until something is chosen for it', () => {
  const m = atReview();
  m.compared({'build-and-push.yaml': {state: 'blocked', reason: 'it is a directory'}});
  assert.match(file(m, 'build-and-push.yaml').problem?.message ?? '', /^it is a directory: move it away/);
  m.keys('enter');
  assert.deepEqual(writes(m), []);
  assert.equal(m.focused()?.id, 'file:build-and-push.yaml');
  m.read('o');
  m.keys('enter');
  assert.deepEqual(writes(m), []);
  m.read('k');
  m.keys('enter');
  assert.deepEqual(writes(m)[0]?.choices, {'build-and-push.yaml': 'keep'});
});

test('review: another directory is looked at once its row is left, and Enter there does not write yet', () => {
  const m = atReview();
  m.compared();
  m.focus('directory');
  m.read('else/where');
  assert.equal(m.effects.length, 1);
  m.keys('enter');
  assert.deepEqual(writes(m), []);
  const compare = m.effects.at(-1);
  assert.equal(compare?.type === 'compare' && compare.directory, 'else/where');
  m.compared();
  m.keys('enter');
  assert.equal(writes(m)[0]?.directory, 'else/where');
});

test('review: a late look at another directory is not taken for this one', () => {
  const m = atReview();
  const late = m.state().review.ask;
  m.focus('directory');
  m.read('other');
  m.keys('up');
  m.send({type: 'compared', ask: late, comparisons: []});
  assert.equal(m.state().review.comparisons, undefined);
  assert.equal(m.screen().busy, 'Looking at the disk…');
});

test('review: space shows what would change, p the whole file, Esc closes and stays', () => {
  const m = atReview();
  m.compared(EDITED);
  m.read(' ');
  assert.equal(m.screen().panel?.placement, 'over');
  assert.ok(m.screen().panel?.lines.some((line) => line.tone === 'removed' && line.text === '-FROM mine'));
  m.keys('escape');
  assert.equal(m.screen().panel, undefined);
  m.read('p');
  assert.equal(m.screen().panel?.title, 'Dockerfile');
  assert.ok(m.screen().panel?.lines.some((line) => line.text.startsWith('FROM ')));
  m.keys('enter');
  assert.equal(m.screen().step, 'review');
  assert.deepEqual(writes(m), []);
});

test('review: the token file is never shown', () => {
  const token = '0123456789abcdef0123456789abcdef';
  const m = atReview({
    layers: {preset: COMPLETE, flags: {delegate: {token: {from: 'file'}}}},
    secrets: {delegateToken: token},
  });
  m.compared({'harness-delegate-token.yaml': {state: 'edited', current: `token: ${token}\n`}});
  m.focus('file:harness-delegate-token.yaml');
  for (const key of [' ', 'p']) {
    m.read(key);
    assert.match(m.screen().panel?.lines[0]?.text ?? '', /holds the delegate token/);
    assert.ok(!JSON.stringify(m.screen()).includes(token));
    m.keys('escape');
  }
});

const WRITES_FAIL: readonly (readonly [code: string, told: RegExp])[] = [
  [
    'ENOSPC',
    /^out\/Dockerfile could not be written: the disk is full; \d+ kB are free\. Nothing was changed\. /,
  ],
  [
    'EDQUOT',
    /^out\/Dockerfile could not be written: your disk quota is used up\. Nothing was changed\. .* larger quota; /,
  ],
  ['EIO', /^out\/Dockerfile could not be written: the disk reports an error\. Nothing was changed\. /],
];
for (const [code, told] of WRITES_FAIL)
  test(`review: a write that fails with ${code} is told, the disk is looked at again, and Enter tries again`, () => {
    const m = atReview();
    m.compared();
    m.keys('enter');
    const {message, next} = writeError('out/Dockerfile', Object.assign(new Error(code), {code}), '.');
    m.send({type: 'failed', where: 'write', message, next});
    assert.equal(m.screen().busy, 'Looking at the disk…');
    const [notice] = m.screen().notices;
    assert.equal(notice?.severity, 'error');
    assert.match(notice.message, told);
    m.compared();
    m.keys('enter');
    assert.equal(writes(m).length, 2);
  });

test('review: Ctrl+C after a failed write ends as failed', () => {
  const m = atReview();
  m.compared();
  m.keys('enter');
  m.send({type: 'failed', where: 'write', message: 'No space left.'});
  m.keys('ctrl+c');
  assert.deepEqual(m.state().outcome, {kind: 'failed', message: 'No space left.'});
});

test('review: while writing keys are not heard, Ctrl+C waits for the write, a second one does not', () => {
  const m = atReview();
  m.compared();
  m.keys('enter');
  m.keys('enter', 'escape');
  assert.equal(writes(m).length, 1);
  m.keys('ctrl+c');
  assert.equal(m.state().outcome, undefined);
  assert.match(m.screen().busy ?? '', /Finishing the write/);
  m.keys('ctrl+c');
  assert.equal(m.state().outcome?.kind, 'failed');
});

test('review: Ctrl+C during the write still ends as written', () => {
  const m = atReview();
  m.compared();
  m.keys('enter');
  m.keys('ctrl+c');
  m.send({type: 'write-done'});
  assert.equal(m.state().outcome?.kind, 'written');
});

for (const glued of ['hello\nworld\n', '\r\r', 'ko', 'o\r', 's\r', 'dn', 'j\r']) {
  test(`review: ${JSON.stringify(glued)} in one read writes nothing and changes nothing`, () => {
    const m = atReview();
    m.compared({Dockerfile: {state: 'edited', current: 'FROM scratch\n'}});
    const before = m.state().review;
    m.read(glued);
    assert.deepEqual(m.state().review, before);
    assert.equal(m.state().busy, undefined);
    assert.equal(m.screen().overlay, undefined);
    assert.equal(writes(m).length, 0);
  });
}

test('review: pasted text goes into the directory, and nowhere else', () => {
  const m = atReview();
  m.compared({Dockerfile: {state: 'edited', current: 'FROM scratch\n'}});
  const before = m.state();
  m.paste('o');
  assert.deepEqual(m.state(), before);
  m.focus('directory');
  m.paste('out');
  assert.equal(m.state().review.directory, 'out');
});

test('review: a disk that cannot be looked at is told', () => {
  const m = atReview();
  m.send({
    type: 'failed',
    where: 'compare',
    message: 'The directory cannot be read.',
    next: ['Choose another one.'],
  });
  assert.deepEqual(m.screen().notices[0], {
    severity: 'error',
    message: 'The directory cannot be read. Choose another one.',
  });
});

test('review: answers are saved as a preset under a name', () => {
  const m = atReview();
  m.compared();
  m.read('s');
  assert.equal(m.screen().overlay, 'Save as preset');
  for (const name of ['Team A', '..', '../a', 'con', 'nul.x', 'x'.repeat(65)]) {
    m.read(`${name}\r`);
    assert.equal(m.screen().overlay, 'Save as preset', name);
    assert.equal(m.screen().notices[0]?.severity, 'error');
    assert.match(m.screen().notices[0]?.message ?? '', /cannot be the name of a preset\. Use .* at most 64/);
    m.keys('ctrl+u');
  }
  // Blanks around it are nobody's wish.
  m.read('team-a \r');
  assert.equal(m.screen().overlay, undefined);
  assert.deepEqual(m.effects.at(-1), {type: 'save-preset', name: 'team-a', answers: m.state().answers});
  m.send({type: 'preset-saved', name: 'team-a', path: '/home/me/team-a.yaml'});
  assert.match(m.screen().notices[0]?.message ?? '', /^Saved team-a as \/home\/me\/team-a\.yaml/);
});

test('review: a preset without a typed name is named after the delegate', () => {
  const m = atReview();
  m.compared();
  m.read('s');
  m.read('\r');
  const saved = m.effects.at(-1);
  assert.equal(saved?.type === 'save-preset' && saved.name, 'custom-del');
});

test('review: an answer that no step asks about keeps the files from being written, and is told', () => {
  const m = machine({layers: {preset: {...COMPLETE, description: 'two\nlines'}}, isGiven: true});
  assert.equal(m.screen().question, 'Some answers are still open');
  assert.equal(m.screen().notices[0]?.severity, 'error');
  assert.match(m.screen().notices[0]?.message ?? '', /^Description must be one line/);
  m.keys('enter');
  assert.deepEqual(m.effects, []);
  assert.equal(m.screen().step, 'review');
});
