import assert from 'node:assert/strict';
import {cpSync, existsSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, test, type TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import {outsideCluster, untilGone, type OutsideCluster} from '../helpers/deploy-pty.ts';
import {startProgram} from '../helpers/deploy-run.ts';
import {FakeBuilders} from '../helpers/fake-builder.ts';
import {gatedKubectl} from '../helpers/fault-gate.ts';
import {startSession, type Session} from '../helpers/fault-session.ts';
import {needs} from '../helpers/needs.ts';
import {runProgram} from '../helpers/built-program.ts';
import {smallManifest} from '../helpers/small-manifest.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';
import {nextLook, until} from '../helpers/until.ts';

const HOLD = fileURLToPath(new URL('../helpers/fault-hold.cjs', import.meta.url));
const CONTEXT = 'prod-east';
const ANSWERED = [
  ['--preset', 'kubernetes'],
  ['--image-repository', 'acme/custom-delegate'],
  ['--account-id', 'abcdefghijklmnopqrstuv'],
  ['--manager-url', 'https://app.harness.io'],
  ['--token-from', 'secret'],
  ['--token-secret', 'delegate-token'],
].flat();

const ALL_FILES = [
  'Dockerfile',
  'build-and-push.yaml',
  'delegate-tui.yaml',
  'harness-delegate.yaml',
  'validate-delegate.yaml',
];

/** One cluster for all sessions: none of them gets as far as to change it. */
let cluster: OutsideCluster;
/** One where the rollout goes on for long. */
let slow: OutsideCluster;
const cleanUps: (() => unknown)[] = [];
const suite = {after: (cleanUp: () => unknown) => void cleanUps.push(cleanUp)} as unknown as TestContext;

type Gone = Session & {readonly release?: () => void};

interface Phase {
  readonly name: string;
  /** Brings a session there. */
  readonly go: (context: TestContext) => Promise<Gone>;
  /**
   * A screen is drawn, where Ctrl+C is a key: it is pressed until the program leaves. In a terminal that is `lent`
   * another program gets it first.
   */
  readonly ctrlC?: 'key' | 'lent';
  /** What is then in the output directory: nothing, or all that was to be written. */
  readonly files?: 'none' | 'all';
}

function manifestIn(context: TestContext): string {
  const directory = temporaryDirectory(context);
  const text = smallManifest().replaceAll('PUT_YOUR_DELEGATE_TOKEN', 'ab'.repeat(16));
  writeFileSync(join(directory, 'small.yaml'), text);
  return directory;
}

function apply(
  context: TestContext,
  {place = cluster, ...gate}: {word?: string; asks?: boolean; place?: OutsideCluster},
) {
  const directory = manifestIn(context);
  const gated = Object.keys(gate).length === 0 ? undefined : gatedKubectl({...gate, directory});
  const session = startSession(context, {
    directory,
    args: ['apply', '--file', 'small.yaml', '--context', CONTEXT],
    env: {
      ...place.env,
      XDG_STATE_HOME: temporaryDirectory(context),
      ...(gated === undefined ? {} : {PATH: `${gated.bin}:${process.env['PATH']}`}),
    },
  });
  return {session, gated};
}

/** The checks have passed; the name of the cluster is typed. */
async function agree(session: Session): Promise<void> {
  await session.untilText('type the name:');
  session.press(CONTEXT);
  await session.until('the typed name', (lines) =>
    lines.some((line) => line.includes(`❯ Name   ${CONTEXT}`)),
  );
  session.press('\r');
}

/** At the review, and told to write; the files wait at one of the steps on their way. */
async function writing(context: TestContext, at: 'sync' | 'link'): Promise<Gone> {
  const gate = join(temporaryDirectory(context), 'hold');
  writeFileSync(gate, '');
  const session = startSession(context, {
    args: [...ANSWERED, '--output', 'out'],
    env: {FAULT_HOLD: gate, FAULT_HOLD_AT: at, NODE_OPTIONS: `--require ${HOLD}`},
  });
  await session.until('the comparison with the disk', (lines) =>
    lines.some((line) => /Dockerfile +new +write/.test(line)),
  );
  session.press('\r');
  await until(() => existsSync(`${gate}-reached`));
  return {...session, release: () => rmSync(gate, {force: true})};
}

const PHASES: readonly Phase[] = [
  {
    name: 'the questions',
    ctrlC: 'key',
    files: 'none',
    go: async (t) => {
      const session = startSession(t, {args: []});
      await session.untilText('step 1 of 6');
      return session;
    },
  },
  {
    name: 'the writing of files',
    ctrlC: 'key',
    files: 'none',
    go: async (t) => {
      const {release: _, ...session} = await writing(t, 'sync');
      return session;
    },
  },
  {
    name: 'the moment in which files get their places',
    files: 'all',
    go: async (t) => await writing(t, 'link'),
  },
  {
    name: 'the build of the image',
    go: async (t) => {
      const directory = temporaryDirectory(t);
      const {code, err} = await runProgram({
        args: ['generate', ...ANSWERED, '--output', 'out'],
        cwd: directory,
      });
      assert.equal(code, 0, err);
      const fakes = new FakeBuilders(directory);
      fakes.add('docker', {
        info: `echo '{"ServerVersion":"28.2.2","OSType":"linux","Driver":"overlay2"}'`,
        build: `echo "#5 [1/2] FROM x" >&2; : > '${directory}/reached'; exec sleep 600`,
      });
      const session = startSession(t, {
        directory,
        args: ['build', '--output', 'out', '--builder-tool', 'docker'],
        env: {PATH: `${fakes.path}:/usr/bin:/bin`},
      });
      await until(() => existsSync(join(directory, 'reached')));
      return session;
    },
  },
  {
    name: 'the checks',
    ctrlC: 'key',
    go: async (t) => {
      const {session, gated} = apply(t, {word: 'version'});
      await gated?.reached();
      await session.untilText('looking');
      return session;
    },
  },
  {
    name: 'the apply',
    ctrlC: 'key',
    go: async (t) => {
      const {session, gated} = apply(t, {word: 'apply'});
      await agree(session);
      await gated?.reached();
      return {...session, ...(gated && {release: gated.giveUp})};
    },
  },
  {
    name: 'the watch',
    ctrlC: 'key',
    go: async (t) => {
      const {session} = apply(t, {place: slow});
      await agree(session);
      await session.untilText('rollout ');
      return session;
    },
  },
  {
    name: 'the undo',
    ctrlC: 'key',
    go: async (t) => {
      const directory = temporaryDirectory(t);
      const gated = gatedKubectl({word: 'delete', directory});
      const state = temporaryDirectory(t);
      cpSync(slow.env['XDG_STATE_HOME'] ?? '', state, {recursive: true});
      const session = startSession(t, {
        directory,
        args: ['undo'],
        env: {...slow.env, XDG_STATE_HOME: state, PATH: `${gated.bin}:${process.env['PATH']}`},
      });
      await session.untilText('delete Deployment custom-del');
      session.press('y');
      await gated.reached();
      return {...session, release: gated.giveUp};
    },
  },
  {
    name: 'a login that has the terminal',
    ctrlC: 'lent',
    go: async (t) => {
      const {session} = apply(t, {asks: true});
      await session.untilText('log in');
      session.press('\r');
      await session.untilText('Password:');
      return session;
    },
  },
];

const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

const LOOKS_BETWEEN_PRESSES = 15;

/** As a person does who wants to get out: each press in a read of its own, for several in one are one. */
async function pressUntilLeft(session: Session): Promise<void> {
  for (let looks = 0; !session.hasLeft(); looks++) {
    if (looks % LOOKS_BETWEEN_PRESSES === 0) session.press('\u0003');
    await nextLook();
  }
}

describe('signals in a terminal', {...needs('kubectl'), concurrency: 6}, () => {
  before(async () => {
    cluster = await outsideCluster(suite, {scenario: 'ok'});
    slow = await outsideCluster(suite, {scenario: 'slow-pull', speed: 1});
    // What there is to take back.
    const applied = startProgram({
      args: ['apply', '--file', 'small.yaml', '--context', CONTEXT, '--yes'],
      cwd: manifestIn(suite),
      env: slow.env,
    });
    await applied.seen(/Rollout /);
    applied.kill('SIGTERM');
    await applied.end;
  });
  after(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  });

  for (const {name, go, ctrlC, files} of PHASES) {
    for (const [signal, usual] of SIGNALS) {
      // The login gets Ctrl+C, and not we: the checks end for want of one, and that is what we leave with.
      const code = signal === 'SIGINT' && ctrlC === 'lent' ? 3 : usual;
      if (signal === 'SIGINT' && name.startsWith('the moment')) continue;
      test(`${signal} in ${name}: the terminal is as before, no child is left, ${code}`, async (t) => {
        const session = await go(t);
        if (signal === 'SIGINT' && ctrlC === 'lent') {
          session.press('\u0003');
          await session.untilText('r try again');
          // Once: the next one would meet a terminal that has its own Ctrl+C back.
          session.press('\u0003');
        } else if (signal === 'SIGINT' && ctrlC !== undefined) await pressUntilLeft(session);
        else session.signal(signal);
        if (files === 'all') session.release?.();
        assert.deepEqual(await session.left(), {code, unrestored: []}, session.history().join('\n'));
        // What changes a cluster goes on by itself.
        session.release?.();
        await untilGone(() => [...session.children()]);
        const left = existsSync(join(session.directory, 'out'))
          ? readdirSync(join(session.directory, 'out'))
          : [];
        if (files === 'none') assert.deepEqual(readdirSync(session.directory), []);
        if (files === 'all') assert.deepEqual(left.toSorted(), ALL_FILES);
      });
    }
  }
});

test('SIGTSTP gives the terminal back until SIGCONT; then the screen is as it was', async (t) => {
  const session = startSession(t, {args: []});
  await session.untilText('Start from');
  session.press('j');
  await session.until('the second row', (lines) => lines.some((line) => line.startsWith(' ❯ aws-ecr')));
  session.signal('SIGTSTP');
  await until(async () => session.isStopped() && !(await session.isRaw()));
  await session.until('an empty screen', (lines) => !lines.some((line) => line.includes('Start from')));
  session.signal('SIGCONT');
  await session.untilText('Start from');
  await until(() => session.isRaw());
  assert.ok(session.screen().some((line) => line.startsWith(' ❯ aws-ecr')));
  session.press('\u0003');
  assert.deepEqual(await session.left(), {code: 130, unrestored: []});
});

test('SIGINT from elsewhere leaves the terminal as it was', async (t) => {
  const session = startSession(t, {args: []});
  await session.untilText('Start from');
  session.signal('SIGINT');
  assert.deepEqual(await session.left(), {code: 130, unrestored: []});
});
