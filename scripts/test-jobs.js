/** Divides the checks and the test files of `npm test` into processes. Data first: edit the rows, not the code. */
import {readdirSync} from 'node:fs';
import {join, relative} from 'node:path';
import {ROOT} from './ensure-setup.js';

/**
 * Test files of these directories leave nothing behind in their process: they share one, which loads the program
 * once for all of them. Files of every other directory, and new ones, have a process each.
 */
const SHARED = [
  {directory: 'test/domain'},
  {directory: 'test/deploy'},
  {directory: 'test/practice'},
  {directory: 'test/services'},
  {directory: 'test/wizard'},
  {directory: 'test/cli'},
  {directory: 'test/deploy-front'},
  // Colours, and which React it is, are settled when the terminal library is loaded.
  {directory: 'test/ui', first: ['test/helpers/production.ts', 'test/helpers/force-color.ts']},
];

/** Files of shared directories that need a process of their own, and why. */
const ALONE = new Set([
  'test/cli/bundle.test.ts', // awaits while it is loaded
  'test/practice/clock.test.ts', // holds the timers of its process
  'test/services/write-guard.test.ts', // sends signals to its own process
  // These wait for most of their time, and would keep the others waiting.
  'test/deploy/status-run.test.ts',
  'test/services/kubectl/watch.test.ts',
  'test/services/kubectl/watch-faults.test.ts',
  'test/services/run.test.ts',
]);

/** So many files share one process at most: enough to save loading, few enough to keep all workers busy. */
const FILES_PER_PROCESS = 30;

/** They take longest, or wait most, and are therefore started first, in this order. */
const LONG = [
  'test/e2e/deploy-screens.test.ts',
  'test/e2e/deploy-line.test.ts',
  'test/e2e/deploy-cluster.test.ts',
  'test/e2e/build-image.test.ts',
  'test/e2e/deploy-headless.test.ts',
  'test/e2e/build-presets.test.ts',
  'test/e2e/pty-deploy.test.ts',
  'test/docs/tutorials.test.ts',
  'test/e2e/build-push.test.ts',
  'test/e2e/deploy-kubectl.test.ts',
  'test/services/kubectl/watch.test.ts',
  'test/services/kubectl/watch-faults.test.ts',
  'test/e2e/practice-kubectl.test.ts',
  'test/faults/signals.test.ts',
  'test/e2e/kubectl-minors.test.ts',
  'test/e2e/standalone.test.ts',
  'test/e2e/start.test.ts',
  'test/verify/verify.test.ts',
  'test/services/run.test.ts',
];

const bin = (...path) => join(ROOT, 'node_modules', ...path);

/** The build comes before everything else: end-to-end tests run what it makes. */
export const BUILD = {check: 'build', command: [join('scripts', 'build.js')]};

/** A check is one command that says with its exit code whether all is well. */
const CHECKS = [
  {check: 'format', command: [bin('oxfmt', 'bin', 'oxfmt'), '--check', '.']},
  {check: 'unused code', command: [bin('knip', 'bin', 'knip.js')]},
  {check: 'lint', command: [bin('oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings']},
  {check: 'types', command: [bin('typescript', 'bin', 'tsc'), '--noEmit']},
  {check: 'docs', command: [join('scripts', 'run-ts.js'), join('scripts', 'docs.ts'), '--check']},
];

/** Node 20 takes no patterns behind --test: files are listed. */
function testFiles() {
  return readdirSync(join(ROOT, 'test'), {withFileTypes: true, recursive: true})
    .filter((entry) => entry.isFile() && /\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'))
    .sort();
}

const isBelow = (file, directory) => file.startsWith(`${directory}/`);

/** Slices of about the same length. */
function slices(files, most) {
  const count = Math.ceil(files.length / most);
  return Array.from({length: count}, (_, slice) => files.filter((_file, index) => index % count === slice));
}

const aloneJob = (file) => ({
  check: isBelow(file, 'test/e2e') ? 'end-to-end tests' : 'unit tests',
  name: file,
  files: [file],
});

/**
 * One row for each process, in the order in which they are to be started: `files` of tests are loaded one after
 * the other, the checks have a command. With `words`, only test files whose path holds one of them.
 */
export function jobsFor(words = []) {
  const wanted = testFiles().filter(
    (file) => words.length === 0 || words.some((word) => file.includes(word.replace(/^\.\//, ''))),
  );
  const shared = SHARED.flatMap(({directory, first = []}) => {
    const files = wanted.filter((file) => isBelow(file, directory) && !ALONE.has(file));
    return slices(files, FILES_PER_PROCESS).map((slice) => ({
      check: 'unit tests',
      name: slice.length === 1 ? slice[0] : `${directory}, ${slice.length} files`,
      files: [...first, ...slice],
    }));
  });
  const taken = new Set(shared.flatMap(({files}) => files));
  const alone = wanted.filter((file) => !taken.has(file)).map(aloneJob);
  const rank = ({name}) => (LONG.includes(name) ? LONG.indexOf(name) : LONG.length);
  return [
    ...alone.filter((job) => rank(job) < LONG.length).sort((a, b) => rank(a) - rank(b)),
    ...shared,
    ...(words.length > 0 ? [] : CHECKS),
    ...alone.filter((job) => rank(job) === LONG.length),
  ];
}
