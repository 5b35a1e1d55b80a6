import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {API_KEY as KEY} from '../helpers/fault-secrets.ts';
import {answersJson, harnessServer} from '../helpers/harness-server.ts';
import {needs} from '../helpers/needs.ts';
import {runCli} from '../helpers/run-cli.ts';

const PATH = process.env['PATH'] ?? '';
const practice = async (...args: readonly string[]) =>
  await runCli([...args, '--practice'], {
    env: {
      PATH,
      DELEGATE_TUI_PRACTICE_SPEED: '200',
      XDG_STATE_HOME: '/nonexistent/state',
      HARNESS_API_KEY: KEY,
    },
  });

/** What a command line lacks, or says twice. */
const WRONG: readonly (readonly [args: readonly string[], says: RegExp])[] = [
  [['status'], /--context .*is not given/],
  [['verify'], /--context .*is not given[^]*--name .*is not given/],
  [['status', '--context', 'a', '--practice'], /--context .*does not go with --practice/],
  [
    ['verify', '--context', 'a', '--name', 'b', '--preset', 'helm', '--output', 'x'],
    /--output .*does not go with --preset/,
  ],
  [['verify', '--practice=crash-lop'], /did you mean crash-loop\?/],
  [['verify', '--context', 'a', '--name', 'b', '--timeout', 'soon'], /must be a duration/],
];

for (const [args, says] of WRONG) {
  test(`${args.join(' ')} is a wrong command line`, async () => {
    const {code, err} = await runCli(args);
    assert.equal(code, 2);
    assert.match(err, says);
  });
}

test('answers that are not there are said, before any cluster is asked', async () => {
  const {code, err} = await runCli(['verify', '--context', 'a', '--name', 'b', '--output', '/nonexistent']);
  assert.equal(code, 2);
  assert.match(err, /^\/nonexistent holds no delegate yet\.\n.*generate --output \/nonexistent /);
});

describe('on the practice cluster', {...needs('kubectl'), concurrency: 2}, () => {
  test('status says in lines what the delegate is', async () => {
    const {code, out, err} = await practice('status', '--preset', 'helm');
    assert.equal(code, 0, err);
    assert.match(out, /^Note +Practice: a pretend cluster where an example, custom-del, was applied/);
    assert.match(out, /^Image +example\/custom-delegate:26\.08\.89806-1, an image of your own$/m);
    assert.match(out, /^ +set by delegate-tui, /m);
    assert.match(out, /^Install +a manifest of delegate-tui$/m);
    assert.match(
      out,
      /^Upgrade +off: the upgrader is suspended\n +CronJob custom-del-upgrader-job, suspended, never ran$/m,
    );
    assert.match(out, /^Security +user 1001, never root, no privilege escalation$/m);
    assert.match(out, /^Token +Secret custom-del-account-token, key DELEGATE_TOKEN$/m);
    assert.match(
      out,
      /^Tools +kubectl [\d.]+, helm [\d.]+.* expected; npx delegate-tui verify looks for them$/m,
    );
    assert.match(
      err,
      /^Complete: custom-del serves revision 1, registered with Harness, auto-upgrade is off\.$/m,
    );
  });

  test('status tells programs the same as JSON', async () => {
    const {code, out} = await practice('status', '--json', '--name', 'del-2');
    assert.equal(code, 0);
    const events = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      events.map(({type}) => type).filter((type) => type !== 'rollout'),
      ['notice', 'target', 'delegate', 'registered', 'end'],
    );
    const {name, kind, base} = events[2] ?? {};
    assert.deepEqual([name, kind], ['del-2', 'Deployment']);
    assert.equal((base as {from?: string}).from, 'hint');
  });

  test('verify without an answers file asks for it in the command it offers', async () => {
    const {out} = await practice('verify');
    assert.match(
      out,
      /Make it with your answers file: npx delegate-tui generate --preset FILE --print validation$/m,
    );
  });

  test('verify runs the tools in the pod, asks Harness, and offers the pipeline last', async (t) => {
    const resource = [{name: 'custom-del', connected: true, autoUpgrade: 'OFF', delegateReplicas: []}];
    const {url, seen} = await harnessServer(t, answersJson({resource}));
    const {code, out, err} = await practice('verify', '--preset', 'helm', '--manager-url', url);
    assert.equal(code, 0, err);
    assert.match(out, /^Tool +kubectl +[\d.]+ +ok +kubectl [\d.]+$/m);
    assert.match(out, /^Log +the delegate has registered$/m);
    assert.match(out, /^Harness +the delegate is connected, auto-upgrade off$/m);
    const last = out.trimEnd().split('\n').at(-1) ?? '';
    assert.match(last, /^Next +Last, run the validation pipeline .* --preset helm --print validation$/);
    assert.match(err, /^custom-del works: \d+ tools answer, connected to Harness\.$/m);
    assert.equal(seen[0]?.headers['x-api-key'], KEY);
    assert.match(seen[0].url ?? '', /accountIdentifier=EXAMPLE_ACCOUNT_ID/);
    assert.ok(![out, err, seen[0].url, seen[0].body].join('\n').includes(KEY));
  });
});
