import assert from 'node:assert/strict';
import {existsSync, mkdirSync, rmSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {UserError} from '../../src/domain/user-error.ts';
import {commitFiles} from '../../src/services/commit-files.ts';
import {snapshot} from './snapshot.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

test('a failure of the last file puts the earlier ones back, with their content', async (t) => {
  const directory = temporaryDirectory(t);
  const at = (name: string) => join(directory, name);
  for (const name of ['ours', 'edited', 'in-the-way']) await writeFile(at(name), `old ${name}`);
  const before = await snapshot(directory);
  for (const name of ['1', '2', '3', '4']) await writeFile(at(name), `new ${name}`);
  const committing = commitFiles([
    {path: 'ours', staged: at('1'), target: at('ours'), backup: false},
    {path: 'edited', staged: at('2'), target: at('edited'), backup: true},
    {path: 'new', staged: at('3'), names: [at('new')]},
    {path: 'in-the-way', staged: at('4'), names: [at('in-the-way')]},
  ]);
  await assert.rejects(committing, (error) => {
    assert.ok(error instanceof UserError);
    assert.match(error.message, /^in-the-way could not be written/);
    assert.match(error.next.join(), /Nothing was changed/);
    return true;
  });
  assert.deepEqual(await snapshot(directory), {...before, 4: '644 new 4'});
});

test('a target that vanished stops before anything is replaced', async (t) => {
  const directory = temporaryDirectory(t);
  const at = (name: string) => join(directory, name);
  await writeFile(at('a'), 'old a');
  for (const name of ['1', '2']) await writeFile(at(name), `new ${name}`);
  const before = await snapshot(directory);
  const committing = commitFiles([
    {path: 'a', staged: at('1'), target: at('a'), backup: true},
    {path: 'b', staged: at('2'), target: at('b'), backup: true},
  ]);
  await assert.rejects(committing, /^UserError: b could not be written: it does not exist\.$/);
  assert.deepEqual(await snapshot(directory), before);
});

test('when something cannot be put back, its backup stays and the error says so', async (t) => {
  const directory = temporaryDirectory(t);
  const at = (name: string) => join(directory, name);
  await writeFile(at('a'), 'old a');
  await writeFile(at('1'), 'new a');
  await writeFile(at('2'), 'new b');
  /** By the time the second file asks for a name, a directory stands where the first one went. */
  function* names(): Generator<string> {
    rmSync(at('a'));
    mkdirSync(at('a'));
    yield at('a');
  }
  const committing = commitFiles([
    {path: 'a', staged: at('1'), target: at('a'), backup: true},
    {path: 'b', staged: at('2'), names: names()},
  ]);
  await assert.rejects(committing, (error) => {
    assert.ok(error instanceof UserError);
    assert.match(error.next.join(), /Not everything could be put back/);
    return true;
  });
  assert.equal((await snapshot(directory))['a.backup-1'], '644 old a');
});

test('where hard links are not possible, files are copied, and nothing is replaced', async (t) => {
  const directory = temporaryDirectory(t);
  // Usually another file system than the temporary directory.
  const other = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : directory, 'delegate-tui-test-'));
  t.after(async () => rm(other, {recursive: true}));
  const at = (name: string) => join(directory, name);
  await writeFile(at('staged'), 'new', {mode: 0o600});
  await writeFile(join(other, 'taken'), 'old');
  const [committed] = await commitFiles([
    {path: 'free', staged: at('staged'), names: [join(other, 'taken'), join(other, 'free')]},
  ]);
  assert.deepEqual(committed, {writtenTo: join(other, 'free')});
  assert.deepEqual(await snapshot(other), {free: '600 new', taken: '644 old'});
});
