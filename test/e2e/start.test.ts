import assert from 'node:assert/strict';
import {cpSync, readdirSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {test, type TestContext} from 'node:test';
import {PROJECT_ROOT, runProgram} from '../helpers/built-program.ts';
import {kubectlEnv} from '../helpers/kubectl-env.ts';
import {needs} from '../helpers/needs.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const CLONED = ['bin', 'presets', 'schema', 'scripts', 'src', 'package.json', 'package-lock.json'];

/** A copy of the sources, as after a clone and an install. */
function cloned(t: TestContext): string {
  const clone = temporaryDirectory(t);
  for (const name of CLONED) cpSync(join(PROJECT_ROOT, name), join(clone, name), {recursive: true});
  symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(clone, 'node_modules'));
  return clone;
}

const startIn = (clone: string, env: Readonly<Record<string, string>> = {}) =>
  runProgram({
    args: [],
    cwd: clone,
    script: join(clone, 'scripts', 'start.js'),
    env: {HOME: clone, ...kubectlEnv(clone), DELEGATE_TUI_PRACTICE_SPEED: '100', ...env},
  });

test(
  'npm start in a clone builds, and without a terminal does the whole job',
  needs('kubectl'),
  async (t) => {
    const clone = cloned(t);
    const first = await startIn(clone);
    assert.equal(first.code, 0, first.err);
    assert.match(first.err, /^Built dist: /m);
    assert.match(first.out, /delegate-tui apply \\\n {2}--preset kubernetes[^]* {2}--practice$/m);
    assert.match(first.out, /^Target +practice cluster, scenario ok/m);
    assert.match(
      first.err,
      /^Complete: custom-del serves revision 1, registered with Harness, auto-upgrade is off\.$/m,
    );
    assert.ok(readdirSync(join(clone, 'delegate-tui-example')).includes('Dockerfile'));
  },
);

test('npm start without kubectl says how to get it, and makes the files', async (t) => {
  const clone = cloned(t);
  for (const directory of ['delegate-tui-example', 'delegate-tui-example-2']) {
    const {code, out, err} = await startIn(clone, {PATH: clone});
    assert.equal(code, 0, err);
    assert.match(out, /^Without kubectl only the files are made\. .*https:\/\/kubernetes\.io/m);
    assert.ok(readdirSync(join(clone, directory)).includes('Dockerfile'));
  }
});

test('npm start hands its arguments to the program', async () => {
  const {code, out} = await runProgram({
    args: ['tools', '--json'],
    script: join(PROJECT_ROOT, 'scripts', 'start.js'),
  });
  assert.equal(code, 0);
  assert.match(out, /^\{"type":"tool","name":"kubectl"/);
});
