import assert from 'node:assert/strict';
import {readFileSync, renameSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, test, type TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import {outsideCluster, untilGone, type OutsideCluster} from '../helpers/deploy-pty.ts';
import {startProgram} from '../helpers/deploy-run.ts';
import {gatedKubectl} from '../helpers/fault-gate.ts';
import {startSession, type Session} from '../helpers/fault-session.ts';
import {needs} from '../helpers/needs.ts';
import {smallManifest} from '../helpers/small-manifest.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';
import {nextLook, until} from '../helpers/until.ts';

const CRASH = fileURLToPath(new URL('../helpers/fault-crash.cjs', import.meta.url));
const CONTEXT = 'prod-east';
const TOKEN = 'ab'.repeat(16);
const SAYS = `cannot read "pw" of ${TOKEN} or ${Buffer.from(TOKEN).toString('base64')}`;

const LOOKS_BETWEEN_KEYS = 5;

let slow: OutsideCluster;
const cleanUps: (() => unknown)[] = [];
const suite = {after: (cleanUp: () => unknown) => void cleanUps.push(cleanUp)} as unknown as TestContext;

interface Scene {
  readonly directory: string;
  readonly state: string;
  readonly env: Readonly<Record<string, string>>;
  readonly breakIt: (where: 'background' | 'drawing' | 'telling') => void;
}

function scene(context: TestContext): Scene {
  const directory = temporaryDirectory(context);
  const state = temporaryDirectory(context);
  const crash = join(temporaryDirectory(context), 'crash');
  writeFileSync(join(directory, 'small.yaml'), smallManifest().replaceAll('PUT_YOUR_DELEGATE_TOKEN', TOKEN));
  return {
    directory,
    state,
    env: {
      ...slow.env,
      XDG_STATE_HOME: state,
      FAULT_CRASH: crash,
      NODE_OPTIONS: `--require ${CRASH}`,
    },
    breakIt: (where) => {
      // Never there in part.
      writeFileSync(`${crash}-next`, `${where}\n${SAYS}`);
      renameSync(`${crash}-next`, crash);
    },
  };
}

const APPLY = ['apply', '--file', 'small.yaml', '--context', CONTEXT];

async function agreed(
  context: TestContext,
  {directory, env}: Pick<Scene, 'directory' | 'env'>,
): Promise<Session> {
  const session = startSession(context, {directory, args: APPLY, env});
  await session.untilText('type the name:');
  session.press(CONTEXT);
  await session.until('the typed name', (lines) =>
    lines.some((line) => line.includes(`❯ Name   ${CONTEXT}`)),
  );
  session.press('\r');
  return session;
}

/** What was written down says where it broke, and nothing that anybody typed. */
function checkCrashFile({state}: Scene, printed: string): void {
  const path = join(state, 'delegate-tui', 'last-crash.txt');
  const text = readFileSync(path, 'utf8');
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.match(
    text,
    /^delegate-tui \S+, Node \d[^\n]*\n[^\n]*, command apply\n\nTypeError: cannot read "‹…›"/,
  );
  assert.match(text, /\n {4}at [^\n]*fault-crash\.cjs:\d+:\d+/);
  assert.ok(printed.replaceAll(/\s/g, '').includes(path), printed);
  for (const secret of [TOKEN, Buffer.from(TOKEN).toString('base64').slice(0, 12), 'pw'])
    assert.ok(!`${text}${secret === 'pw' ? '' : printed}`.includes(secret), secret);
  assert.doesNotMatch(text, /\(?\//, 'no directory of this machine');
}

describe('an error of ours', {...needs('kubectl'), concurrency: 3}, () => {
  before(async () => {
    slow = await outsideCluster(suite, {scenario: 'slow-pull', speed: 1});
  });
  after(async () => {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  });

  test('in the background of a watch: the terminal is as before, no child is left, what was applied is told', async (t) => {
    const place = scene(t);
    const session = await agreed(t, place);
    await session.untilText('rollout ');
    place.breakIt('background');
    assert.deepEqual(await session.left(), {code: 1, unrestored: []}, session.history().join('\n'));
    await untilGone(() => [...session.children()]);
    const said = session.history().join('\n');
    assert.match(said, /Something of this program broke/);
    assert.match(said, /Applied to prod-east \/ harness-delegate-ng: \d+ \w+.*The rollout goes on\./);
    assert.match(said, /Come back to it: npx delegate-tui watch --run \d{8}-\d{6}-custom-del-[0-9a-f]{8}/);
    checkCrashFile(place, said);
  });

  test('while drawing, in the middle of an apply: that goes on, and how far it is is told', async (t) => {
    const place = scene(t);
    const gated = gatedKubectl({word: 'apply', directory: temporaryDirectory(t)});
    const path = `${gated.bin}:${process.env['PATH']}`;
    const session = await agreed(t, {...place, env: {...place.env, PATH: path}});
    await gated.reached();
    place.breakIt('drawing');
    for (let looks = 0; !session.hasLeft(); looks++) {
      // A frame is drawn when something changes.
      if (looks % LOOKS_BETWEEN_KEYS === 0) session.press('e');
      await nextLook();
    }
    assert.deepEqual(await session.left(), {code: 1, unrestored: []}, session.history().join('\n'));
    const said = session.history().join('\n');
    assert.match(said, /Being applied to prod-east \/ harness-delegate-ng: 0 of 4 objects are taken so far;/);
    assert.notEqual(session.children().length, 0, 'what changes a cluster is not ended');
    gated.giveUp();
    await untilGone(() => [...session.children()]);
    checkCrashFile(place, said);
  });

  test('in lines, after the apply: no child is left, what was applied is told', async (t) => {
    const place = scene(t);
    const program = startProgram({
      args: [...APPLY, '--yes', '--force-conflicts', '--json'],
      cwd: place.directory,
      env: place.env,
    });
    await program.seen(/"type":"rollout"/);
    place.breakIt('background');
    const {code, out, err} = await program.end;
    assert.equal(code, 1, err);
    // Killed, they are in the table for a moment more.
    await until(() => program.children().length === 0);
    const last = JSON.parse(out.trimEnd().split('\n').at(-1) ?? '') as {type: string; next: string[]};
    assert.equal(last.type, 'error', err);
    const next = last.next.join('\n');
    assert.match(next, /^Applied to prod-east \/ harness-delegate-ng: \d+ \w+.* The rollout goes on\.$/m);
    assert.match(next, /^Come back to it: npx delegate-tui watch --run \d{8}-\d{6}-custom-del-[0-9a-f]{8}$/m);
    checkCrashFile(place, `${out}${err}`);
  });

  test('in lines, in the middle of an apply: that goes on, and how far it is is told', async (t) => {
    const place = scene(t);
    const gated = gatedKubectl({word: 'apply', directory: temporaryDirectory(t)});
    const program = startProgram({
      args: [...APPLY, '--yes'],
      cwd: place.directory,
      env: {...place.env, PATH: `${gated.bin}:${process.env['PATH']}`},
    });
    await gated.reached();
    place.breakIt('background');
    await program.seen(/What broke is written down/);
    assert.notEqual(program.children().length, 0, 'what changes a cluster is not ended');
    gated.giveUp();
    const {code, out, err} = await program.end;
    assert.equal(code, 1, err);
    assert.match(err, /^Unexpected error: cannot read /m);
    assert.match(
      err,
      /^Being applied to prod-east \/ harness-delegate-ng: 0 of 4 objects are taken so far; what kubectl has begun goes on by itself\.$/m,
    );
    assert.match(err, /^Come back to it: npx delegate-tui watch --run \d{8}-\d{6}-custom-del-[0-9a-f]{8}$/m);
    checkCrashFile(place, `${out}${err}`);
    await until(() => program.children().length === 0);
  });

  test('in the report of an error: that is told, and nothing of either', async (t) => {
    const place = scene(t);
    const program = startProgram({
      args: [...APPLY, '--yes', '--force-conflicts'],
      cwd: place.directory,
      env: place.env,
    });
    await program.seen(/rollout|Rollout/);
    place.breakIt('telling');
    const {code, out, err} = await program.end;
    assert.equal(code, 1, err);
    assert.match(err, /^Something of this program broke, and so did the report of it\.$/m);
    assert.doesNotMatch(`${out}${err}`, new RegExp(`${TOKEN}|TypeError|fault-crash`));
    await until(() => program.children().length === 0);
  });
});
