import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {chmod, mkdir, open, readFile, stat, writeFile} from 'node:fs/promises';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {killAll, run} from '../../src/services/run.ts';
import {childEnvironment} from '../../src/services/run/child-environment.ts';
import {findProgram} from '../../src/services/run/find-program.ts';
import {keepModes} from '../../src/services/run/kept-modes.ts';
import {privateDirectory} from '../../src/services/run/private-directory.ts';
import {until} from '../helpers/until.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const SH = '/bin/sh';
const shell = (script: string, more: Partial<Parameters<typeof run>[0]> = {}) =>
  run({program: SH, args: ['-c', script], ...more});

/** True while a process with this id runs; a dead one that nobody has buried does not count. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
async function runs(pid: number): Promise<boolean> {
  if (!lives(pid)) return false;
  const words = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z');
  return !/\) Z/.test(words);
}
async function untilGone(pid: number): Promise<void> {
  await until(async () => !(await runs(pid)));
}
/** Resolves with the text of a file once it has a line. */
async function lineOf(path: string): Promise<string> {
  let text = '';
  await until(async () => {
    text = existsSync(path) ? await readFile(path, 'utf8') : '';
    return text.includes('\n');
  });
  return text.trim();
}

describe('run', {skip: process.platform === 'win32' && 'needs a POSIX shell'}, () => {
  test('tells code, output and cleaned errors', async () => {
    const result = await shell(
      'echo out; printf "\\033[31mbad\\033[0m the-token\\nBearer abcdefghijk\\n" >&2; exit 3',
      {secrets: ['the-token']},
    );
    assert.deepEqual(result, {
      end: 'exited',
      ok: false,
      code: 3,
      stdout: 'out\n',
      stderr: 'bad ‹redacted›\nBearer ‹redacted›',
      unfinished: false,
    });
  });

  test('a program that is not there or may not be run is a result, not an error', async (t) => {
    const plain = join(temporaryDirectory(t), 'plain');
    await writeFile(plain, 'text', {mode: 0o644});
    assert.equal(
      (await run({program: '/nowhere/kubectl', args: []})).stderr,
      'It cannot be started: it does not exist.',
    );
    assert.equal((await run({program: plain, args: []})).end, 'not-started');
  });

  test('no terminal, no standard input, no secrets of ours', async () => {
    const names = ['DELEGATE_TOKEN', 'HARNESS_PLATFORM_API_KEY', 'KUBECTL_EXTERNAL_DIFF'];
    for (const name of names) process.env[name] = 'ours';
    const script =
      'cat; (exec </dev/tty) 2>/dev/null && echo terminal; echo "[$DELEGATE_TOKEN$HARNESS_PLATFORM_API_KEY$KUBECTL_EXTERNAL_DIFF]$LC_ALL $KUBERC $MORE"';
    const result = await shell(script, {env: {MORE: 'more'}});
    for (const name of names) delete process.env[name];
    assert.equal(result.stdout, '[]C off more\n');
  });

  test('a time limit ends the whole family, also who ignores the request', async (t) => {
    const directory = temporaryDirectory(t);
    const script = `trap "" TERM; (trap "" TERM; while :; do sleep 0.1; done) & echo $! > ${directory}/child; while :; do sleep 0.1; done`;
    const result = await shell(script, {timeoutMs: 200});
    assert.deepEqual([result.end, result.ok], ['timeout', false]);
    await untilGone(Number(await lineOf(join(directory, 'child'))));
  });

  test('a child that holds the pipes keeps nobody waiting', async (t) => {
    const directory = temporaryDirectory(t);
    const result = await shell(`sleep 600 & echo $! > ${directory}/child; echo done`);
    assert.deepEqual([result.ok, result.stdout], [true, 'done\n']);
    await untilGone(Number(await lineOf(join(directory, 'child'))));
  });

  test('too much output ends it', async () => {
    const result = await shell(
      'while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done',
      {maxBytes: 10_000},
    );
    assert.equal(result.end, 'too-much');
    assert.ok(result.stdout.length <= 10_000);
  });

  test('lines as they come; half a line at the end is none', async () => {
    const lines: string[] = [];
    const result = await shell('printf "a\\nb\\303\\244\\r\\n\\nhalf"', {onLine: (line) => lines.push(line)});
    assert.deepEqual(lines, ['a', 'bä', '']);
    assert.deepEqual([result.ok, result.unfinished, result.stdout], [true, true, '']);
  });

  test('only the end of long errors is kept, and no half secret', async () => {
    const result = await shell(
      'i=0; while [ $i -lt 3000 ]; do echo "line $i super-secret-value" >&2; i=$((i+1)); done',
      {secrets: ['super-secret-value']},
    );
    assert.ok(result.stderr.length <= 8 * 1024 && result.stderr.endsWith('line 2999 ‹redacted›'));
    assert.ok(!result.stderr.includes('secret-value'));
  });

  test('a signal that is given before or during the run stops it', async () => {
    const before = new AbortController();
    before.abort();
    assert.equal((await shell('echo x', {signal: before.signal})).end, 'stopped');
    const during = new AbortController();
    const result = await shell('echo started; sleep 600', {
      signal: during.signal,
      onLine: () => during.abort(),
    });
    assert.deepEqual([result.end, result.signal], ['stopped', 'SIGTERM']);
  });

  test('killAll ends what runs, but not what changes a cluster', async (t) => {
    const directory = temporaryDirectory(t);
    const started: (() => void)[] = [];
    const begun = new Promise<void>((resolve) => started.push(resolve));
    const watch = shell('echo started; sleep 600', {onLine: () => started[0]?.()});
    const [stdout, stderr] = await Promise.all([
      open(join(directory, 'out'), 'wx'),
      open(join(directory, 'err'), 'wx'),
    ]);
    const change = shell(`while [ ! -e ${directory}/go ]; do sleep 0.05; done; echo applied`, {
      sheltered: {stdout: stdout.fd, stderr: stderr.fd},
    });
    await begun;
    await killAll();
    assert.equal((await watch).end, 'stopped');
    await writeFile(join(directory, 'go'), '');
    assert.equal((await change).ok, true);
    await Promise.all([stdout.close(), stderr.close()]);
    assert.equal(await readFile(join(directory, 'out'), 'utf8'), 'applied\n');
  });

  for (const [name, end] of [
    ['returns', 'process.exit(0)'],
    ['crashes', 'throw new Error("crash")'],
  ] as const) {
    test(`when we go (${name}), children go; what changes a cluster goes on; private files go`, async (t) => {
      const directory = temporaryDirectory(t);
      const source = (path: string) =>
        JSON.stringify(fileURLToPath(new URL(`../../src/services/${path}`, import.meta.url)));
      const script = `
        const {openSync, existsSync, readFileSync, writeFileSync} = await import('node:fs');
        const hasLine = (path) => existsSync(path) && readFileSync(path, 'utf8').endsWith('\\n');
        const {run} = await import(${source('run.ts')});
        const {privateDirectory} = await import(${source('run/private-directory.ts')});
        const dir = ${JSON.stringify(directory)};
        const secret = await privateDirectory();
        await secret.write('manifest', 'x');
        writeFileSync(dir + '/private', secret.path('manifest') + '\\n');
        const out = openSync(dir + '/out', 'wx');
        void run({program: '/bin/sh', args: ['-c', 'echo $$ > ' + dir + '/watch; sleep 600']});
        void run({program: '/bin/sh', args: ['-c', 'echo $$ > ' + dir + '/apply; while [ ! -e ' + dir + '/go ]; do sleep 0.05; done; echo one; echo two'], sheltered: {stdout: out, stderr: out}});
        const timer = setInterval(() => { if (hasLine(dir + '/watch') && hasLine(dir + '/apply')) { clearInterval(timer); ${end}; } }, 10);`;
      const {NODE_TEST_CONTEXT: _, ...env} = process.env;
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
        env,
        stdio: 'ignore',
      });
      await new Promise((resolve) => child.once('exit', resolve));
      await untilGone(Number(await lineOf(join(directory, 'watch'))));
      assert.equal(existsSync(await lineOf(join(directory, 'private'))), false);
      const apply = Number(await lineOf(join(directory, 'apply')));
      assert.equal(await runs(apply), true);
      await writeFile(join(directory, 'go'), '');
      await untilGone(apply);
      assert.equal(await readFile(join(directory, 'out'), 'utf8'), 'one\ntwo\n');
    });
  }
});

test('private files are for us alone and leave nothing behind', async () => {
  const directory = await privateDirectory();
  const path = await directory.write('a', 'text');
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  assert.equal((await stat(join(path, '..'))).mode & 0o777, 0o700);
  await assert.rejects(directory.write('a', 'again'), {code: 'EEXIST'});
  await directory.remove();
  assert.equal(existsSync(path), false);
});

test('the environment keeps what plugins need', () => {
  const env = childEnvironment(
    {
      PATH: '/bin',
      HTTPS_PROXY: 'p',
      HARNESS_API_KEY: 'x',
      DELEGATE_TOKEN: 'x',
      TF_VAR_delegate_token: 'x',
      TF_VAR_DELEGATE_TOKEN: 'x',
      TF_VAR_region: 'eu',
      KUBECTL_KUBERC: 'true',
      LC_ALL: 'de',
    },
    {KUBECONFIG: 'k', HTTPS_PROXY: undefined},
  );
  assert.deepEqual(env, {
    PATH: '/bin',
    TF_VAR_region: 'eu',
    KUBECONFIG: 'k',
    LC_ALL: 'C',
    KUBERC: 'off',
    HTTP2_READ_IDLE_TIMEOUT_SECONDS: '5',
    HTTP2_PING_TIMEOUT_SECONDS: '3',
  });
});

test('what asks for the modes of the terminal gets none of our secrets', async (t) => {
  const directory = temporaryDirectory(t);
  const seen = join(directory, 'seen');
  await writeFile(join(directory, 'stty'), `#!/bin/sh\nexport -p > '${seen}'\necho 1:2\n`, {mode: 0o755});
  const own = Object.getOwnPropertyDescriptor(process.stdin, 'isTTY');
  Object.defineProperty(process.stdin, 'isTTY', {value: true, configurable: true});
  t.after(() => {
    if (own === undefined) Reflect.deleteProperty(process.stdin, 'isTTY');
    else Object.defineProperty(process.stdin, 'isTTY', own);
  });
  await keepModes({env: {PATH: directory, DELEGATE_TOKEN: 'hunter-1', KEPT: 'a'}});
  const words = await readFile(seen, 'utf8');
  assert.ok(words.includes('KEPT') && !words.includes('hunter-1'), words);
});

test('a program is found by its absolute path, never in the directory we work in', async (t) => {
  const directory = temporaryDirectory(t);
  const place = async (name: string, mode: number) => {
    await mkdir(join(directory, name), {recursive: true});
    await writeFile(join(directory, name, 'kubectl'), '#!/bin/sh\n');
    await chmod(join(directory, name, 'kubectl'), mode);
  };
  await place('good', 0o755);
  await place('here', 0o755);
  await place('plain', 0o644);
  const cwd = join(directory, 'here');
  const find = (...entries: string[]) => findProgram('kubectl', {env: {PATH: entries.join(':')}, cwd});
  const good = join(directory, 'good', 'kubectl');
  assert.deepEqual(await find('.', '', cwd, '../good', join(directory, 'good')), {kind: 'found', path: good});
  assert.deepEqual(await find('.'), {kind: 'untrusted', path: join(cwd, 'kubectl')});
  assert.deepEqual(await find('../good'), {kind: 'untrusted', path: good});
  assert.deepEqual(await find(join(directory, 'none')), {kind: 'absent'});
  if (process.getuid?.() !== 0) assert.equal((await find(join(directory, 'plain'))).kind, 'blocked');
  else
    assert.equal((await find(join(directory, 'plain'))).kind, 'blocked', 'also for root, who needs an x bit');
});
