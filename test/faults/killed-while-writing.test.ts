import assert from 'node:assert/strict';
import {appendFileSync, cpSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, test, type TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import {sweepHidden} from '../../src/services/sweep-hidden.ts';
import {runProgram} from '../helpers/built-program.ts';
import {COMPLETE_FLAGS, runCli} from '../helpers/run-cli.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const KILL = fileURLToPath(new URL('../helpers/fault-kill.cjs', import.meta.url));
const generate = (name: string, output = 'out') => [
  'generate',
  '--preset',
  'kubernetes',
  ...COMPLETE_FLAGS,
  '--name',
  name,
  '--output',
  output,
  '--existing',
  'overwrite',
];

type Files = Readonly<Record<string, string>>;
const filesIn = (directory: string): Files =>
  Object.fromEntries(
    readdirSync(directory)
      .toSorted()
      .map((name) => [name, readFileSync(join(directory, name), 'utf8')]),
  );
const isHidden = (name: string): boolean => name.startsWith('.delegate-tui-');

/** A set of files of an earlier run, one of them edited since, and the set that a new run makes of it. */
async function sets(context: TestContext): Promise<{before: string; old: Files; made: Files}> {
  const before = temporaryDirectory(context);
  assert.equal((await runProgram({args: generate('old-name'), cwd: before})).code, 0);
  appendFileSync(join(before, 'out', 'Dockerfile'), '# mine\n');
  const other = temporaryDirectory(context);
  cpSync(before, other, {recursive: true});
  assert.equal((await runProgram({args: generate('new-name'), cwd: other})).code, 0);
  return {before, old: filesIn(join(before, 'out')), made: filesIn(join(other, 'out'))};
}

async function dieAt(cwd: string, env: Readonly<Record<string, string>>): Promise<number | null> {
  const {code} = await runProgram({
    args: generate('new-name'),
    cwd,
    env: {NODE_OPTIONS: `--require ${KILL}`, FAULT_KILL_BELOW: join(cwd, 'out'), ...env},
  });
  return code;
}

interface DryRunLine {
  readonly type: string;
  readonly path: string;
  readonly state: string;
}

/** Looks at what a killed run has left, and lets the next one finish it. */
async function checkLeft(cwd: string, {old, made}: {old: Files; made: Files}, where: string): Promise<void> {
  const directory = join(cwd, 'out');
  const left = filesIn(directory);
  for (const [name, text] of Object.entries(left).filter(([each]) => !isHidden(each)))
    assert.ok(text === old[name] || text === made[name], `${where}: ${name} is neither old nor new`);
  for (const name of Object.keys(old)) assert.ok(name in left, `${where}: ${name} is lost`);
  const mine = old['Dockerfile'];
  assert.ok(Object.values(left).includes(mine ?? ''), `${where}: the edited file is lost`);

  const next = await runCli([...generate('new-name', directory), '--dry-run', '--json']);
  const told = next.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as DryRunLine)
    .filter(({type}) => type === 'file');
  const wanted = Object.keys(old).map((name) => [
    name,
    left[name] === made[name] ? 'unchanged' : name === 'Dockerfile' ? 'edited' : 'changed',
  ]);
  const states = Object.fromEntries(told.map(({path, state}) => [path, state]));
  assert.deepEqual(states, Object.fromEntries(wanted), `${where}: the next run says which is which`);
}

const WORKERS = 3;

describe('killed in the middle of a write', () => {
  test('before every call: each file is old or new, whole, and the next run says which', async (t) => {
    const {before, old, made} = await sets(t);
    const counted = temporaryDirectory(t);
    cpSync(before, counted, {recursive: true});
    const count = join(counted, 'count');
    assert.equal(await dieAt(counted, {FAULT_KILL_COUNT: count}), 0);
    const calls = Number(readFileSync(count, 'utf8'));
    assert.ok(calls > 30, `${calls} calls`);
    assert.deepEqual(filesIn(join(counted, 'out')), made);
    let next = 1;
    const worker = async (): Promise<void> => {
      for (let at = next++; at <= calls; at = next++) {
        const cwd = temporaryDirectory(t);
        cpSync(before, cwd, {recursive: true});
        assert.equal(await dieAt(cwd, {FAULT_KILL_AT: String(at)}), null, `call ${at} of ${calls}`);
        await checkLeft(cwd, {old, made}, `call ${at} of ${calls}`);
      }
    };
    await Promise.all(Array.from({length: WORKERS}, worker));
  });

  test('hidden files of a killed run go with a later one, those of a running one stay', async (t) => {
    const directory = temporaryDirectory(t);
    const hidden = '.delegate-tui-0123456789abcdef.tmp';
    for (const name of [hidden, '.delegate-tui-notes.tmp', 'Dockerfile'])
      writeFileSync(join(directory, name), name);
    await sweepHidden(directory);
    assert.ok(readdirSync(directory).includes(hidden));
    await sweepHidden(directory, Date.now() + 2 * 60 * 60_000);
    assert.deepEqual(readdirSync(directory).toSorted(), ['.delegate-tui-notes.tmp', 'Dockerfile']);
  });

  test('two runs at once: every file is that of one of them, whole, and nothing hidden is left', async (t) => {
    const {before, old, made} = await sets(t);
    const results = await Promise.all(
      ['new-name', 'other-name', 'new-name'].map((name) => runProgram({args: generate(name), cwd: before})),
    );
    assert.ok(
      results.some(({code}) => code === 0),
      'one of them comes through',
    );
    for (const {code, err} of results)
      if (code !== 0) assert.match(err, /changed since it was compared|could not be written/);
    const other = temporaryDirectory(t);
    assert.equal((await runProgram({args: generate('other-name'), cwd: other})).code, 0);
    const whole = [
      ...Object.values(old),
      ...Object.values(made),
      ...Object.values(filesIn(join(other, 'out'))),
    ];
    for (const [name, text] of Object.entries(filesIn(join(before, 'out')))) {
      assert.ok(!isHidden(name), `${name} is left`);
      assert.ok(whole.includes(text), `${name} is a mixture`);
    }
  });
});
