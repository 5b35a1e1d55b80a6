import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {test, type TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const RUN_KEPT = fileURLToPath(new URL('../../bin/run-kept.js', import.meta.url));
const BUILD = '00c0ffee00c0ffee';
const source = (build: string) =>
  `// build ${build}\n(() => { const text = () => 'ran'; return text() + ' ' + typeof text; })()`;

/** Runs the script in a process of its own, with this directory for what is kept; says whether V8 took that. */
function runIn(cache: string, {build = BUILD, env = {}}: {build?: string; env?: NodeJS.ProcessEnv} = {}) {
  const code = `
    const vm = require('node:vm');
    let taken;
    const {Script} = vm;
    vm.Script = class extends Script {
      constructor(text, options) {
        super(text, options);
        taken = options.cachedData !== undefined && this.cachedDataRejected === false;
      }
    };
    const {runKept} = require(${JSON.stringify(RUN_KEPT)});
    const value = runKept({filename: '/x.cjs', source: ${JSON.stringify(source(build))}, kind: 'k'});
    process.stdout.write(JSON.stringify({value, taken}));`;
  const out = execFileSync(process.execPath, ['-e', code], {
    env: {XDG_CACHE_HOME: cache, HOME: cache, ...env},
    encoding: 'utf8',
  });
  return JSON.parse(out) as {value: string; taken: boolean};
}

const FRESH = {value: 'ran function', taken: false};
const KEPT = {value: 'ran function', taken: true};

function setUp(t: TestContext) {
  const cache = temporaryDirectory(t);
  const directory = join(cache, 'delegate-tui');
  const files = () => readdirSync(directory);
  const [file] = (runIn(cache), files());
  assert.ok(file);
  return {cache, directory, files, path: join(directory, file)};
}

test('generate loads one part of the program, and everything else both', () => {
  const {neededParts} = createRequire(import.meta.url)('../../bin/program-parts.js') as {
    neededParts: (words: readonly string[]) => {names: string[]; kind: string};
  };
  for (const [words, count, kind] of [
    [['generate', '--print=dockerfile'], 1, 'print'],
    [['generate', '--output', 'o'], 1, 'generate'],
    [[], 2, 'wizard'],
    [['--headless', 'generate'], 2, 'wizard'],
    [['apply'], 2, 'command'],
    [['generated'], 2, 'command'],
  ] as const) {
    const parts = neededParts(words);
    assert.deepEqual([parts.names.length, parts.kind], [count, kind], words.join(' '));
  }
});

test('the second run takes what the first one left, which only its owner can read', (t) => {
  const {cache, directory, path} = setUp(t);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal(statSync(directory).mode & 0o777, 0o700);
  assert.deepEqual(runIn(cache), KEPT);
});

test('another build of the same length takes nothing of it', (t) => {
  const {cache} = setUp(t);
  const build = 'facade00facade00';
  assert.deepEqual(runIn(cache, {build}), FRESH);
  assert.deepEqual(runIn(cache, {build}), KEPT);
});

test('what old versions left goes away in time', (t) => {
  const {cache, directory, files, path} = setUp(t);
  for (let age = 1; age <= 12; age++) {
    const old = join(directory, `old-${age}.v8`);
    writeFileSync(old, 'old');
    utimesSync(old, 1_700_000_000 - age, 1_700_000_000 - age);
  }
  assert.deepEqual(runIn(cache, {build: 'facade00facade00'}), FRESH);
  assert.equal(files().length, 8);
  assert.ok(existsSync(path) && !files().includes('old-12.v8'));
});

test('what others may have written is not run', (t) => {
  const {cache, path} = setUp(t);
  chmodSync(path, 0o622);
  assert.deepEqual(runIn(cache), FRESH);
});

test('a broken file is replaced', (t) => {
  const {cache, path} = setUp(t);
  for (const broken of [Buffer.alloc(0), Buffer.from('nonsense'), readFileSync(path).subarray(0, 200)]) {
    writeFileSync(path, broken);
    assert.deepEqual(runIn(cache), FRESH);
    assert.deepEqual(runIn(cache), KEPT);
  }
});

test('a home in which no directory can ever be made changes nothing, and ends', () =>
  assert.deepEqual(runIn('/proc/self/x/deep'), FRESH));

test('a directory that cannot be written changes nothing', (t) => {
  const cache = temporaryDirectory(t);
  writeFileSync(join(cache, 'delegate-tui'), 'a file in the way');
  assert.deepEqual(runIn(cache), FRESH);
  assert.deepEqual(runIn(cache), FRESH);
});

test('Node’s own switch turns it off', (t) => {
  const cache = temporaryDirectory(t);
  mkdirSync(join(cache, 'delegate-tui'));
  assert.deepEqual(runIn(cache, {env: {NODE_DISABLE_COMPILE_CACHE: '1'}}), FRESH);
  assert.deepEqual(readdirSync(join(cache, 'delegate-tui')), []);
});
