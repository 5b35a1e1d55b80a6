import assert from 'node:assert/strict';
import {statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {openBuildLog} from '../../src/services/builder/build-log.ts';
import {makeMissing, makePrivateDirectory} from '../../src/services/make-missing.ts';
import {openPreferences} from '../../src/services/preferences.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

test('directories: what is missing is made, the topmost first, each with the mode', async (t) => {
  const root = temporaryDirectory(t);
  const made: string[] = [];
  const path = join(root, 'a', 'b');
  await makeMissing(path, {mode: 0o700, onMade: (directory) => made.push(directory)});
  assert.deepEqual(made, [join(root, 'a'), path]);
  for (const directory of made) assert.equal(statSync(directory).mode & 0o777, 0o700);
  await makeMissing(path, {mode: 0o700, onMade: () => assert.fail('nothing is missing any more')});
});

/** Node's recursive mkdir never ends at the first of these. Source: proc(5), where mkdir fails with ENOENT. */
const odd = '/proc/self/x/.config';

test('directories: below a place where none can be made it ends with the reason of the system', async (t) => {
  const file = join(temporaryDirectory(t), 'file');
  writeFileSync(file, '');
  for (const path of [odd, join(file, 'x')])
    await assert.rejects(makePrivateDirectory(path), ({code}: NodeJS.ErrnoException) => code !== undefined);
});

test('directories: with a home below /proc settings and logs cost a sentence, and nothing hangs', async () => {
  const preferences = openPreferences({directory: odd});
  assert.deepEqual(await preferences.read(), {preferences: {}});
  assert.match((await preferences.write({})).notice ?? '', /^Preferences were not saved: /);
  assert.equal(typeof (await openBuildLog(odd, {now: new Date(0), what: 'build'})), 'string');
});
