import assert from 'node:assert/strict';
import {cpSync, readdirSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {PROJECT_ROOT, runProgram} from '../helpers/built-program.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const CLONED = ['bin', 'presets', 'schema', 'scripts', 'src', 'package.json', 'package-lock.json'];

test('npm start in a clone builds, and without a terminal makes an example in a new directory', async (t) => {
  const clone = temporaryDirectory(t);
  for (const name of CLONED) cpSync(join(PROJECT_ROOT, name), join(clone, name), {recursive: true});
  symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(clone, 'node_modules'));
  const start = () => runProgram({args: [], cwd: clone, script: join(clone, 'scripts', 'start.js')});

  const first = await start();
  assert.equal(first.code, 0, first.err);
  assert.match(first.err, /^Built dist: /m);
  assert.match(first.out, /delegate-tui generate \\\n {2}--preset kubernetes/);
  assert.ok(readdirSync(join(clone, 'delegate-tui-example')).includes('Dockerfile'));

  const second = await start();
  assert.equal(second.code, 0, second.err);
  assert.doesNotMatch(second.err, /Built/);
  assert.ok(readdirSync(join(clone, 'delegate-tui-example-2')).includes('Dockerfile'));
});

test('npm start hands its arguments to the program', async () => {
  const {code, out} = await runProgram({
    args: ['tools', '--json'],
    script: join(PROJECT_ROOT, 'scripts', 'start.js'),
  });
  assert.equal(code, 0);
  assert.match(out, /^\{"type":"tool","name":"kubectl"/);
});
