/** `npm run bench`: start-up times beside bare Node, and the rollout reducer under load. Prints a Markdown table. */
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {cpus, tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PROGRAM = join(ROOT, 'bin', 'delegate-tui.js');
const RUNS = 15;

const GENERATE =
  'generate --preset kubernetes --print dockerfile --image-repository acme/custom-delegate --account-id EXAMPLE --manager-url https://app.harness.io'.split(
    ' ',
  );
const COMMANDS = [
  {name: 'bare node', args: ['-e', '0']},
  {name: '--version', args: [PROGRAM, '--version']},
  {name: '--help', args: [PROGRAM, '--help']},
  {name: 'generate', args: [PROGRAM, ...GENERATE]},
];

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function timed(args: readonly string[]): number {
  const started = performance.now();
  execFileSync(process.execPath, args, {stdio: ['ignore', 'ignore', 'ignore']});
  return performance.now() - started;
}

/** Runs take turns, so that a busy moment of the machine hits all of them. */
function startUpRows(): string[] {
  const rounds = Array.from({length: RUNS}, () => COMMANDS.map(({args}) => timed(args)));
  const medians = COMMANDS.map((_, index) => median(rounds.map((round) => round[index] ?? Number.NaN)));
  const bare = medians[0] ?? Number.NaN;
  return COMMANDS.map(
    ({name}, index) =>
      `| ${name} | ${(medians[index] ?? 0).toFixed(0)} ms | ${((medians[index] ?? 0) / bare).toFixed(2)} |`,
  );
}

async function rolloutFigures(): Promise<Record<string, number>> {
  const directory = mkdtempSync(join(tmpdir(), 'delegate-tui-bench-'));
  try {
    const outfile = join(directory, 'rollout.mjs');
    await build({
      entryPoints: [join(ROOT, 'test', 'bench', 'rollout.ts')],
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      outfile,
      logLevel: 'error',
    });
    return JSON.parse(execFileSync(process.execPath, [outfile], {encoding: 'utf8'})) as Record<
      string,
      number
    >;
  } finally {
    rmSync(directory, {recursive: true, force: true});
  }
}

const [cpu] = cpus();
console.log(
  `Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown CPU'}, ${process.platform}\n`,
);
console.log(`| Start-up, median of ${RUNS} | time | bare node = 1 |\n| --- | --- | --- |`);
console.log(startUpRows().join('\n'));
const figures = await rolloutFigures();
console.log(`\n| Rollout of ${figures['pods']} pods | |\n| --- | --- |`);
console.log(`| pod changes taken in | ${figures['eventsPerSecond']} a second |`);
console.log(`| a tick | ${figures['tickMicroseconds']} µs |`);
console.log(`| a view | ${figures['viewMilliseconds']} ms |`);
console.log(`| resident memory | ${figures['residentMegabytes']} MB |`);
