import assert from 'node:assert/strict';
import {existsSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, test, type TestContext} from 'node:test';
import {ANSWERED} from '../helpers/answered.ts';
import {runProgram} from '../helpers/built-program.ts';
import type {OutsideCluster} from '../helpers/deploy-pty.ts';
import {startProgram, type DeployEnd, type RunningProgram} from '../helpers/deploy-run.ts';
import {gatedKubectl} from '../helpers/fault-gate.ts';
import {hasTest} from '../helpers/fault-names.ts';
import {needs} from '../helpers/needs.ts';
import {WAYS, type Way} from '../helpers/signal-phases.ts';
import {
  ALL_FILES,
  CONTEXT,
  heldFiles,
  manifestIn,
  openPlaces,
  pushingDocker,
  stateOf,
  type Places,
} from '../helpers/signal-places.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';
import {until} from '../helpers/until.ts';

const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;
type Signal = (typeof SIGNALS)[number][0];

/** What cannot happen in any phase, and why. */
const NEVER: Readonly<Partial<Record<Way, string>>> = {
  'ctrl+c': 'nothing is read here: of what is pressed a terminal makes SIGINT',
  'SIGTSTP and SIGCONT': 'no terminal is changed: the system alone stops the program, and lets it go on',
};

/** Tested where the phase itself is. */
const ELSEWHERE: readonly (readonly [phase: string, file: string, names: readonly string[]])[] = [
  ['the checks', 'e2e/deploy-headless.test.ts', ['… in the preflight changes nothing']],
  [
    'the apply',
    'e2e/deploy-headless.test.ts',
    [
      '… in the apply leaves without a word or a file, and the apply goes on',
      'ctrl+c once in the apply says so, and the run goes on to its end',
      'ctrl+c twice in the apply stops waiting, and the apply goes on',
    ],
  ],
  [
    'the watch',
    'e2e/deploy-headless.test.ts',
    ['… in the watch leaves the rollout alone, and watch comes back to it'],
  ],
  [
    'the build of the image',
    'faults/signals.test.ts',
    ['… in …: the terminal is as before, no child is left, …'],
  ],
];

test('there is a cell for each way, or a reason why there is none', () => {
  for (const way of WAYS)
    assert.notEqual(
      SIGNALS.some(([signal]) => signal === way),
      way in NEVER,
      way,
    );
});

test('every other phase has its signals elsewhere', () => {
  for (const [phase, file, names] of ELSEWHERE)
    for (const name of names) assert.ok(hasTest(file, name), `${phase}: ${file}, ${name}`);
});

interface Gone {
  readonly cwd: string;
  readonly program: RunningProgram;
  readonly release: () => void;
}

interface Phase {
  readonly name: string;
  readonly go: (context: TestContext, places: Places) => Promise<Gone>;
  /** How often it has to come: whoever changes a cluster says first what it would do. */
  readonly times?: Readonly<Partial<Record<Signal, number>>>;
  /** It goes on to the end of a step after the signal. */
  readonly finishes?: true;
  readonly check: (gone: Gone, end: DeployEnd, signal: Signal) => void;
}

async function writing(context: TestContext, at: 'sync' | 'link'): Promise<Gone> {
  const cwd = temporaryDirectory(context);
  const gate = join(temporaryDirectory(context), 'hold');
  const program = startProgram({
    args: ['generate', ...ANSWERED, '--output', 'out'],
    cwd,
    env: heldFiles(gate, at),
  });
  await until(() => existsSync(`${gate}-reached`));
  return {cwd, program, release: () => rmSync(gate, {force: true})};
}

/** Pushed; the digest is kept, and on its way into the other files. */
async function pinning(context: TestContext): Promise<Gone> {
  const cwd = temporaryDirectory(context);
  const {code, err} = await runProgram({args: ['generate', ...ANSWERED, '--output', 'out'], cwd});
  assert.equal(code, 0, err);
  const gate = join(temporaryDirectory(context), 'hold');
  const program = startProgram({
    args: ['push', '--output', 'out', '--builder-tool', 'docker', '--skip-smoke-test', '--pin-digest'],
    cwd,
    env: {...pushingDocker(temporaryDirectory(context)), ...heldFiles(gate, 'sync', 1)},
  });
  await until(() => existsSync(`${gate}-reached`));
  return {cwd, program, release: () => rmSync(gate, {force: true})};
}

/** Before anything is known of the cluster. The call is never let go on. */
async function hanging(
  context: TestContext,
  {word, place}: {readonly word: string; readonly place: OutsideCluster},
): Promise<Gone> {
  const cwd = manifestIn(context);
  const gated = gatedKubectl({word, directory: temporaryDirectory(context)});
  const program = startProgram({
    args: ['apply', '--file', 'small.yaml', '--context', CONTEXT, '--yes'],
    cwd,
    env: {...place.env, PATH: `${gated.bin}:${process.env['PATH']}`},
  });
  await gated.reached();
  return {cwd, program, release: () => undefined};
}

const saysNothing: Phase['check'] = (_, {out, err}) => assert.equal(out + err, '');

/** What the run keeps of itself is beside the files. */
const written = (cwd: string): string[] =>
  existsSync(join(cwd, 'out')) ? readdirSync(join(cwd, 'out')).toSorted() : [];

const PHASES: readonly Phase[] = [
  {
    name: 'the writing of files',
    go: async (t) => await writing(t, 'sync'),
    check: ({cwd}, {out}) => {
      assert.deepEqual(readdirSync(cwd), []);
      assert.equal(out, '');
    },
  },
  {
    name: 'the moment in which files get their places',
    go: async (t) => await writing(t, 'link'),
    finishes: true,
    check: ({cwd}) => assert.deepEqual(written(cwd), ALL_FILES),
  },
  {
    name: 'the pinning of the digest',
    go: pinning,
    finishes: true,
    check: ({cwd}, {err}, signal) => {
      assert.deepEqual(written(cwd), [...ALL_FILES, 'image-digest.json'].toSorted());
      for (const name of ['delegate-tui.yaml', 'harness-delegate.yaml'])
        assert.doesNotMatch(readFileSync(join(cwd, 'out', name), 'utf8'), /sha256:d/);
      const told = 'Broken off before the files were written.\nThey are as they were.\n';
      assert.ok(signal === 'SIGINT' ? err.endsWith(told) : !err.includes('written'), err);
    },
  },
  {
    name: 'the look for kubectl',
    go: async (t, {cluster}) => await hanging(t, {word: '--client', place: cluster}),
    check: saysNothing,
  },
  {
    name: 'the reading of the kubeconfig',
    go: async (t, {cluster}) => await hanging(t, {word: 'config', place: cluster}),
    check: saysNothing,
  },
  {
    name: 'the undo',
    times: {SIGINT: 2},
    go: async (t, {slow}) => {
      const cwd = temporaryDirectory(t);
      const gated = gatedKubectl({word: 'delete', directory: cwd});
      const program = startProgram({
        args: ['undo', '--yes'],
        cwd,
        env: {...slow.env, XDG_STATE_HOME: stateOf(t, slow), PATH: `${gated.bin}:${process.env['PATH']}`},
      });
      await gated.reached();
      return {cwd, program, release: gated.giveUp};
    },
    check: (_, {err}, signal) => {
      if (signal === 'SIGINT') assert.match(err, /this is not broken off.*\n.*\n?.*goes on by itself/);
      else assert.equal(err, '');
    },
  },
];

describe('signals without a terminal', {...needs('kubectl'), concurrency: 4}, () => {
  let places: Places;
  const cleanUps: (() => unknown)[] = [];
  const suite = {after: (cleanUp: () => unknown) => void cleanUps.push(cleanUp)} as unknown as TestContext;
  before(async () => {
    places = await openPlaces(suite);
  });
  after(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  });

  for (const {name, go, times = {}, finishes, check} of PHASES) {
    for (const [signal, code] of SIGNALS) {
      test(`${signal} in ${name}: told truly, no child is left, ${code}`, async (t) => {
        const gone = await go(t, places);
        const {program, release} = gone;
        for (let left = times[signal] ?? 1; left > 0; left--) {
          program.kill(signal);
          if (left > 1) await program.seen(/this is not broken off/);
        }
        if (finishes) release();
        const end = await program.end;
        check(gone, end, signal);
        assert.equal(end.code ?? end.signal, end.code === null ? signal : code, end.err);
        release();
        await until(() => program.children().length === 0);
      });
    }
  }
});
