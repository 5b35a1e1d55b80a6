/**
 * `npm test`: every check, all of them even when one fails; a table and one line of counts.
 * `npm test -- WORD…`: only the test files with one of these words in their path.
 */
import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {availableParallelism, tmpdir} from 'node:os';
import {join} from 'node:path';
import {ROOT, ensureInstalled} from './ensure-setup.js';
import {BUILD, jobsFor} from './test-jobs.js';

ensureInstalled();
// Needs what was just installed.
const {compileTests} = await import('./compile-tests.js');

/** One more than there are processors: end-to-end tests wait for much of their time. */
const WORKERS = Math.max(2, availableParallelism()) + 1;
/** Those tests start many programs; more of these files at a time would only slow each other down. */
const END_TO_END_WORKERS = Math.max(2, availableParallelism());
/** Guards against hanging for ever. */
const TEST_TIMEOUT_MS = 300_000;
const PROCESS_TIMEOUT_MS = 600_000;
/** A linter that is let loose on a wrong directory can say a lot. */
const MAX_LINES = 200;

const reports = mkdtempSync(join(tmpdir(), 'delegate-tui-test-'));
process.on('exit', () => rmSync(reports, {recursive: true, force: true}));

/** Longer than the last lines take to arrive. */
const LEFT_RUNNING_MS = 10_000;

/** Runs Node with these arguments; resolves with whether it ended well, and all that it printed. */
function run(args) {
  return new Promise((resolve) => {
    // A run inside another test run would report to that one instead of printing.
    const {NODE_TEST_CONTEXT: _, ...inherited} = process.env;
    // Of kubectl and the like: the processors are all taken by the tests themselves.
    const env = {GOMAXPROCS: '1', ...inherited};
    const child = spawn(process.execPath, args, {cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe']});
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    const guard = setTimeout(() => {
      output += `\nended after ${PROCESS_TIMEOUT_MS / 1000} s\n`;
      child.kill('SIGKILL');
    }, PROCESS_TIMEOUT_MS);
    child.on('error', (error) => resolve({ok: false, output: error.message}));
    child.on('exit', () => {
      clearTimeout(guard);
      // What it has started and left running may hold its output open for ever.
      const patience = setTimeout(() => {
        resolve({ok: false, output: `${output}\nfailing tests:\nsomething that it started still runs\n`});
        child.stdout.destroy();
        child.stderr.destroy();
      }, LEFT_RUNNING_MS);
      child.on('close', (code) => {
        clearTimeout(patience);
        resolve({ok: code === 0, output});
      });
    });
  });
}

/** Counts and skipped cases of a TAP report of node:test. One that has no counts tells of a failure. */
function readTap(file) {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // It ended before it wrote anything.
  }
  const last = text.lastIndexOf('\n# tests ');
  if (last === -1) return {passed: 0, failed: 1, skipped: [], isCut: true};
  const count = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text.slice(last))?.[1] ?? 0);
  const skipped = [...text.matchAll(/^\s*ok \d+ - (.*?) # SKIP ?(.*)$/gm)].map(
    ([, name, reason]) => `${name}: ${reason}`,
  );
  return {passed: count('pass'), failed: count('fail') + count('cancelled'), skipped};
}

let reportCount = 0;
let compiled;

async function runTests({files}) {
  const tap = join(reports, `${++reportCount}.tap`);
  const scripts = files.map(compiled);
  const {ok, output} = await run([
    '--enable-source-maps',
    `--test-timeout=${TEST_TIMEOUT_MS}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${tap}`,
    ...(scripts.length === 1 ? scripts : [join('scripts', 'test-group.js'), ...scripts]),
  ]);
  const counts = readTap(tap);
  // A file that cannot even be loaded may be in no count.
  const failed = ok ? counts.failed : Math.max(1, counts.failed);
  // What went wrong stands behind the list of all tests.
  const details = output.includes('failing tests:')
    ? output.slice(output.lastIndexOf('failing tests:'))
    : output;
  const {isCut = false, ...rest} = counts;
  return {...rest, failed, details: isCut ? `${details}\nIt ended before its tests did.` : details};
}

async function runCheck({command}) {
  const {ok, output} = await run(command);
  return {passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [], details: output};
}

const results = [];

async function perform(job) {
  const started = performance.now();
  const result = await (job.files ? runTests(job) : runCheck(job));
  const seconds = (performance.now() - started) / 1000;
  const {details, ...counts} = result;
  results.push({...counts, check: job.check, seconds});
  const name = job.name ?? job.check;
  if (counts.failed === 0) console.log(`ok      ${seconds.toFixed(1).padStart(5)} s  ${name}`);
  else
    console.log(
      `FAILED  ${seconds.toFixed(1).padStart(5)} s  ${name}\n${details.split('\n').slice(-MAX_LINES).join('\n')}`,
    );
}

/** Runs the jobs in their order, so many at a time; a worker that may not take the next one takes a later one. */
async function performAll(jobs) {
  const waiting = [...jobs];
  const isEndToEnd = ({check}) => check === 'end-to-end tests';
  let endToEnd = 0;
  let wake = [];
  const next = () => waiting.findIndex((job) => !isEndToEnd(job) || endToEnd < END_TO_END_WORKERS);
  const worker = async () => {
    while (waiting.length > 0) {
      const index = next();
      if (index === -1) {
        await new Promise((resolve) => wake.push(resolve));
        continue;
      }
      const [job] = waiting.splice(index, 1);
      if (isEndToEnd(job)) endToEnd++;
      await perform(job);
      if (isEndToEnd(job)) endToEnd--;
      for (const resolve of wake) resolve();
      wake = [];
    }
  };
  await Promise.all(Array.from({length: WORKERS}, worker));
}

const words = process.argv.slice(2);
const jobs = jobsFor(words);
if (jobs.length === 0) {
  console.error(`No test file has ${words.join(' or ')} in its path.`);
  process.exit(1);
}
const began = performance.now();
try {
  compiled = await compileTests(jobs.flatMap(({files = []}) => files));
} catch (error) {
  console.error(`The tests cannot be compiled: ${error.message}`);
  process.exit(1);
}
await perform(BUILD);
await performAll(jobs);

const sum = (rows, value) => rows.reduce((total, row) => total + value(row), 0);
const countsOf = (rows) => ({
  passed: sum(rows, ({passed}) => passed),
  failed: sum(rows, ({failed}) => failed),
  skipped: sum(rows, ({skipped}) => skipped.length),
});

console.log('\n');
for (const check of new Set([BUILD, ...jobs].map((job) => job.check))) {
  const rows = results.filter((result) => result.check === check);
  if (rows.length === 0) continue;
  const {passed, failed, skipped} = countsOf(rows);
  const verdict = failed === 0 ? 'ok    ' : 'FAILED';
  console.log(
    `${verdict}  ${check.padEnd(18)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${String(skipped).padStart(4)} skipped ${sum(
      rows,
      ({seconds}) => seconds,
    )
      .toFixed(1)
      .padStart(7)} s`,
  );
}
for (const line of results.flatMap(({skipped}) => skipped)) console.log(`skipped  ${line}`);

const {passed, failed, skipped} = countsOf(results);
console.log(`\n${((performance.now() - began) / 1000).toFixed(1)} s in all, ${WORKERS} processes at a time`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;
