import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {appendFileSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {describe, test, type TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import {sweepHidden} from '../../src/services/sweep-hidden.ts';
import {runProgram} from '../helpers/built-program.ts';
import {FILE_TOKEN, TOKEN} from '../helpers/fault-secrets.ts';
import {needs} from '../helpers/needs.ts';
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
    readdirSync(directory, {withFileTypes: true})
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
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

type Sets = {readonly old: Files; readonly made: Files};

/** Each file is old or new, whole, and none is lost. */
function checkEach(left: Files, {old, made}: Sets, where: string): void {
  for (const [name, text] of Object.entries(left).filter(([each]) => !isHidden(each)))
    assert.ok(text === old[name] || text === made[name], `${where}: ${name} is neither old nor new`);
  for (const name of Object.keys(old)) assert.ok(name in left, `${where}: ${name} is lost`);
}

/** Looks at what a killed run has left, and lets the next one finish it. */
async function checkLeft(cwd: string, {old, made}: Sets, where: string): Promise<void> {
  const directory = join(cwd, 'out');
  const left = filesIn(directory);
  checkEach(left, {old, made}, where);
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
    const [holder, mine] = [`token.yaml${hidden}`, `mine${hidden}`];
    for (const path of [
      join(holder, '.gitignore'),
      join(holder, hidden),
      join(mine, hidden),
      join(mine, 'x'),
    ]) {
      mkdirSync(join(directory, dirname(path)), {recursive: true});
      writeFileSync(join(directory, path), path);
    }
    await sweepHidden(directory);
    for (const name of [hidden, holder]) assert.ok(readdirSync(directory).includes(name));
    await sweepHidden(directory, Date.now() + 2 * 60 * 60_000);
    assert.deepEqual(readdirSync(directory).toSorted(), ['.delegate-tui-notes.tmp', 'Dockerfile', mine]);
    assert.deepEqual(readdirSync(join(directory, mine)).toSorted(), [hidden, 'x']);
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

const TOKEN_FILE = 'harness-delegate-token.yaml';
const OLD_TOKEN = FILE_TOKEN;
/** The same, with the token in a file. */
function withToken(name: string, existing: 'overwrite' | 'keep' = 'overwrite'): string[] {
  const words = [...generate(name).slice(0, -1), existing];
  words.splice(words.indexOf('--token-from'), 4, '--token-from', 'file');
  return words;
}
const edit = (name: string) => (out: string) => appendFileSync(join(out, name), '# mine\n');

/** What is in the directory when a run with another token begins, and where Git then finds a token because of it. */
const BEFORE: readonly (readonly [
  what: string,
  change: ((out: string) => void) | undefined,
  taken?: readonly string[],
])[] = [
  ['nothing', undefined],
  ['an earlier set', () => undefined],
  ['an earlier set, the token edited', edit(TOKEN_FILE)],
  ['an earlier set, what is ignored edited', edit('.gitignore')],
  [
    'an ignore file of the person’s own, which is kept',
    (out) => {
      for (const name of readdirSync(out)) rmSync(join(out, name));
      writeFileSync(join(out, '.gitignore'), '*.log\n');
    },
    // What the end of the run tells.
    [TOKEN_FILE],
  ],
];

/** Files that `git add` would take and that hold a token, in a directory of copies: `12/harness-delegate-token.yaml`. */
function taken(copies: string): string[] {
  execFileSync('git', ['init', '--quiet', copies]);
  return execFileSync('git', ['-C', copies, 'ls-files', '--others', '--exclude-standard', '-z'], {
    encoding: 'utf8',
    env: {PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null'},
  })
    .split('\0')
    .filter((path) => path !== '')
    .filter((path) => {
      const text = readFileSync(join(copies, path), 'utf8');
      return text.includes(TOKEN) || text.includes(OLD_TOKEN);
    });
}

describe('killed in the middle of a write, with a token: Git never takes it', needs('git'), () => {
  for (const [what, change, found = []] of BEFORE)
    test(`there was ${what}`, async (t) => {
      const cwd = temporaryDirectory(t);
      const out = join(cwd, 'out');
      if (change !== undefined) {
        const {code, err} = await runProgram({
          args: withToken('old-name'),
          cwd,
          env: {DELEGATE_TOKEN: OLD_TOKEN},
        });
        assert.equal(code, 0, err);
        change(out);
      }
      const old = change === undefined ? {} : filesIn(out);
      const copies = temporaryDirectory(t);
      const count = join(temporaryDirectory(t), 'count');
      const {code, err} = await runProgram({
        args: withToken('new-name', found.length > 0 ? 'keep' : 'overwrite'),
        cwd,
        env: {
          DELEGATE_TOKEN: TOKEN,
          NODE_OPTIONS: `--require ${KILL}`,
          FAULT_KILL_BELOW: out,
          FAULT_KILL_COPIES: copies,
          FAULT_KILL_COUNT: count,
        },
      });
      assert.equal(code, 0, err);
      assert.ok(Number(readFileSync(count, 'utf8')) > 30);
      const made = filesIn(out);
      cpSync(out, join(copies, 'end'), {recursive: true});
      for (const copy of readdirSync(copies)) checkEach(filesIn(join(copies, copy)), {old, made}, copy);
      const names = readdirSync(copies, {recursive: true, encoding: 'utf8'}).map((path) => basename(path));
      assert.ok(
        names.some((name) => name.startsWith(`${TOKEN_FILE}.delegate-tui-`)),
        'it was staged',
      );
      assert.deepEqual(new Set(taken(copies).map((path) => basename(path))), new Set(found));
      assert.ok(!readdirSync(out).some((name) => name.includes('.delegate-tui-')), 'nothing hidden is left');
    });
});
