import assert from 'node:assert/strict';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {delimiter, join} from 'node:path';
import {describe, test, type TestContext} from 'node:test';
import {startPractice, type Practice} from '../../src/practice/start-practice.ts';
import {
  DEPLOY_FLAGS,
  TOKEN,
  lastLine,
  runDeploy,
  startProgram,
  type RunningProgram,
} from '../helpers/deploy-run.ts';
import {needs} from '../helpers/needs.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';
import {nextLook, until} from '../helpers/until.ts';

const NAMESPACE = 'harness-delegate-ng';

interface World {
  readonly cwd: string;
  readonly practice: Practice;
  readonly env: Readonly<Record<string, string>>;
}

/** A practice cluster outside the program, which knows it as a context of its kubeconfig. */
async function world(
  t: TestContext,
  more: Partial<Parameters<typeof startPractice>[0]> = {},
): Promise<World> {
  const cwd = temporaryDirectory(t);
  const practice = await startPractice({scenario: 'ok', speed: 60, ...more});
  t.after(async () => await practice.close());
  // It outlives the cluster.
  const kubeconfig = join(cwd, 'kubeconfig');
  copyFileSync(practice.kubeconfig, kubeconfig);
  return {cwd, practice, env: {KUBECONFIG: kubeconfig, KUBECACHEDIR: practice.cacheDirectory}};
}

const APPLY = ['apply', ...DEPLOY_FLAGS, '--context', 'practice', '--yes', '--settle', '0'];

const record = (cwd: string): {phase: string; undo: readonly object[]} => {
  const directory = join(cwd, 'state', 'delegate-tui', 'runs');
  const [name = ''] = readdirSync(directory).sort();
  assert.equal(statSync(join(directory, name)).mode & 0o777, 0o600);
  const text = readFileSync(join(directory, name), 'utf8');
  assert.ok(!text.includes(TOKEN) && !text.includes(Buffer.from(TOKEN).toString('base64')));
  return JSON.parse(text) as ReturnType<typeof record>;
};

/** A newer run, of another context. */
function applyElsewhere(cwd: string): void {
  const directory = join(cwd, 'state', 'delegate-tui', 'runs');
  const [name = ''] = readdirSync(directory);
  const {target, ...run} = JSON.parse(readFileSync(join(directory, name), 'utf8')) as {target: object};
  const id = '99991231-235959-custom-del-00000000';
  const newer = {...run, id, target: {...target, context: 'prod', server: 'https://127.0.0.1:1'}};
  writeFileSync(join(directory, `${id}.json`), JSON.stringify(newer));
}

const deployments = ({practice}: World): number => practice.snapshot('Deployment', NAMESPACE).items.length;

/**
 * Puts a kubectl in front of the real one that waits, before commands with this word, until a file is gone. It has
 * not read its manifest by then. Temporary files lie in a directory of their own.
 */
function held(
  word: string,
  {cwd, env}: World,
): {
  env: Record<string, string>;
  temporary: () => readonly string[];
  release: () => void;
  reached: () => Promise<void>;
} {
  const gate = join(cwd, 'gate');
  const temporary = join(cwd, 'temporary');
  mkdirSync(temporary);
  const directory = join(cwd, 'bin');
  mkdirSync(directory);
  writeFileSync(gate, '');
  const path = process.env['PATH'] ?? '';
  const real =
    path
      .split(delimiter)
      .map((entry) => join(entry, 'kubectl'))
      .find(existsSync) ?? '';
  const script = [
    '#!/bin/sh',
    'case " $* " in',
    '*--dry-run*|*--client*) ;;',
    `*" ${word} "*)`,
    `  : > '${gate}-reached'`,
    `  while [ -e '${gate}' ]; do sleep 0.05; done ;;`,
    'esac',
    `exec '${real}' "$@"`,
  ];
  writeFileSync(join(directory, 'kubectl'), `${script.join('\n')}\n`);
  chmodSync(join(directory, 'kubectl'), 0o755);
  return {
    env: {...env, PATH: `${directory}${delimiter}${path}`, TMPDIR: temporary},
    temporary: () => readdirSync(temporary),
    release: () => rmSync(gate),
    reached: async () => {
      await until(() => existsSync(`${gate}-reached`));
    },
  };
}

/** Resolves when nothing of the program runs any more. A process that becomes another is not seen for a moment. */
async function allGone(program: RunningProgram): Promise<void> {
  for (let unseen = 0; unseen < 3; unseen = program.children().length > 0 ? 0 : unseen + 1) await nextLook();
}

describe('coming back, looking and taking back', {...needs('kubectl'), concurrency: 3}, () => {
  test('apply, status, watch and undo, each in a process of its own', async (t) => {
    const {cwd, env, practice} = await world(t, {speed: 200});
    const go = (...args: string[]) => runDeploy({args, cwd, env});
    const applied = await runDeploy({args: APPLY, cwd, env});
    assert.equal(applied.code, 0, applied.err);
    assert.deepEqual(applied.left, []);
    assert.equal(record(cwd).phase, 'finished');

    const status = await go(
      'status',
      '--context',
      'practice',
      '--namespace',
      NAMESPACE,
      '--name',
      'custom-del',
    );
    assert.equal(status.code, 0, status.err);
    assert.match(status.out, /Image +acme\/custom-delegate:.*an image of your own/);
    assert.match(lastLine(status.err), /^Complete: .*auto-upgrade is off\.$/);

    const watched = await go('watch', '--last', '--settle', '0');
    assert.equal(watched.code, 0, watched.err);

    const undone = await go('undo', '--yes');
    assert.equal(undone.code, 0, undone.err);
    assert.match(lastLine(undone.err), /^Taken back: \d+ deleted, 1 kept\.$/);
    assert.deepEqual(practice.snapshot('Deployment', NAMESPACE).items, []);
    assert.equal(
      practice.snapshot('Namespace').items.some(({metadata}) => metadata.name === NAMESPACE),
      true,
    );
    assert.equal(record(cwd).phase, 'undone');

    const again = await go('undo', '--yes');
    assert.equal(again.code, 2);
    const gone = await go(
      'status',
      '--context',
      'practice',
      '--namespace',
      NAMESPACE,
      '--name',
      'custom-del',
    );
    assert.equal(gone.code, 9);
    assert.match(lastLine(gone.err), /^There is no Deployment custom-del in namespace /);
    await practice.close();
    const lost = await go(
      'status',
      '--context',
      'practice',
      '--namespace',
      NAMESPACE,
      '--name',
      'custom-del',
    );
    assert.equal(lost.code, 8);
  });

  test('an update is taken back to what was there, and the record knows it without the session', async (t) => {
    const scene = await world(t, {scenario: 'image-not-found'});
    const {cwd, env, practice} = scene;
    const image = () => JSON.stringify(practice.snapshot('Deployment', NAMESPACE).items[0]?.['spec']);
    const pods = () => practice.snapshot('Pod', NAMESPACE).items.map(({metadata}) => metadata.name);
    const before = image();
    const podsBefore = pods();
    const refused = await runDeploy({args: APPLY, cwd, env});
    assert.equal(refused.code, 3, refused.err);
    assert.match(refused.out, /add --force-conflicts/);
    assert.equal(image(), before);
    const applied = await runDeploy({args: [...APPLY, '--force-conflicts'], cwd, env});
    assert.equal(applied.code, 6, applied.err);
    assert.match(
      applied.out,
      /Next +.+\n +Come back to it: .*\n +Take it back: npx delegate-tui undo --run \S+ --yes/,
    );
    assert.match(lastLine(applied.err), /\. Take it back: npx delegate-tui undo --run \S+ --yes$/);
    assert.notEqual(image(), before);
    // Meanwhile something is applied to another cluster: what was told is still about this one.
    applyElsewhere(cwd);
    const [, told = ''] = /npx delegate-tui (undo --run \S+ --yes)$/.exec(lastLine(applied.err)) ?? [];
    const undone = await runDeploy({args: told.split(' '), cwd, env});
    assert.equal(undone.code, 5, undone.err);
    assert.match(image(), /harness\/delegate:26\.04\.88404/);
    assert.match(undone.out, /Rollout +deployment "custom-del" successfully rolled out/);
    assert.match(
      lastLine(undone.err),
      /^Taken back in part: 2 restored, .*; custom-del serves again, as revision 3\. Secret .* is never written down\.$/,
    );
    // Before and after in one clear sentence, each time with what to do.
    const said = undone.out.split('\n');
    const isAbout = (line: string) => /Secret .* a Secret held before is never written down\.$/.test(line);
    const [before_ = -1, after = -1] = said.flatMap((line, index) => (isAbout(line) ? [index] : []));
    assert.match(
      said[before_] ?? '',
      /^Careful +Secret \S+ cannot be put back: it keeps what this run put into it/,
    );
    assert.match(said[before_ + 1] ?? '', /^ +Put the old content back by hand, from where you keep it\.$/);
    assert.match(said[after] ?? '', /^\S* *Undo +kept +Secret /);
    assert.ok(before_ < said.findIndex((line) => /Undo +restored/.test(line)));
    // Not only the same words: the very pods that served all the time.
    assert.deepEqual(pods(), podsBefore);
    assert.equal(record(cwd).phase, 'undone');
  });

  test('--undo-on-failure takes back what fails by itself, and ends with 10 when the old revision serves', async (t) => {
    const {cwd, env, practice} = await world(t, {scenario: 'image-not-found'});
    const args = [...APPLY, '--force-conflicts', '--undo-on-failure', '--json'];
    const {code, out, err} = await runDeploy({args, cwd, env});
    assert.equal(code, 10, err);
    const events = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as {type: string; text?: string});
    assert.equal(events.filter(({type}) => type === 'end').length, 1);
    const notice = events.find(({type, text}) => type === 'notice' && text?.includes('is taken back now'));
    assert.match(notice?.text ?? '', /^Cannot succeed as it is: image not found/);
    assert.match(lastLine(err), /^Taken back: 3 restored, .*; custom-del serves again, as revision 3\.$/);
    assert.match(
      JSON.stringify(practice.snapshot('Deployment', NAMESPACE)),
      /harness\/delegate:26\.04\.88404/,
    );
    assert.equal(record(cwd).phase, 'undone');
  });

  test('an undo whose old revision does not come up ends with 6', async (t) => {
    const {cwd, env, practice} = await world(t, {scenario: 'image-not-found'});
    const applied = await runDeploy({args: [...APPLY, '--force-conflicts'], cwd, env});
    assert.equal(applied.code, 6, applied.err);
    // What was written down as the state before is an image that nobody has.
    const directory = join(cwd, 'state', 'delegate-tui', 'runs');
    const path = join(directory, readdirSync(directory)[0] ?? '');
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text.replaceAll('harness/delegate:26.04.88404', 'acme/custom-delegate:26.08.89806-1'),
    );
    const {code, out, err} = await runDeploy({args: ['undo', '--last', '--yes'], cwd, env});
    assert.equal(code, 6, err);
    assert.match(out, /Next +See how it stands: npx delegate-tui status --context practice --namespace /);
    assert.match(
      lastLine(err),
      /^Taken back in part \(.*\), but the revision before does not serve yet\. Cannot succeed/,
    );
    await practice.close();
  });

  test('what a run lacks is said, and nothing is changed', async (t) => {
    const scene = await world(t);
    const {cwd, env} = scene;
    const cases: readonly [readonly string[], number, RegExp][] = [
      [['apply', ...DEPLOY_FLAGS], 2, /--context .*is not given[^]*--yes .*is not given/],
      [
        ['apply', ...DEPLOY_FLAGS, '--context', 'practise', '--yes'],
        2,
        /"practise" is not in your kubeconfig; did you mean practice\?/,
      ],
      [['apply', '--practice=crash-lop'], 2, /did you mean crash-loop\?/],
      [['apply', '--file', 'none.yaml', '--context', 'practice', '--yes'], 2, /none\.yaml does not exist\./],
      [
        ['apply', '--file', 'x.yaml', '--preset', 'helm', '--context', 'practice', '--yes'],
        2,
        /--file .*is applied as it is/,
      ],
      [['watch'], 2, /^wrong +command +Say what to watch with --context, --namespace and --name: /],
      [['watch', '--last'], 2, /^wrong +--last +finds no run: nothing was applied from here/],
      [['undo'], 2, /^wrong +command +There is nothing to undo: nothing was applied from here/],
      [['undo', '--last'], 2, /^wrong +--last +finds no run: nothing was applied from here/],
      [['undo', '--run', 'zzz'], 2, /--run +names no run that is remembered here/],
    ];
    for (const [args, code, says] of cases) {
      const result = await runDeploy({args, cwd, env});
      assert.equal(result.code, code, `${args.join(' ')}\n${result.err}`);
      assert.match(result.err, says);
    }
    const later = [...DEPLOY_FLAGS].map((word) => (word === 'file' ? 'later' : word));
    const placeholder = await runDeploy({
      args: ['apply', ...later, '--context', 'practice', '--yes'],
      cwd,
      env,
    });
    assert.equal(placeholder.code, 3);
    assert.match(lastLine(placeholder.err), /^Nothing was changed\. .*placeholder/);
    assert.equal(deployments(scene), 0);
  });

  test('no kubectl, no kubeconfig, no such context: told before a file is written, alike in all commands', async (t) => {
    const {cwd, env} = await world(t);
    const broken = join(cwd, 'broken');
    writeFileSync(broken, 'apiVersion: v1\n\tkind: Config\n');
    const kubeconfigPath = env['KUBECONFIG'] ?? '';
    const elsewhere = ['--namespace', NAMESPACE, '--name', 'custom-del'];
    const commands = (context: string): readonly (readonly string[])[] => [
      ['apply', ...DEPLOY_FLAGS, '--context', context, '--yes'],
      ['watch', '--context', context, ...elsewhere],
      ['status', '--context', context, ...elsewhere],
      ['verify', '--context', context, ...elsewhere],
    ];
    const cases: readonly [
      name: string,
      context: string,
      env: Record<string, string>,
      code: number,
      says: RegExp,
    ][] = [
      ['no kubectl', 'practice', {PATH: cwd}, 3, /kubectl is not installed[^]*https:\/\/kubernetes\.io/],
      ['context', 'practise', env, 2, /"practise" is not in your kubeconfig; did you mean practice\?/],
      [
        'none',
        'practice',
        {KUBECONFIG: join(cwd, 'none')},
        2,
        /no cluster in your kubeconfig[^]*does not exist/,
      ],
      ['broken', 'practice', {KUBECONFIG: broken}, 2, /kubeconfig file .*broken, line 2 cannot be read/],
      [
        'unreadable',
        'practice',
        {KUBECONFIG: `${kubeconfigPath}:${cwd}`},
        2,
        /kubeconfig file .* cannot be read: is a directory/,
      ],
      [
        'context, and a file that is missing',
        'practise',
        {KUBECONFIG: `${kubeconfigPath}:${join(cwd, 'none')}`, KUBECACHEDIR: env['KUBECACHEDIR'] ?? ''},
        2,
        /did you mean practice\?; KUBECONFIG names .*none, which does not exist/,
      ],
    ];
    for (const [name, context, more, code, says] of cases) {
      const all = commands(context);
      // An apply without kubectl writes its files: that is a test of its own.
      const asked = {context: all, 'no kubectl': all.slice(1, 2)}[name] ?? all.slice(0, 2);
      for (const args of asked) {
        const result = await runDeploy({args, cwd, env: more});
        assert.equal(result.code, code, `${name}: ${args.join(' ')}\n${result.err}`);
        assert.match(result.err, says, name);
        assert.equal(existsSync(join(cwd, 'out')), false);
      }
    }
    const byHand = await runDeploy({
      args: ['apply', '--file', 'a b.yaml', '--context', 'practice', '--yes'],
      cwd,
      env: {PATH: cwd},
    });
    assert.match(byHand.err, /kubectl --context \S+ apply --server-side -f 'a b\.yaml'/);

    // The same for a run that is remembered.
    const applied = await runDeploy({args: APPLY, cwd, env});
    assert.equal(applied.code, 0, applied.err);
    for (const [name, context, more, code] of cases.filter(([, context]) => context === 'practice')) {
      for (const args of [
        ['undo', '--last', '--yes'],
        ['watch', '--last'],
      ]) {
        const result = await runDeploy({args, cwd, env: more});
        assert.equal(result.code, code, `${name} ${context}: ${args.join(' ')}\n${result.err}`);
      }
    }
    const kubeconfig = readFileSync(env['KUBECONFIG'] ?? '', 'utf8');
    writeFileSync(env['KUBECONFIG'] ?? '', kubeconfig.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:1'));
    for (const args of [
      ['undo', '--last', '--yes'],
      ['watch', '--last'],
    ]) {
      const result = await runDeploy({args, cwd, env});
      assert.equal(result.code, 3, `${args.join(' ')}\n${result.err}`);
      assert.match(result.err, /now means http/);
    }
  });

  const unusable: readonly (readonly [name: string, mode: number | undefined, says: RegExp])[] = [
    ['no kubectl', undefined, /^kubectl is not installed, or not in a directory of PATH\.$/m],
    ['a kubectl that may not be run', 0o644, /kubectl is there, but you may not run it\.$/m],
    ['a kubectl for another machine', 0o755, /kubectl does not work\. /m],
  ];
  for (const [name, mode, says] of unusable)
    test(`${name}: apply writes the files, and says how to get it and what to run elsewhere`, async (t) => {
      const cwd = temporaryDirectory(t);
      const bin = join(cwd, 'bin');
      mkdirSync(bin);
      // The header of a program for a machine that nobody has.
      if (mode !== undefined) writeFileSync(join(bin, 'kubectl'), '\u007fELF\u0002\u0001\u0001', {mode});
      const apply = ['apply', ...DEPLOY_FLAGS, '--context', 'practice', '--yes'];
      const dry = await runDeploy({args: [...apply, '--dry-run'], cwd, env: {PATH: bin}});
      assert.equal(dry.code, 3, dry.err);
      assert.equal(existsSync(join(cwd, 'out')), false);
      const made = await runDeploy({args: apply, cwd, env: {PATH: bin}});
      assert.equal(made.code, 3, made.err);
      assert.match(made.out, /harness-delegate\.yaml/);
      const again = await runDeploy({
        args: ['apply', '--output', 'out', '--context', 'practice', '--yes', '--json'],
        cwd,
        env: {PATH: bin},
      });
      const files = '-f out/harness-delegate.yaml -f out/harness-delegate-token.yaml';
      const command = `kubectl --context practice apply --server-side ${files}`;
      for (const told of [made.err, (JSON.parse(again.out) as {next: string[]}).next.join('\n')]) {
        assert.match(told, /^Install kubectl: https:\/\/kubernetes\.io\/docs\/tasks\/tools$/m);
        assert.ok(told.includes(`Or run where kubectl is: ${command}`), told);
      }
      assert.match(made.err, says);
      assert.equal(lastLine(made.err), 'The files are written; nothing was applied.');
      assert.equal(lastLine(again.err), 'Nothing was written or applied.');
      if (mode !== undefined) return;
      const practised = await runDeploy({
        args: ['apply', '--output', 'out', '--practice', '--yes'],
        cwd,
        env: {PATH: bin},
      });
      assert.match(practised.err, /^Install kubectl: .*\nNothing was written or applied\.$/m);
    });

  test('a dry run changes nothing, neither here nor there', async (t) => {
    const scene = await world(t);
    const result = await runDeploy({args: [...APPLY, '--dry-run'], cwd: scene.cwd, env: scene.env});
    assert.equal(result.code, 0, result.err);
    assert.equal(deployments(scene), 0);
    assert.equal(existsSync(join(scene.cwd, 'out')), false);
    // What would change is there line by line.
    assert.match(result.out, /^Change +new +Deployment custom-del\n +@@ .*\n +\+apiVersion: apps\/v1$/m);
  });
});

/** What every event of a type carries. */
const CONTRACT: Readonly<Record<string, readonly string[]>> = {
  file: ['role', 'path', 'outcome'],
  done: ['directory'],
  problem: ['field', 'message'],
  target: ['target', 'practice', 'name'],
  check: ['id', 'state', 'text'],
  notice: ['level', 'text'],
  diff: ['ref', 'kind'],
  conflict: ['ref', 'conflicts'],
  applying: ['of'],
  object: ['ref', 'outcome', 'done', 'of'],
  applied: ['objects'],
  rollout: ['view', 'afterMs'],
  log: ['pod', 'container', 'previous', 'lines'],
  settling: ['forMs'],
  registered: ['state'],
  after: ['id', 'state', 'text'],
  end: ['result', 'exitCode'],
};

const RESULT = [
  'outcome',
  'sentence',
  'next',
  'context',
  'server',
  'namespace',
  'practice',
  'name',
  'objects',
  'revision',
  'seconds',
];

describe('--json', {...needs('kubectl'), concurrency: 2}, () => {
  for (const [scenario, code] of [
    ['ok', 0],
    ['crash-loop', 6],
  ] as const) {
    test(`${scenario}: every line is an event of the contract, the last one the result`, async (t) => {
      const result = await runDeploy({
        args: ['apply', ...DEPLOY_FLAGS, `--practice=${scenario}`, '--json', '--settle', '5s'],
        cwd: temporaryDirectory(t),
        env: {DELEGATE_TUI_PRACTICE_SPEED: '60'},
      });
      assert.equal(result.code, code, result.err);
      const events = result.out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      for (const event of events) {
        const keys = CONTRACT[String(event['type'])];
        assert.ok(keys, `unknown event ${String(event['type'])}`);
        for (const key of keys) assert.ok(key in event, `${String(event['type'])} has no ${key}`);
      }
      const order = events.map(({type}) => type);
      assert.ok(order.indexOf('done') < order.indexOf('target'));
      assert.ok(order.indexOf('applying') < order.indexOf('applied'));
      assert.equal(order.filter((type) => type === 'end').length, 1);
      const last = events.at(-1) as {type: string; exitCode: number; result: {sentence: string}};
      assert.equal(last.type, 'end');
      assert.equal(last.exitCode, code);
      for (const key of RESULT) assert.ok(key in last.result, `the result has no ${key}`);
      assert.equal(lastLine(result.err), last.result.sentence);
      assert.ok(!result.out.includes(TOKEN));
    });
  }
});

interface SignalCase {
  readonly signal: NodeJS.Signals;
  readonly code: number | null;
  /** The last line on standard error; none after a signal that nobody waits for. */
  readonly last?: RegExp;
}

const DETACHED =
  /^The rollout of custom-del goes on in the cluster; nobody watches it now\. Come back to it: npx delegate-tui watch --run \S+$/;
const BEFORE = /^Nothing was changed: you left before the apply\.$/;
const NOTHING_DONE = /^The apply failed, and nothing was changed\. kubectl was stopped before it was done\./;
const CODES = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

const caseOf = (signal: NodeJS.Signals, code: number, last: RegExp): SignalCase => ({
  signal,
  code,
  ...(signal === 'SIGINT' ? {last} : {}),
});

describe('signals', {...needs('kubectl'), concurrency: 3}, () => {
  const check = async (program: RunningProgram, {signal, code, last}: SignalCase) => {
    program.kill(signal);
    const result = await program.end;
    assert.equal(result.code, code, `${result.out}\n${result.err}`);
    if (last) assert.match(lastLine(result.err), last);
    else assert.doesNotMatch(result.err, /changed|watches/);
    return result;
  };

  for (const [signal, code] of CODES) {
    test(`${signal} in the preflight changes nothing`, async (t) => {
      const scene = await world(t);
      const {env} = held('version', scene);
      const program = startProgram({args: [...APPLY, '--json'], cwd: scene.cwd, env});
      await program.seen(/"type":"target"/);
      await check(program, caseOf(signal, code, BEFORE));
      assert.deepEqual(program.children(), []);
      assert.equal(deployments(scene), 0);
    });

    test(`${signal} in the watch leaves the rollout alone, and watch comes back to it`, async (t) => {
      const scene = await world(t, {scenario: 'slow-pull', speed: 5});
      const program = startProgram({args: APPLY, cwd: scene.cwd, env: scene.env});
      await program.seen(/Rollout .*0 of 1 updated/);
      const result = await check(program, caseOf(signal, code, DETACHED));
      assert.deepEqual(program.children(), []);
      if (signal === 'SIGINT')
        assert.match(result.out, /Next +Come back to it: npx delegate-tui watch --run \S+/);
      assert.equal(record(scene.cwd).phase, 'watching');
      const back = startProgram({args: ['watch', '--last'], cwd: scene.cwd, env: scene.env});
      await back.seen(/Rollout .*0 of 1 updated/);
      back.kill('SIGTERM');
      assert.equal((await back.end).code, 143);
      assert.deepEqual(back.children(), []);
    });
  }

  test('who leaves while restarts are looked for has seen the end', async (t) => {
    const scene = await world(t, {speed: 200});
    const args = [...APPLY.slice(0, -1), '2h'];
    const program = startProgram({args, cwd: scene.cwd, env: scene.env});
    await program.seen(/Settle +looking for restarts for 2 h/);
    program.kill('SIGINT');
    const {code, err} = await program.end;
    assert.equal(code, 130);
    assert.match(
      lastLine(err),
      /^Complete: custom-del serves revision 1\. Nobody looks for restarts any more\./,
    );
    assert.equal(record(scene.cwd).phase, 'finished');
  });

  test('ctrl+c once in the apply says so, and the run goes on to its end', async (t) => {
    const scene = await world(t, {speed: 200});
    const {env, release} = held('apply', scene);
    const program = startProgram({args: [...APPLY, '--json'], cwd: scene.cwd, env});
    await program.seen(/"type":"applying"/);
    program.kill('SIGINT');
    await program.seen(/this is not broken off/);
    release();
    const {code, err} = await program.end;
    assert.equal(code, 0, err);
    assert.deepEqual(program.children(), []);
  });

  test('ctrl+c twice in the apply stops waiting, and the apply goes on', async (t) => {
    const scene = await world(t);
    const {env, release, reached} = held('apply', scene);
    const program = startProgram({args: [...APPLY, '--json'], cwd: scene.cwd, env});
    await program.seen(/"type":"applying"/);
    await reached();
    program.kill('SIGINT');
    await program.seen(/this is not broken off/);
    program.kill('SIGINT');
    const {code, err} = await program.end;
    assert.equal(code, 130);
    assert.match(lastLine(err), /^The apply goes on by itself/);
    assert.equal(deployments(scene), 0);
    assert.equal(record(scene.cwd).phase, 'applying');
    assert.notDeepEqual(program.children(), []);
    release();
    await allGone(program);
    assert.equal(deployments(scene), 1);
  });

  const broken = [
    ['three times in the apply breaks it off, and tells what that has left', 4, NOTHING_DONE],
    ['four times leaves at once, though nobody answers', 8, /^kubectl was stopped before it was done\./],
  ] as const;
  for (const [what, ends, last] of broken) {
    test(`ctrl+c ${what}`, async (t) => {
      const scene = await world(t);
      const {env} = held('apply', scene);
      const program = startProgram({args: [...APPLY, '--json'], cwd: scene.cwd, env});
      await program.seen(/"type":"applying"/);
      program.kill('SIGINT');
      await program.seen(/this is not broken off/);
      scene.practice.inject({kind: 'frozen', afterSeconds: 0, forSeconds: 1_000_000});
      program.kill('SIGINT');
      await program.seen(/once more to break it off/);
      program.kill('SIGINT');
      await program.seen(/once more to leave at once/);
      await until(() => !program.children().some((pid) => isHeld(pid)));
      if (ends === 4) scene.practice.withdraw('frozen');
      else program.kill('SIGINT');
      const {code, err} = await program.end;
      assert.equal(code, ends, err);
      assert.match(lastLine(err), last);
      await allGone(program);
      assert.equal(deployments(scene), 0);
    });
  }

  for (const [signal, code] of [
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGKILL', null],
  ] as const) {
    test(`${signal} in the apply leaves without a word or a file, and the apply goes on`, async (t) => {
      const scene = await world(t);
      const {env, release, reached, temporary} = held('apply', scene);
      const program = startProgram({args: [...APPLY, '--json'], cwd: scene.cwd, env});
      await program.seen(/"type":"applying"/);
      await reached();
      assert.deepEqual(temporary(), []);
      await check(program, {signal, code});
      assert.deepEqual(temporary(), []);
      assert.equal(record(scene.cwd).phase, 'applying');
      release();
      await allGone(program);
      assert.equal(deployments(scene), 1);
    });
  }

  test('SIGKILL leaves nothing that outlives its own bound, and the run can be come back to', async (t) => {
    const scene = await world(t, {scenario: 'slow-pull', speed: 5});
    const program = startProgram({args: APPLY, cwd: scene.cwd, env: scene.env});
    await program.seen(/Rollout .*0 of 1 updated/);
    program.kill('SIGKILL');
    await program.end;
    for (const pid of program.children())
      assert.match(commandOf(pid), /timeoutSeconds=\d{3}|--request-timeout/);
    assert.equal(record(scene.cwd).phase, 'watching');
    // With the server everything ends that still reads from it.
    await scene.practice.close();
    await allGone(program);
  });
});

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
  } catch {
    return '--request-timeout';
  }
};

const isHeld = (pid: number): boolean => / apply /.test(commandOf(pid));
