import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {chmod, mkdir, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import type {FileComparison} from '../../src/domain/events.ts';
import type {PlannedFile} from '../../src/domain/plan-types.ts';
import {UserError} from '../../src/domain/user-error.ts';
import {compareFiles} from '../../src/services/compare-files.ts';
import {stamp} from '../../src/services/stamp.ts';
import {asPlainUser} from './as-plain-user.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const planned = (over: Partial<PlannedFile> = {}): PlannedFile => ({
  role: 'dockerfile',
  path: 'Dockerfile',
  content: 'FROM b\n',
  mode: 0o644,
  ...over,
});

async function compareOne(directory: string, file = planned()): Promise<FileComparison> {
  const [comparison, ...rest] = await compareFiles({directory, files: [file]});
  assert.ok(comparison);
  assert.equal(rest.length, 0);
  return comparison;
}

interface Case {
  readonly what: string;
  readonly make: (path: string) => Promise<unknown>;
  readonly expected: Pick<FileComparison, 'state' | 'current' | 'reason'>;
}

const TEXTS: readonly Case[] = [
  {what: 'nothing there', make: async () => {}, expected: {state: 'new'}},
  {
    what: 'the same, stamped',
    make: (path) => writeFile(path, stamp('FROM b\n')),
    expected: {state: 'unchanged', current: 'FROM b\n'},
  },
  {
    what: 'ours with other content',
    make: (path) => writeFile(path, stamp('FROM a\n')),
    expected: {state: 'changed', current: 'FROM a\n'},
  },
  {
    what: 'ours, edited',
    make: (path) => writeFile(path, stamp('FROM a\n').replace('a\n', 'x\n')),
    expected: {state: 'edited', current: 'FROM x\n'},
  },
  {
    what: 'foreign',
    make: (path) => writeFile(path, 'FROM mine\n'),
    expected: {state: 'edited', current: 'FROM mine\n'},
  },
  {
    what: 'the same without a stamp',
    make: (path) => writeFile(path, 'FROM b\n'),
    expected: {state: 'changed', current: 'FROM b\n'},
  },
  {
    what: 'edited to be the same',
    make: (path) => writeFile(path, `FROM b\n${stamp('FROM a\n').slice('FROM a\n'.length)}`),
    expected: {state: 'changed', current: 'FROM b\n'},
  },
  {
    what: 'the same with other line ends',
    make: (path) => writeFile(path, 'FROM b\r\n'),
    expected: {state: 'edited', current: 'FROM b\r\n'},
  },
  {what: 'an empty file', make: (path) => writeFile(path, ''), expected: {state: 'edited', current: ''}},
  {
    what: 'invalid UTF-8',
    make: (path) => writeFile(path, Buffer.from([0x46, 0xff, 0xfe])),
    expected: {state: 'edited'},
  },
  {what: 'a NUL', make: (path) => writeFile(path, 'FROM\0b'), expected: {state: 'edited'}},
  {
    what: 'exactly 1 MiB',
    make: (path) => writeFile(path, 'x'.repeat(1024 * 1024)),
    expected: {state: 'edited', current: 'x'.repeat(1024 * 1024)},
  },
  {
    what: 'more than 1 MiB',
    make: (path) => writeFile(path, 'x'.repeat(1024 * 1024 + 1)),
    expected: {state: 'edited'},
  },
  {
    what: 'a directory',
    make: (path) => mkdir(path),
    expected: {state: 'blocked', reason: 'Dockerfile is a directory'},
  },
  {
    what: 'a link',
    make: (path) => symlink('/etc/hostname', path),
    expected: {state: 'blocked', reason: 'Dockerfile is a link to /etc/hostname'},
  },
  {
    what: 'a dangling link',
    make: (path) => symlink('/nonexistent/\u001b[31mx', path),
    expected: {state: 'blocked', reason: 'Dockerfile is a link to /nonexistent/x'},
  },
  {
    what: 'a pipe',
    make: async (path) => execFileSync('mkfifo', [path]),
    expected: {state: 'blocked', reason: 'Dockerfile is not a regular file'},
  },
];

for (const {what, make, expected} of TEXTS) {
  test(`${what}: ${expected.state}`, async (t) => {
    const directory = temporaryDirectory(t);
    await make(join(directory, 'Dockerfile'));
    assert.deepEqual(await compareOne(directory), {path: 'Dockerfile', role: 'dockerfile', ...expected});
  });
}

test('a token file is compared, and its content stays where it is', async (t) => {
  const directory = temporaryDirectory(t);
  const token = planned({role: 'token', path: 'token.yaml', content: 'token: abc\n', mode: 0o600});
  await writeFile(join(directory, 'token.yaml'), stamp('token: abc\n'), {mode: 0o600});
  assert.deepEqual(await compareOne(directory, token), {
    path: 'token.yaml',
    role: 'token',
    state: 'unchanged',
  });
  await chmod(join(directory, 'token.yaml'), 0o644);
  assert.equal((await compareOne(directory, token)).state, 'changed', 'others could read it');
  await writeFile(join(directory, 'token.yaml'), 'token: mine\n');
  assert.deepEqual(await compareOne(directory, token), {path: 'token.yaml', role: 'token', state: 'edited'});
});

interface Obstacle {
  readonly what: string;
  /** Gives the output directory. */
  readonly make: (root: string) => Promise<string>;
  readonly path: string;
  readonly reason: (root: string) => string;
}

const OBSTACLES: readonly Obstacle[] = [
  {
    what: 'the output directory is a file',
    make: async (root) => writeFile(join(root, 'out'), '').then(() => join(root, 'out')),
    path: 'Dockerfile',
    reason: (root) => `${root}/out is a file, not a directory`,
  },
  {
    what: 'a directory above the output directory is a file',
    make: async (root) => writeFile(join(root, 'file'), '').then(() => join(root, 'file', 'deep', 'out')),
    path: 'Dockerfile',
    reason: (root) => `${root}/file is a file, not a directory`,
  },
  {
    what: 'the output directory is a link to nothing',
    make: async (root) => symlink(join(root, 'gone'), join(root, 'out')).then(() => join(root, 'out')),
    path: 'Dockerfile',
    reason: (root) => `${root}/out is a link to nothing`,
  },
  {
    what: 'a directory in the path is a file',
    make: async (root) => writeFile(join(root, 'sub'), '').then(() => root),
    path: 'sub/a.yaml',
    reason: (root) => `${root}/sub is a file, not a directory`,
  },
  {
    what: 'a directory in the path is a link',
    make: async (root) => symlink('/tmp', join(root, 'sub')).then(() => root),
    path: 'sub/a.yaml',
    reason: (root) => `${root}/sub is a link that could lead elsewhere`,
  },
];

for (const {what, make, path, reason} of OBSTACLES) {
  test(`blocked: ${what}`, async (t) => {
    const root = temporaryDirectory(t);
    const directory = await make(root);
    const comparison = await compareOne(directory, planned({path}));
    assert.deepEqual(comparison, {path, role: 'dockerfile', state: 'blocked', reason: reason(root)});
  });
}

test('the output directory may be a link, may be missing, and may have missing directories above it', async (t) => {
  const root = temporaryDirectory(t);
  await mkdir(join(root, 'real'));
  await symlink(join(root, 'real'), join(root, 'out'));
  for (const directory of ['out', 'missing', 'missing/deep']) {
    assert.equal(
      (await compareOne(join(root, directory), planned({path: 'a/b.yaml'}))).state,
      'new',
      directory,
    );
  }
});

const compareAsPlainUser = async (directory: string, files: readonly PlannedFile[]) =>
  asPlainUser([directory], {module: 'compare-files.ts', name: 'compareFiles', argument: {directory, files}});

test('blocked: the directory may not be written to; what is up to date needs no permission', async (t) => {
  const directory = temporaryDirectory(t);
  await writeFile(join(directory, 'Dockerfile'), stamp('FROM a\n'));
  await writeFile(join(directory, 'same'), stamp('FROM b\n'));
  await chmod(directory, 0o555);
  const files = [planned(), planned({path: 'new'}), planned({path: 'sub/new'}), planned({path: 'same'})];
  const reason = `${directory} cannot be written to: you have no permission`;
  const blocked = (path: string) => ({path, role: 'dockerfile', state: 'blocked', reason});
  assert.deepEqual(await compareAsPlainUser(directory, files), {
    value: [
      blocked('Dockerfile'),
      blocked('new'),
      blocked('sub/new'),
      {path: 'same', role: 'dockerfile', state: 'unchanged', current: 'FROM b\n'},
    ],
  });
});

test('blocked: a file that may not be read', async (t) => {
  const directory = temporaryDirectory(t);
  await writeFile(join(directory, 'Dockerfile'), 'secret', {mode: 0o000});
  const reason = 'Dockerfile cannot be read: you have no permission';
  assert.deepEqual(await compareAsPlainUser(directory, [planned()]), {
    value: [{path: 'Dockerfile', role: 'dockerfile', state: 'blocked', reason}],
  });
});

for (const path of [
  '../x',
  'a/../../x',
  '/etc/x',
  '',
  '.',
  './x',
  'a//b',
  'a/',
  'a/..',
  '..\\x',
  'x\n',
  'a\u0000b',
  'a\u202eb',
]) {
  test(`the path ${JSON.stringify(path)} is refused`, async (t) => {
    const directory = temporaryDirectory(t);
    await assert.rejects(compareFiles({directory, files: [planned({path})]}), UserError);
  });
}

test('one path twice is refused', async (t) => {
  const directory = temporaryDirectory(t);
  await assert.rejects(compareFiles({directory, files: [planned(), planned()]}), /same path/);
});
