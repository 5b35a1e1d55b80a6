import assert from 'node:assert/strict';
import {chmod, link, mkdir, readFile, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import type {FileChoice, PlanEvent} from '../../src/domain/events.ts';
import type {PlannedFile} from '../../src/domain/plan-types.ts';
import {UserError} from '../../src/domain/user-error.ts';
import {compareFiles} from '../../src/services/compare-files.ts';
import {stamp} from '../../src/services/stamp.ts';
import {writeFiles} from '../../src/services/write-files.ts';
import type {WriteRequest} from '../../src/services/write-files.ts';
import {asPlainUser} from './as-plain-user.ts';
import {snapshot} from './snapshot.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const planned = (over: Partial<PlannedFile> = {}): PlannedFile => ({
  role: 'manifest',
  path: 'a.yaml',
  content: 'new: 1\n',
  mode: 0o644,
  ...over,
});

async function write(request: WriteRequest): Promise<PlanEvent[]> {
  const events: PlanEvent[] = [];
  for await (const event of writeFiles(request)) events.push(event);
  return events;
}

const fails = async (request: WriteRequest, message: RegExp): Promise<void> => {
  await assert.rejects(write(request), (error) => {
    assert.ok(error instanceof UserError, String(error));
    assert.match(error.message, message);
    assert.ok(error.next.length > 0);
    return true;
  });
};

const NEW = `644 ${stamp('new: 1\n')}`;
const OURS = stamp('old: 1\n');
const MINE = 'mine: 1\n';

test('a new file is made with its directories, exact modes and a stamp', async (t) => {
  const root = temporaryDirectory(t);
  const directory = join(root, 'out', 'deep');
  const umask = process.umask(0o077);
  t.after(() => process.umask(umask));
  const files = [planned({path: 'sub/a.yaml'}), planned({role: 'token', path: 'token.yaml', mode: 0o600})];
  const events = await write({directory, files});
  process.umask(umask);
  assert.deepEqual(events, [
    {type: 'file', role: 'manifest', path: 'sub/a.yaml', outcome: 'created'},
    {type: 'file', role: 'token', path: 'token.yaml', outcome: 'created'},
  ]);
  const found = await snapshot(directory);
  assert.equal(found['sub/a.yaml'], NEW);
  assert.equal(found['token.yaml'], `600 ${stamp('new: 1\n')}`);
  assert.deepEqual(Object.keys(found), ['sub', 'sub/a.yaml', 'token.yaml']);
});

test('directories are made with mode 755', async (t) => {
  const root = temporaryDirectory(t);
  const umask = process.umask(0o022);
  t.after(() => process.umask(umask));
  await write({directory: join(root, 'out'), files: [planned()]});
  assert.equal((await stat(join(root, 'out'))).mode & 0o777, 0o755);
});

interface Case {
  readonly what: string;
  readonly before: string;
  readonly choice?: FileChoice;
  readonly event: Partial<PlanEvent>;
  readonly after: Record<string, string>;
}

const replaced = {outcome: 'replaced'} as const;
const withBackup = {outcome: 'replaced', backup: 'a.yaml.backup-1'} as const;
const beside = {outcome: 'written-beside', writtenTo: 'a.new.yaml'} as const;
const CASES: readonly Case[] = [
  {what: 'the same: left', before: stamp('new: 1\n'), event: {outcome: 'unchanged'}, after: {'a.yaml': NEW}},
  {
    what: 'the same: left, whatever is chosen',
    before: stamp('new: 1\n'),
    choice: 'overwrite',
    event: {outcome: 'unchanged'},
    after: {'a.yaml': NEW},
  },
  {what: 'ours: replaced', before: OURS, event: replaced, after: {'a.yaml': NEW}},
  {
    what: 'ours: kept when chosen',
    before: OURS,
    choice: 'keep',
    event: {outcome: 'kept'},
    after: {'a.yaml': `640 ${OURS}`},
  },
  {
    what: 'ours: beside when chosen',
    before: OURS,
    choice: 'beside',
    event: beside,
    after: {'a.yaml': `640 ${OURS}`, 'a.new.yaml': NEW},
  },
  {what: 'edited: kept', before: MINE, event: {outcome: 'kept'}, after: {'a.yaml': `640 ${MINE}`}},
  {
    what: 'edited: backed up and replaced when chosen',
    before: MINE,
    choice: 'overwrite',
    event: withBackup,
    after: {'a.yaml': NEW, 'a.yaml.backup-1': `640 ${MINE}`},
  },
  {
    what: 'edited: beside when chosen',
    before: MINE,
    choice: 'beside',
    event: beside,
    after: {'a.yaml': `640 ${MINE}`, 'a.new.yaml': NEW},
  },
];

for (const {what, before, choice, event, after} of CASES) {
  test(what, async (t) => {
    const directory = temporaryDirectory(t);
    await writeFile(join(directory, 'a.yaml'), before);
    await chmod(join(directory, 'a.yaml'), before === stamp('new: 1\n') ? 0o644 : 0o640);
    const choices: Record<string, FileChoice> = choice === undefined ? {} : {'a.yaml': choice};
    const events = await write({directory, files: [planned()], choices});
    assert.deepEqual(events, [{type: 'file', role: 'manifest', path: 'a.yaml', ...event}]);
    assert.deepEqual(await snapshot(directory), after);
  });
}

test('backups and files beside take the next free name; the same text beside is not written twice', async (t) => {
  const directory = temporaryDirectory(t);
  const files = [planned({path: 'Dockerfile'})];
  await writeFile(join(directory, 'Dockerfile'), MINE);
  await writeFile(join(directory, 'Dockerfile.backup-1'), 'earlier');
  await writeFile(join(directory, 'Dockerfile.new'), 'earlier');
  const besides = {directory, files, choices: {Dockerfile: 'beside'}} as const;
  const event = {type: 'file', role: 'manifest', path: 'Dockerfile'};
  assert.deepEqual(await write(besides), [
    {...event, outcome: 'written-beside', writtenTo: 'Dockerfile.new-2'},
  ]);
  const once = await snapshot(directory);
  assert.deepEqual(await write(besides), [
    {...event, outcome: 'written-beside', writtenTo: 'Dockerfile.new-2'},
  ]);
  assert.deepEqual(await snapshot(directory), once);
  const overwritten = await write({directory, files, choices: {Dockerfile: 'overwrite'}});
  assert.deepEqual(overwritten, [{...event, outcome: 'replaced', backup: 'Dockerfile.backup-2'}]);
  assert.equal(await readFile(join(directory, 'Dockerfile.backup-1'), 'utf8'), 'earlier');
  assert.equal(await readFile(join(directory, 'Dockerfile.new'), 'utf8'), 'earlier');
});

test('a backup of something that is not text keeps every byte', async (t) => {
  const directory = temporaryDirectory(t);
  const bytes = Buffer.alloc(2 * 1024 * 1024, 0xfe);
  await writeFile(join(directory, 'a.yaml'), bytes);
  await write({directory, files: [planned()], choices: {'a.yaml': 'overwrite'}});
  assert.ok(bytes.equals(await readFile(join(directory, 'a.yaml.backup-1'))));
});

test('a second name of a replaced file keeps its content', async (t) => {
  const directory = temporaryDirectory(t);
  await writeFile(join(directory, 'a.yaml'), OURS);
  await link(join(directory, 'a.yaml'), join(directory, 'second'));
  await write({directory, files: [planned()]});
  assert.equal(await readFile(join(directory, 'second'), 'utf8'), OURS);
});

test('a token file that others could read is made private again', async (t) => {
  const directory = temporaryDirectory(t);
  const token = planned({role: 'token', mode: 0o600});
  await writeFile(join(directory, 'a.yaml'), stamp('new: 1\n'));
  await chmod(join(directory, 'a.yaml'), 0o644);
  await write({directory, files: [token]});
  assert.deepEqual(await snapshot(directory), {'a.yaml': `600 ${stamp('new: 1\n')}`});
});

test('an ignore file of the person’s own is kept, and what it lacks is told; one that lacks nothing is just kept', async (t) => {
  const directory = temporaryDirectory(t);
  const files = ['.gitignore', '.dockerignore'].map((path) =>
    planned({role: 'ignore', path, content: '# Why.\n/token.yaml*\n'}),
  );
  await writeFile(join(directory, '.gitignore'), 'dist/\n');
  await writeFile(join(directory, '.dockerignore'), '*.yaml*\n');
  const events = await write({directory, files});
  assert.deepEqual(events, [
    {type: 'file', role: 'ignore', path: '.gitignore', outcome: 'kept', lacks: ['/token.yaml*']},
    {type: 'file', role: 'ignore', path: '.dockerignore', outcome: 'kept'},
  ]);
});

test('what is blocked stops everything, unless it is kept or written beside', async (t) => {
  const directory = temporaryDirectory(t);
  await mkdir(join(directory, 'a.yaml'));
  const files = [planned({path: 'b.yaml'}), planned()];
  const before = await snapshot(directory);
  await fails({directory, files}, /^a\.yaml cannot be written: a\.yaml is a directory\.$/);
  await fails({directory, files, choices: {'a.yaml': 'overwrite'}}, /is a directory/);
  assert.deepEqual(await snapshot(directory), before);
  const [, kept] = await write({directory, files, choices: {'a.yaml': 'keep'}});
  assert.deepEqual(kept, {type: 'file', role: 'manifest', path: 'a.yaml', outcome: 'kept'});
  const [, written] = await write({directory, files, choices: {'a.yaml': 'beside'}});
  assert.deepEqual(written, {type: 'file', role: 'manifest', path: 'a.yaml', ...beside});
});

test('nothing is written through a link in the path, also not beside', async (t) => {
  const root = temporaryDirectory(t);
  await mkdir(join(root, 'elsewhere'));
  await mkdir(join(root, 'out'));
  await symlink(join(root, 'elsewhere'), join(root, 'out', 'sub'));
  const before = await snapshot(root);
  const choicesToTry: Record<string, FileChoice>[] = [
    {},
    {'sub/a.yaml': 'overwrite'},
    {'sub/a.yaml': 'beside'},
  ];
  for (const choices of choicesToTry) {
    await fails({directory: join(root, 'out'), files: [planned({path: 'sub/a.yaml'})], choices}, /is a link/);
  }
  assert.deepEqual(await snapshot(root), before);
});

test('a link at the place of a file is never followed', async (t) => {
  const directory = temporaryDirectory(t);
  await writeFile(join(directory, 'precious'), MINE);
  await symlink('precious', join(directory, 'a.yaml'));
  await fails({directory, files: [planned()], choices: {'a.yaml': 'overwrite'}}, /is a link/);
  await write({directory, files: [planned()], choices: {'a.yaml': 'beside'}});
  const {precious, 'a.yaml': link} = await snapshot(directory);
  assert.deepEqual({precious, link}, {precious: `644 ${MINE}`, link: 'link to precious'});
});

test('what changed since the comparison stops everything', async (t) => {
  const directory = temporaryDirectory(t);
  const files = [planned({path: 'b.yaml'}), planned()];
  const file = join(directory, 'a.yaml');
  await writeFile(file, MINE);
  const changes: readonly (readonly [what: string, change: () => Promise<unknown>])[] = [
    ['edited again', async () => writeFile(file, 'mine: 2\n')],
    ['gone', async () => rm(file)],
    ['now a directory', async () => mkdir(file)],
  ];
  for (const [what, change] of changes) {
    const comparisons = await compareFiles({directory, files});
    await change();
    const before = await snapshot(directory);
    await fails(
      {directory, files, comparisons, choices: {'a.yaml': 'overwrite'}},
      /^a\.yaml changed since it was compared\.$/,
    );
    assert.deepEqual(await snapshot(directory), before, what);
  }
});

test('comparisons of other files are refused', async (t) => {
  const directory = temporaryDirectory(t);
  const comparisons = await compareFiles({directory, files: [planned({path: 'b.yaml'})]});
  await fails({directory, files: [planned()], comparisons}, /changed since it was compared/);
  await fails({directory, files: [planned()], comparisons: []}, /changed since it was compared/);
  assert.deepEqual(await snapshot(directory), {});
});

test('files that cannot both be there leave nothing behind', async (t) => {
  const root = temporaryDirectory(t);
  const files = [planned({path: 'a/b'}), planned({path: 'a'})];
  await fails({directory: join(root, 'out'), files}, /^a changed/);
  assert.deepEqual(await snapshot(root), {});
});

test('a stop before the first file is in its place changes nothing', async (t) => {
  const root = temporaryDirectory(t);
  const directory = join(root, 'out');
  const reason = new Error('stopped by the user');
  await assert.rejects(
    write({directory, files: [planned()], signal: AbortSignal.abort(reason)}),
    (error) => error === reason,
  );
  assert.deepEqual(await snapshot(root), {});
});

test('a stop while files are staged leaves nothing behind', async (t) => {
  const root = temporaryDirectory(t);
  const reason = new Error('stopped by the user');
  for (let stopAt = 1; ; stopAt++) {
    let asked = 0;
    const signal = {
      get aborted() {
        return asked >= stopAt;
      },
      reason,
      throwIfAborted() {
        asked++;
        if (asked >= stopAt) throw reason;
      },
    } as unknown as AbortSignal;
    const directory = join(root, `out-${stopAt}`);
    const files = [planned({path: 'x/a.yaml'}), planned({path: 'b.yaml'})];
    const result = await write({directory, files, signal}).catch((error: unknown) => error);
    if (result !== reason) {
      assert.ok(
        stopAt > 4,
        'the signal is asked at the start, for each file, and before files get their places',
      );
      return assert.deepEqual((result as PlanEvent[]).length, 2);
    }
    assert.deepEqual(await snapshot(root), {});
  }
});

test('a consumer that stops listening gets all files all the same', async (t) => {
  const directory = temporaryDirectory(t);
  for await (const event of writeFiles({directory, files: [planned(), planned({path: 'b.yaml'})]})) {
    assert.equal(event.type, 'file');
    break;
  }
  assert.deepEqual(Object.keys(await snapshot(directory)), ['a.yaml', 'b.yaml']);
});

test('without permission nothing is changed, and the reason is told', async (t) => {
  const directory = temporaryDirectory(t);
  await writeFile(join(directory, 'a.yaml'), OURS);
  await chmod(directory, 0o555);
  const before = await snapshot(directory);
  const argument = {directory, files: [planned()]};
  const {error} = await asPlainUser([directory], {module: 'write-files.ts', name: 'writeFiles', argument});
  assert.deepEqual(error, {
    name: 'UserError',
    message: `a.yaml cannot be written: ${directory} cannot be written to: you have no permission.`,
  });
  assert.deepEqual(await snapshot(directory), before);
});

test('a name that is too long is told', async (t) => {
  const directory = temporaryDirectory(t);
  await fails({directory, files: [planned({path: 'x'.repeat(300)})]}, /the name is too long/);
});
