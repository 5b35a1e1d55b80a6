import assert from 'node:assert/strict';
import {chmod, mkdir, stat, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {openPreferences} from '../../src/services/preferences.ts';
import type {PreferenceValues} from '../../src/services/preferences.ts';
import {asPlainUser} from './as-plain-user.ts';
import {snapshot} from './snapshot.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const VALUES: PreferenceValues = {
  lastAnswers: {base: {version: '26.08.89806'}, tools: ['kubectl'], delegate: {env: {A: 'b.c'}}},
  recent: {'image.repository': ['acme/delegate', 'acme/other']},
  lastUsed: '2026-11-12',
};
const LINE = /^[^\n]+[.?]$/;

test('nothing saved yet: nothing to tell, and nothing is made', async (t) => {
  const root = temporaryDirectory(t);
  assert.deepEqual(await openPreferences({directory: join(root, 'cfg')}).read(), {preferences: {}});
  assert.deepEqual(await snapshot(root), {});
});

test('what is written is read again, by the user only', async (t) => {
  const root = temporaryDirectory(t);
  const directory = join(root, 'deep', 'cfg');
  assert.deepEqual(await openPreferences({directory}).write(VALUES), {});
  assert.deepEqual(await openPreferences({directory}).read(), {preferences: VALUES});
  assert.equal((await stat(directory)).mode & 0o777, 0o700);
  assert.deepEqual(Object.keys(await snapshot(directory)), ['preferences.json']);
  assert.equal((await stat(join(directory, 'preferences.json'))).mode & 0o777, 0o600);
});

test('what is written takes the place of what was there', async (t) => {
  const directory = temporaryDirectory(t);
  const preferences = openPreferences({directory});
  await preferences.write(VALUES);
  assert.deepEqual(await preferences.write({lastUsed: '2026-11-13'}), {});
  assert.deepEqual(await preferences.read(), {preferences: {lastUsed: '2026-11-13'}});
});

const BROKEN: readonly (readonly [what: string, content: string | Buffer])[] = [
  ['half a file', '{"lastAnswers": {"base'],
  ['nothing', ''],
  ['bytes', Buffer.from([0xff, 0x00, 0xfe])],
  ['too much', `{"lastUsed": "${'x'.repeat(1024 * 1024)}"}`],
  ['a list', '[1, 2]'],
  ['a word', '"hello"'],
  ['null', 'null'],
  ['other answers', '{"lastAnswers": "kubectl"}'],
  ['other lists', '{"recent": {"a": [1]}}'],
];

for (const [what, content] of BROKEN) {
  test(`a store with ${what} is kept aside, by reading and by writing`, async (t) => {
    const directory = temporaryDirectory(t);
    const file = join(directory, 'preferences.json');
    await writeFile(join(directory, 'preferences.json.corrupt-1'), 'earlier');
    await writeFile(file, content);
    const read = await openPreferences({directory}).read();
    assert.deepEqual(read.preferences, {});
    assert.match(read.notice ?? '', /kept as preferences\.json\.corrupt-2/);
    assert.match(read.notice ?? '', LINE);
    const kept = `644 ${content.toString('latin1')}`;
    assert.deepEqual(await snapshot(directory), {
      'preferences.json.corrupt-1': '644 earlier',
      'preferences.json.corrupt-2': kept,
    });
    assert.deepEqual(await openPreferences({directory}).read(), {preferences: {}}, 'told once');

    await writeFile(file, content);
    const written = await openPreferences({directory}).write(VALUES);
    assert.match(written.notice ?? '', /kept as preferences\.json\.corrupt-3/);
    assert.equal((await snapshot(directory))['preferences.json.corrupt-3'], kept);
    assert.deepEqual(await openPreferences({directory}).read(), {preferences: VALUES});
  });
}

test('values that a later version may add are passed over', async (t) => {
  const directory = temporaryDirectory(t);
  await writeFile(
    join(directory, 'preferences.json'),
    '{"lastUsed": "2026-11-12", "colours": 3, "__proto__": {"recent": 1}}',
  );
  assert.deepEqual(await openPreferences({directory}).read(), {preferences: {lastUsed: '2026-11-12'}});
});

test('something that is not a file in its place costs a notice', async (t) => {
  const directory = temporaryDirectory(t);
  await mkdir(join(directory, 'preferences.json'));
  const preferences = openPreferences({directory});
  const {notice} = await preferences.read();
  assert.match(
    notice ?? '',
    /^Saved preferences cannot be read: something that is not a file is in its place\. Set DELEGATE_TUI_CONFIG_DIR/,
  );
  assert.match((await preferences.write(VALUES)).notice ?? '', /^Preferences were not saved: something/);
});

test('a file where the directory should be costs a notice', async (t) => {
  const root = temporaryDirectory(t);
  await writeFile(join(root, 'file'), '');
  const preferences = openPreferences({directory: join(root, 'file', 'cfg')});
  assert.match((await preferences.read()).notice ?? '', /a part of the path is a file/);
  assert.match((await preferences.write(VALUES)).notice ?? '', /a part of the path is a file/);
});

test('a directory that may not be written to costs a notice, and can still be read', async (t) => {
  const directory = temporaryDirectory(t);
  await openPreferences({directory}).write(VALUES);
  await chmod(join(directory, 'preferences.json'), 0o644);
  await chmod(directory, 0o555);
  const open = {module: 'preferences.ts', name: 'openPreferences', argument: {directory}};
  const read = await asPlainUser([directory], {...open, method: {name: 'read'}});
  assert.deepEqual(read, {value: {preferences: VALUES}});
  const written = await asPlainUser([directory], {...open, method: {name: 'write', argument: {}}});
  const notice =
    'Preferences were not saved: you have no permission. Set DELEGATE_TUI_CONFIG_DIR to a directory that is yours.';
  assert.deepEqual(written, {value: {notice}});
});

test('a store that is a link stays one', async (t) => {
  const root = temporaryDirectory(t);
  const directory = join(root, 'cfg');
  await mkdir(directory);
  await writeFile(join(root, 'dotfiles.json'), '{"lastUsed": "2026-11-12"}');
  await symlink(join(root, 'dotfiles.json'), join(directory, 'preferences.json'));
  const preferences = openPreferences({directory});
  assert.deepEqual(await preferences.read(), {preferences: {lastUsed: '2026-11-12'}});
  await preferences.write(VALUES);
  assert.deepEqual(await preferences.read(), {preferences: VALUES});
  assert.match((await snapshot(directory))['preferences.json'] ?? '', /^link to/);
});

const TOKEN = '0123456789abcdef0123456789ABCDEF';
const BASE64 = Buffer.from(TOKEN.toLowerCase()).toString('base64');

for (const secret of [TOKEN, BASE64, `export TOKEN=${TOKEN}`, `"${BASE64}"`]) {
  test(`${secret} is not remembered, wherever it stands`, async (t) => {
    const directory = temporaryDirectory(t);
    const preferences = openPreferences({directory});
    const {notice} = await preferences.write({
      lastAnswers: {delegate: {initScript: secret, name: 'custom-del', [secret]: 'x', tags: ['a', secret]}},
      recent: {'delegate.name': [secret, 'custom-del']},
      lastUsed: secret,
    });
    assert.match(notice ?? '', /^What looks like a delegate token was not remembered\. Give the token with/);
    assert.deepEqual(await preferences.read(), {
      preferences: {
        lastAnswers: {delegate: {name: 'custom-del', tags: ['a']}},
        recent: {'delegate.name': ['custom-del']},
      },
    });
    assert.ok(!JSON.stringify(await snapshot(directory)).includes(secret));
  });
}

test('digests are not taken for tokens', async (t) => {
  const directory = temporaryDirectory(t);
  const preferences = openPreferences({directory});
  const values = {
    lastAnswers: {
      digest: `sha256:${'0a'.repeat(32)}`,
      sha1: '0a'.repeat(20),
      base64: Buffer.alloc(32, 0xfe).toString('base64'),
    },
  };
  assert.deepEqual(await preferences.write(values), {});
  assert.deepEqual(await preferences.read(), {preferences: values});
});

test('values that are not JSON cost a notice', async (t) => {
  const directory = temporaryDirectory(t);
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  assert.match(
    (await openPreferences({directory}).write({lastAnswers: circular})).notice ?? '',
    /^Preferences were not saved/,
  );
});
