/** `npm test`: every check, one after the other, all of them even when one fails; a table and one line of counts. */
import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import {ROOT, ensureInstalled} from './ensure-setup.js';

ensureInstalled();

const bin = (...path) => join(ROOT, 'node_modules', ...path);
const node = (...args) => [process.execPath, ...args];

/** Node 20 takes no patterns behind --test: files are listed. */
function testFiles(directory) {
  return readdirSync(directory, {withFileTypes: true, recursive: true})
    .filter((entry) => entry.isFile() && /\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

const E2E = join('test', 'e2e');
const allTests = testFiles(join(ROOT, 'test'));
const units = allTests.filter((file) => !file.startsWith(E2E));
const endToEnd = allTests.filter((file) => file.startsWith(E2E));

/** A check is one command that says with its exit code whether all is well. */
const CHECKS = [
  {name: 'types', command: node(bin('typescript', 'bin', 'tsc'), '--noEmit')},
  {name: 'lint', command: node(bin('oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings')},
  {name: 'format', command: node(bin('prettier', 'bin', 'prettier.cjs'), '--check', '.')},
  {name: 'unused code', command: node(bin('knip', 'bin', 'knip.js'))},
  {name: 'docs', command: node(join('scripts', 'run-ts.js'), join('scripts', 'docs.ts'), '--check')},
  {name: 'build', command: node(join('scripts', 'build.js'))},
  {name: 'unit tests', tests: units},
  {name: 'end-to-end tests', tests: endToEnd},
];

/** A linter that is let loose on a wrong directory can say a lot. */
const MAX_LINES = 200;

const reports = mkdtempSync(join(tmpdir(), 'delegate-tui-test-'));

function run([program, ...args], {quiet}) {
  return new Promise((resolve) => {
    // A run inside another test run would report to that one instead of printing.
    const {NODE_TEST_CONTEXT: _, ...env} = process.env;
    const child = spawn(program, args, {
      cwd: ROOT,
      env,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    let output = '';
    child.stdout?.on('data', (data) => (output += data));
    child.stderr?.on('data', (data) => (output += data));
    child.on('error', (error) => resolve({ok: false, output: error.message}));
    child.on('close', (code) => resolve({ok: code === 0, output}));
  });
}

/** Counts and skipped cases of a TAP report of node:test. */
function readTap(file) {
  const text = readFileSync(file, 'utf8');
  const count = (word) =>
    Number(new RegExp(`^# ${word} (\\d+)$`, 'gm').exec(text.slice(text.lastIndexOf('\n# tests ')))?.[1] ?? 0);
  const skipped = [...text.matchAll(/^\s*ok \d+ - (.*?) # SKIP ?(.*)$/gm)].map(
    ([, name, reason]) => `${name}: ${reason}`,
  );
  return {passed: count('pass'), failed: count('fail') + count('cancelled'), skipped};
}

async function runTests(files, index) {
  const tap = join(reports, `${index}.tap`);
  const reporters = [
    '--test-reporter=dot',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${tap}`,
  ];
  const {ok} = await run(
    node(
      '--import',
      'tsx',
      '--test',
      '--test-concurrency=2',
      '--test-timeout=300000',
      ...reporters,
      ...files,
    ),
    {quiet: false},
  );
  const counts = readTap(tap);
  // A file that cannot even be loaded may be in no count.
  return {...counts, failed: ok ? counts.failed : Math.max(1, counts.failed)};
}

async function runCheck(command) {
  const {ok, output} = await run(command, {quiet: true});
  if (!ok) console.log(output.split('\n').slice(-MAX_LINES).join('\n'));
  return {passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: []};
}

const results = [];
for (const [index, {name, command, tests}] of CHECKS.entries()) {
  console.log(`\n${name} …`);
  const started = performance.now();
  const counts = tests ? await runTests(tests, index) : await runCheck(command);
  results.push({name, ...counts, seconds: (performance.now() - started) / 1000});
}
rmSync(reports, {recursive: true, force: true});

console.log('\n');
for (const {name, passed, failed, skipped, seconds} of results) {
  const verdict = failed === 0 ? 'ok    ' : 'FAILED';
  console.log(
    `${verdict}  ${name.padEnd(18)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${String(skipped.length).padStart(4)} skipped ${seconds.toFixed(1).padStart(7)} s`,
  );
}
for (const line of results.flatMap(({skipped}) => skipped)) console.log(`skipped  ${line}`);

const total = (key) =>
  results.reduce((sum, result) => sum + (Array.isArray(result[key]) ? result[key].length : result[key]), 0);
console.log(`\n${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`);
process.exitCode = total('failed') === 0 ? 0 : 1;
