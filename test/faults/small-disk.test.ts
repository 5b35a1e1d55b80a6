import assert from 'node:assert/strict';
import {existsSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import type {PlannedFile} from '../../src/domain/plan-types.ts';
import {UserError} from '../../src/domain/user-error.ts';
import {openPreferences} from '../../src/services/preferences.ts';
import {saveRun, type RunRecord} from '../../src/services/run-record.ts';
import {writeFiles} from '../../src/services/write-files.ts';
import {runProgram} from '../helpers/built-program.ts';
import {MAY_MOUNT, smallDisk} from '../helpers/fault-disk.ts';
import {COMPLETE_FLAGS} from '../helpers/run-cli.ts';
import {snapshot} from '../services/snapshot.ts';

/** Three files of 6 kB each. */
const plan = (word: string): PlannedFile[] =>
  ['Dockerfile', 'sub/harness-delegate.yaml', 'token.yaml'].map((path) => ({
    role: path === 'token.yaml' ? 'token' : 'manifest',
    path,
    content: `# ${word}\n`.repeat(6000 / (word.length + 3)),
    mode: path === 'token.yaml' ? 0o600 : 0o644,
  }));

async function write(directory: string, files: readonly PlannedFile[]): Promise<UserError | undefined> {
  try {
    for await (const event of writeFiles({directory, files})) assert.equal(event.type, 'file');
    return undefined;
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return error;
  }
}

const generate = ['generate', '--preset', 'kubernetes', ...COMPLETE_FLAGS];

describe('a real disk that is full or may not be written to', MAY_MOUNT, () => {
  test('full at any moment of the set: everything new or everything as it was, and how much is free is told', async (t) => {
    const disk = smallDisk(t, {kilobytes: 96});
    const directory = join(disk.path, 'out');
    const outcomes = new Set<string>();
    for (let left = 0; left <= 32; left += 2) {
      disk.empty();
      assert.equal(await write(directory, plan('old')), undefined);
      const before = await snapshot(directory);
      disk.fillBut(left);
      const error = await write(directory, plan('new'));
      const after = await snapshot(directory);
      outcomes.add(error === undefined ? 'written' : 'full');
      if (error === undefined) {
        for (const [name, text] of Object.entries(after))
          if (text !== before[name]) assert.match(text, /# new/);
        assert.deepEqual(Object.keys(after), Object.keys(before));
        continue;
      }
      assert.deepEqual(after, before, `${left} kB were free`);
      assert.match(error.message, /^[\w./-]+ could not be written: the disk is full; \d+ kB are free\.$/);
      assert.deepEqual(error.next, ['Nothing was changed. Remove the cause and run it again.']);
    }
    assert.deepEqual([...outcomes].toSorted(), ['full', 'written']);
  });

  test('no room for another name: as full, and no directory is left', async (t) => {
    for (let inodes = 2; inodes <= 7; inodes++) {
      const disk = smallDisk(t, {kilobytes: 96, inodes});
      const directory = join(disk.path, 'out');
      const error = await write(directory, plan('new'));
      if (error === undefined) continue;
      assert.match(error.message, /the disk is full/);
      assert.deepEqual(await snapshot(disk.path), {});
    }
  });

  test('the program says so, ends with 1, and leaves the files of before', async (t) => {
    const disk = smallDisk(t, {kilobytes: 64});
    const args = [...generate, '--output', 'out'];
    assert.equal((await runProgram({args, cwd: disk.path})).code, 0);
    disk.fillBut(8);
    const before = await snapshot(join(disk.path, 'out'));
    const {code, err} = await runProgram({args: [...args, '--name', 'another'], cwd: disk.path});
    assert.equal(code, 1, err);
    assert.match(err, /could not be written: the disk is full; \d+ kB are free\.\nNothing was changed/);
    assert.deepEqual(await snapshot(join(disk.path, 'out')), before);
  });

  test('read-only: told before anything is written, and as a reason', async (t) => {
    const disk = smallDisk(t, {kilobytes: 64});
    mkdirSync(join(disk.path, 'out'));
    disk.setReadOnly(true);
    const {code, out, err} = await runProgram({args: [...generate, '--output', 'out'], cwd: disk.path});
    disk.setReadOnly(false);
    assert.equal(code, 1, `${out}\n${err}`);
    assert.match(err, /cannot be written to: the file system is read-only\.\nNothing was written\./);
    assert.deepEqual(await snapshot(join(disk.path, 'out')), {});
  });

  test('preferences and run records cost one sentence or reason there, and never the work', async (t) => {
    const disk = smallDisk(t, {kilobytes: 16});
    disk.fillBut(0);
    const record = {id: 'run', undo: []} as unknown as RunRecord;
    assert.equal(await saveRun(join(disk.path, 'runs'), record), 'the disk is full');
    const preferences = openPreferences({directory: join(disk.path, 'config')});
    assert.match((await preferences.write({})).notice ?? '', /^Preferences were not saved: .*disk is full/);
    disk.setReadOnly(true);
    assert.equal(await saveRun(join(disk.path, 'more'), record), 'the file system is read-only');
    disk.setReadOnly(false);
    assert.ok(!existsSync(join(disk.path, 'runs', 'run.json')));
  });
});
