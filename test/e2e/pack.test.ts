import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {test, type TestContext} from 'node:test';
import {publint} from 'publint';
import {formatMessage} from 'publint/utils';
import {PROJECT_ROOT, runProgram} from '../helpers/built-program.ts';
import {startPty} from '../helpers/pty.ts';
import {COMPLETE_FLAGS} from '../helpers/run-cli.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const npm = (cwd: string, ...args: string[]) =>
  execFileSync('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
  });

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly {readonly path: string}[];
}

/** This Node, and others when the machine has some: paths with colons between them. */
const NODES = [process.execPath, ...(process.env['DELEGATE_TUI_NODES'] ?? '').split(':').filter(Boolean)];
const MOST_BYTES = 700_000;

const {version: VERSION} = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')) as {
  version: string;
};

/** To the first frame that takes keys, and out again. */
async function opensTheWizard(t: TestContext, {node, script}: {node: string; script: string}): Promise<void> {
  const home = temporaryDirectory(t);
  const terminal = startPty({
    command: node,
    args: [script],
    cwd: home,
    env: {HOME: home, DELEGATE_TUI_CONFIG_DIR: home, DELEGATE_TUI_TODAY: '2026-11'},
  });
  t.after(terminal.kill);
  await terminal.untilText('❯ kubernetes');
  await terminal.waitRaw();
  terminal.press('\u0003');
  assert.equal((await terminal.exit).code, 130, node);
}

test('the packed program installs without dependencies into an empty cache, and runs on every Node', async (t) => {
  const directory = temporaryDirectory(t);
  const [packed] = JSON.parse(npm(PROJECT_ROOT, 'pack', '--json', '--pack-destination', directory)) as [
    Packed,
  ];
  const folders = new Set(packed.files.map(({path}) => path.split('/')[0]));
  for (const wanted of ['bin', 'dist', 'presets', 'schema', 'package.json', 'README.md', 'LICENSE'])
    assert.ok(folders.has(wanted), wanted);
  for (const unwanted of ['src', 'test', 'scripts', 'node_modules'])
    assert.ok(!folders.has(unwanted), unwanted);
  assert.ok(packed.size < MOST_BYTES, `${packed.size} bytes`);

  const cache = join(directory, 'cache');
  const tarball = join(directory, packed.filename);
  npm(directory, 'install', '--prefix', directory, '--cache', cache, '--offline', tarball);
  assert.deepEqual(
    readdirSync(join(directory, 'node_modules')).filter((name) => !name.startsWith('.')),
    ['delegate-tui'],
  );
  const script = join(directory, 'node_modules', '.bin', 'delegate-tui');
  for (const node of NODES) {
    const {code, out, err} = await runProgram({
      args: ['generate', '--preset', 'kubernetes', ...COMPLETE_FLAGS, '--output', 'o'],
      cwd: temporaryDirectory(t),
      node,
      script,
    });
    assert.equal(code, 0, `${node}: ${err}`);
    assert.match(out, /^Wrote {3}o\/Dockerfile/);
    assert.equal((await runProgram({args: ['--version'], node, script})).out, `${VERSION}\n`, node);
    await opensTheWizard(t, {node, script});
  }
});

test('publint finds nothing wrong with the package', async () => {
  const {messages, pkg} = await publint({pkgDir: PROJECT_ROOT, strict: true});
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg)),
    [],
  );
});
