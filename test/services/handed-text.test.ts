import assert from 'node:assert/strict';
import {readdir} from 'node:fs/promises';
import {describe, test, type TestContext} from 'node:test';
import {handText, lacksHandedText, withoutSource} from '../../src/services/run/handed-text.ts';
import {run} from '../../src/services/run.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const POSIX = {skip: process.platform === 'win32' && 'needs /dev/fd'};
const TEXT = `token: Ä${'x'.repeat(200_000)}\n`;

/** A directory for temporary files that nobody else uses; gives what lies in it. */
async function ownTemporary(t: TestContext): Promise<() => Promise<string[]>> {
  const before = process.env['TMPDIR'];
  const directory = temporaryDirectory(t);
  process.env['TMPDIR'] = directory;
  t.after(() => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  });
  return async () => await readdir(directory);
}

describe('a text handed to a program', POSIX, () => {
  test('has no name, and can be read more than once', async (t) => {
    const files = await ownTemporary(t);
    const {path, descriptors, close} = await handText(TEXT);
    assert.deepEqual(await files(), []);
    // The second look at it is that of a program that reads a file twice.
    const script = `[ "$(wc -c < ${path})" -gt 200000 ] && read -r word rest < ${path} && echo "$word" && cat ${path}`;
    const result = await run({program: '/bin/sh', args: ['-c', script], descriptors});
    await close();
    assert.equal(result.ok, true, result.stderr);
    if (process.platform === 'linux') assert.equal(result.stdout, `token:\n${TEXT}`);
  });

  test('with a name it is a file that only we may read, and gone at the end', async (t) => {
    const files = await ownTemporary(t);
    const {path, descriptors, close} = await handText(TEXT, {named: true});
    assert.deepEqual(descriptors, []);
    const result = await run({program: '/bin/sh', args: ['-c', `ls -l ${path}; cat ${path}`]});
    assert.match(result.stdout, /^-rw------- /);
    assert.ok(result.stdout.endsWith(TEXT));
    await close();
    assert.deepEqual(await files(), []);
  });
});

test('what kubectl says when it did not inherit the text, and when the server refuses it', () => {
  assert.equal(lacksHandedText('error: the path "/dev/fd/3" does not exist'), true);
  assert.equal(lacksHandedText('error: open /dev/fd/3: no such file or directory'), true);
  const refused =
    'Error from server (Forbidden): error when creating "/dev/fd/3": deployments.apps "d" is forbidden: no';
  assert.equal(lacksHandedText(refused), false);
  assert.equal(
    withoutSource(refused),
    'Error from server (Forbidden): deployments.apps "d" is forbidden: no',
  );
});
