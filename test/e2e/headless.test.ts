import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {closeSync, existsSync, openSync, readFileSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {PROGRAM, runProgram} from '../helpers/built-program.ts';
import type {ProgramRun} from '../helpers/built-program.ts';
import {COMPLETE_FLAGS} from '../helpers/run-cli.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const FILES = [
  'Dockerfile',
  'build-and-push.yaml',
  'delegate-tui.yaml',
  'harness-delegate.yaml',
  'validate-delegate.yaml',
];
const TOKEN = 'ZGVhZGJlZWZkZWFkYmVlZmRlYWRiZWVmZGVhZGJlZWY=';

const contents = (directory: string) =>
  Object.fromEntries(
    readdirSync(directory)
      .sort()
      .map((name) => [name, readFileSync(join(directory, name), 'utf8')]),
  );

test('generate writes the files, and the answers file writes the same ones again', async (t) => {
  const cwd = temporaryDirectory(t);
  const first = await runProgram({
    args: ['generate', '--preset', 'kubernetes', ...COMPLETE_FLAGS, '--output', 'one'],
    cwd,
  });
  assert.equal(first.code, 0, first.err);
  assert.deepEqual(Object.keys(contents(join(cwd, 'one'))), FILES);
  assert.match(first.out, /^Wrote {3}one\/Dockerfile, harness-delegate\.yaml/);

  const again = await runProgram({
    args: ['generate', '--preset', 'one/delegate-tui.yaml', '--output', 'two'],
    cwd,
  });
  assert.equal(again.code, 0, again.err);
  assert.deepEqual(contents(join(cwd, 'two')), contents(join(cwd, 'one')));
});

test('the command in the last line makes the same files again', async (t) => {
  const cwd = temporaryDirectory(t);
  const output = "it's here";
  const {out} = await runProgram({
    args: ['generate', '--preset', 'helm', ...COMPLETE_FLAGS, '--output', output],
    cwd,
  });
  const line = /^Again {3}npx delegate-tui (.*)$/m.exec(out)?.[1];
  const shell = spawn('sh', ['-c', `"$NODE" "$PROGRAM" ${line}`], {
    cwd,
    env: {...process.env, NODE: process.execPath, PROGRAM},
  });
  let printed = '';
  shell.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  await new Promise((resolve) => shell.on('close', resolve));
  assert.match(printed, /^Same {4}'it'\\''s here\/Dockerfile', harness-delegate\.yaml, /);
  assert.doesNotMatch(printed, /^Wrote/m);
});

test('without a terminal and without answers everything missing is named, and nothing is written', async (t) => {
  const cwd = temporaryDirectory(t);
  const {code, out, err} = await runProgram({args: [], cwd});
  assert.equal(code, 2);
  assert.equal(out, '');
  for (const flag of ['--image-repository', '--account-id', '--manager-url', '--output'])
    assert.match(err, new RegExp(`^missing .*${flag} `, 'm'));
  assert.deepEqual(readdirSync(cwd), []);
});

test('--json prints one event a line and nothing else', async (t) => {
  const cwd = temporaryDirectory(t);
  const {code, out, err} = await runProgram({
    args: ['generate', '--preset', 'kubernetes', ...COMPLETE_FLAGS, '--output', 'o', '--json'],
    cwd,
  });
  assert.equal(code, 0);
  assert.equal(err, '');
  const events = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as {type: string; path?: string});
  const paths = events.flatMap(({type, path}) => (type === 'file' ? [String(path)] : []));
  assert.deepEqual(paths.sort(), FILES);
  assert.deepEqual(events.at(-1), {type: 'done', directory: 'o'});
});

test('the token comes from the environment or a file, and is in no output', async (t) => {
  const cwd = temporaryDirectory(t);
  const args = ['generate', '--preset', 'kubernetes', ...COMPLETE_FLAGS.slice(0, 6), '--token-from', 'file'];
  writeFileSync(join(cwd, 'token'), `${TOKEN}\n`);
  const runs: readonly ProgramRun[] = [
    {args: [...args, '--output', 'env'], env: {DELEGATE_TOKEN: TOKEN}},
    {args: [...args, '--output', 'file', '--token-file', 'token']},
    {args: [...args, '--output', 'stdin', '--token-file', '-'], input: TOKEN},
  ];
  for (const run of runs) {
    const {code, out, err} = await runProgram({...run, cwd});
    assert.equal(code, 0, err);
    assert.ok(!out.includes(TOKEN) && !err.includes(TOKEN));
  }
  const path = join(cwd, 'env', 'harness-delegate-token.yaml');
  assert.match(readFileSync(path, 'utf8'), new RegExp(TOKEN));
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.deepEqual(contents(join(cwd, 'file')), contents(join(cwd, 'env')));
  assert.deepEqual(contents(join(cwd, 'stdin')), contents(join(cwd, 'env')));
});

test('the usage text is the same by every name, from the small script and from the whole program', async () => {
  const names = [['--help'], ['-h'], ['help'], ['wizard', '--help'], ['--help', '--no-color']];
  const texts = new Set<string>();
  for (const args of names) {
    const {code, out} = await runProgram({args});
    assert.equal(code, 0);
    texts.add(out);
  }
  assert.equal(texts.size, 1);
});

test('a large text reaches a pipe whole', async () => {
  const {code, out} = await runProgram({args: ['schema']});
  assert.equal(code, 0);
  assert.equal(out, readFileSync(new URL('../../schema/answers.schema.json', import.meta.url), 'utf8'));
});

/** Writes a part of the results, and then says that the pipe is full. */
const FULL_PIPE = `
  import fs from 'node:fs';
  const {writeSync} = fs;
  let writes = 0;
  fs.writeSync = (descriptor, bytes) => {
    if (descriptor !== 1) return writeSync(descriptor, bytes);
    if (++writes > 1) throw Object.assign(new Error('full'), {code: 'EAGAIN'});
    return writeSync(descriptor, bytes.subarray(0, 1000));
  };
  process.once('exit', () => writes === 2 || process.stderr.write('not full'));`;

test('a pipe that is full for a moment loses nothing', async () => {
  const args = ['generate', '--preset', 'everything', ...COMPLETE_FLAGS, '--print', 'dockerfile'];
  const whole = await runProgram({args});
  assert.equal(whole.code, 0, whole.err);
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(FULL_PIPE)}`;
  assert.deepEqual(await runProgram({args, env: {NODE_OPTIONS}}), whole);
});

test('a reader that leaves early ends the output silently', async () => {
  const child = spawn(process.execPath, [PROGRAM, 'help', 'generate'], {stdio: ['ignore', 'pipe', 'pipe']});
  child.stdout.destroy();
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const code = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(err, '');
  assert.equal(code, 0);
});

/** A disk without room, where the system has one. */
const FULL = '/dev/full';
const LOST: readonly (readonly [string, readonly string[]])[] = [
  ['help', ['--help']],
  ['a file', ['generate', '--preset', 'everything', ...COMPLETE_FLAGS, '--print', 'dockerfile']],
];
for (const [what, args] of existsSync(FULL) ? LOST : [])
  test(`${what} that cannot be written is told, and no error of ours`, (t) => {
    const full = openSync(FULL, 'w');
    t.after(() => closeSync(full));
    const state = temporaryDirectory(t);
    const {status, stderr} = spawnSync(process.execPath, [PROGRAM, ...args], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
      env: {...process.env, XDG_STATE_HOME: state},
    });
    assert.match(stderr, /The output could not be written: the disk is full\.\n$/);
    assert.equal(status, 1);
    assert.deepEqual(readdirSync(state), []);
  });

/** Other versions of Node, when the machine has some: paths with colons between them. */
const OTHER_NODES = (process.env['DELEGATE_TUI_NODES'] ?? '').split(':').filter(Boolean);

for (const node of [process.execPath, ...OTHER_NODES]) {
  test(`the files are the same on ${node === process.execPath ? 'this Node' : node}`, async (t) => {
    const cwd = temporaryDirectory(t);
    const {code, err} = await runProgram({
      args: ['generate', '--preset', 'everything', ...COMPLETE_FLAGS, '--output', 'o'],
      cwd,
      node,
    });
    assert.equal(code, 0, err);
    const reference = await runProgram({
      args: ['generate', '--preset', 'o/delegate-tui.yaml', '--output', 'o', '--json'],
      cwd,
    });
    const outcomes = reference.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as {type: string; outcome?: string});
    assert.deepEqual(
      [...new Set(outcomes.flatMap(({type, outcome}) => (type === 'file' ? [outcome] : [])))],
      ['unchanged'],
    );
  });
}
