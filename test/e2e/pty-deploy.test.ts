import assert from 'node:assert/strict';
import {chmodSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {
  applyTo,
  atReview,
  isRestored,
  outsideCluster,
  untilGone,
  untilVerdict,
} from '../helpers/deploy-pty.ts';
import {runProgram} from '../helpers/built-program.ts';
import {findProgram} from '../../src/services/run/find-program.ts';
import {needs} from '../helpers/needs.ts';
import {practiceManifest} from '../helpers/play-scenario.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';
import {until} from '../helpers/until.ts';
import {KEY, startWizard} from '../helpers/wizard-run.ts';

const FAST = {DELEGATE_TUI_PRACTICE_SPEED: '100'};

test('practice: from the review to complete, and the report of it', needs('kubectl'), async (t) => {
  const wizard = await atReview(t, {args: ['--practice'], env: FAST});
  wizard.press('d');
  await wizard.untilText('What shall happen in the practice cluster?');
  assert.match(wizard.pointed(), /ok +The image is pulled, the delegate starts and serves\./);
  wizard.press(KEY.enter);
  await wizard.untilText('Press y to apply.');
  assert.match(wizard.screen()[0] ?? '', /practice .* a pretend/);
  wizard.press('y');
  await wizard.untilText('✔ registered with Harness');
  await untilVerdict(wizard, 'Complete: custom-del serves revision 1, registered with Harness');
  wizard.press('v');
  await wizard.untilText('What the running delegate can do');
  await wizard.untilText('Last, run the validation pipeline');
  assert.match(wizard.screen().join('\n'), /Tool +kubectl +\S+ +ok/);
  wizard.press(KEY.escape);
  await wizard.untilText('v verify');
  wizard.press(KEY.enter);
  await wizard.untilText('Again');
  assert.deepEqual(await wizard.exit, {code: 0, signal: 0});
  assert.ok(isRestored(wizard), wizard.history().join('\n'));
  const report = wizard.history().join('\n');
  assert.match(report, /Applied to the practice cluster \(ok\) \/ harness-delegate-ng: \d+ created/);
  assert.match(report, /Complete: custom-del serves revision 1, registered with Harness/);
  assert.match(report, /Wrote/);
});

test(
  'practice: an image that is not there cannot succeed, and is taken back',
  needs('kubectl'),
  async (t) => {
    const wizard = await atReview(t, {args: ['--practice=image-not-found'], env: FAST});
    wizard.press('d');
    await wizard.untilText('Press y to apply.');
    wizard.press('y');
    await wizard.untilText('Take over fields of others');
    wizard.press('y');
    await untilVerdict(wizard, 'Cannot succeed as it is');
    assert.match(wizard.screen().join('\n'), /image not found .*\n.*is not in the registry/);
    assert.match(wizard.screen().join('\n'), /revision 1 still serves 1 of 1/);
    wizard.press('l');
    await wizard.untilText('The container has not started yet');
    wizard.press(KEY.escape);
    await wizard.untilText('k keep watching');
    wizard.press('u');
    await wizard.untilText('Take back what was applied');
    wizard.press('n');
    await wizard.untilText('k keep watching');
    wizard.press('u');
    await wizard.untilText('Take back what was applied');
    wizard.press('y');
    await untilVerdict(wizard, 'Taken back');
    wizard.press(KEY.enter);
    assert.equal((await wizard.exit).code, 10);
    assert.ok(isRestored(wizard), wizard.history().join('\n'));
    const [, next = ''] = wizard
      .history()
      .join('\n')
      .split(/^Next +/m);
    assert.match(next, /^On a cluster of yours: npx delegate-tui apply --output custom-del\n/);
    assert.ok(!next.includes('docker build'), 'nothing to build after a try that was taken back');
  },
);

test(
  'practice: no to the fields of others goes back, step by step, and nothing was applied',
  needs('kubectl'),
  async (t) => {
    const wizard = await atReview(t, {args: ['--practice=paused'], env: FAST});
    wizard.press('d');
    await wizard.untilText('Press y to apply.');
    wizard.press('y');
    await wizard.untilText('y take over  n no');
    wizard.press(KEY.escape);
    await wizard.untilText('the fields stay with those who set them');
    wizard.press(KEY.escape);
    await wizard.untilText('What shall happen in the practice cluster?');
    assert.match(wizard.pointed(), /paused/);
    wizard.press(KEY.escape);
    await wizard.untilText('Deploy to which cluster?');
    await wizard.untilText('Esc goes back to the review');
    wizard.press(KEY.escape);
    await wizard.untilText('Nothing was applied. Your answers are as they were');
    await wizard.untilText('nothing to do');
    assert.match(wizard.screen().join('\n'), /step 6 of 6/);
    wizard.press('d');
    await wizard.untilText('Press y to apply.');
    wizard.press(KEY.ctrlC);
    assert.equal((await wizard.exit).code, 130);
    assert.ok(isRestored(wizard), wizard.history().join('\n'));
    assert.match(wizard.history().join('\n'), /^Wrote +custom-del\/Dockerfile, /m);
    assert.ok(!wizard.written().includes('0123456789abcdef'), 'the token is shown nowhere');
    assert.match(wizard.file('custom-del/harness-delegate-token.yaml'), /0123456789abcdef/);
  },
);

test(
  'apply in a terminal asks for its target, undo in a terminal shows what it takes back',
  needs('kubectl'),
  async (t) => {
    const {env, cluster, children} = await outsideCluster(t, {scenario: 'ok'});
    const directory = temporaryDirectory(t);
    writeFileSync(join(directory, 'harness-delegate.yaml'), practiceManifest());
    const holders = ['harness-delegate.yaml'];
    const apply = startWizard(t, {env, directory, holders, args: ['apply', '--output', '.']});
    await applyTo(apply, {key: ''});
    await untilVerdict(apply, 'Complete: custom-del serves revision 1');
    await apply.untilText('enter done');
    apply.press(KEY.enter);
    assert.equal((await apply.exit).code, 0);
    assert.match(apply.history().join('\n'), /Applied to prod-east \/ harness-delegate-ng: \d+ created/);

    const undo = startWizard(t, {env, directory, holders, args: ['undo']});
    await undo.untilText('delete Deployment custom-del');
    undo.press('y');
    await untilVerdict(undo, 'Taken back');
    await undo.untilText('enter done');
    undo.press(KEY.enter);
    assert.equal((await undo.exit).code, 0);
    assert.ok(isRestored(undo), undo.history().join('\n'));
    assert.equal(cluster.snapshot('Deployment').items.length, 0);
    await untilGone(children);
  },
);

test(
  'a cluster of the user: detach, then back with w at the start, to complete',
  needs('kubectl'),
  async (t) => {
    const {env, children, cluster} = await outsideCluster(t, {scenario: 'ok', speed: 20});
    const wizard = await atReview(t, {env});
    await applyTo(wizard);
    await wizard.untilText('rollout ');
    wizard.press('d');
    await wizard.untilText('goes on in the cluster');
    assert.equal((await wizard.exit).code, 130);
    assert.ok(isRestored(wizard), wizard.history().join('\n'));
    await untilGone(children);
    assert.equal(cluster.snapshot('Deployment').items.length, 1);
    const [record = ''] = readdirSync(join(env['XDG_STATE_HOME'] ?? '', 'delegate-tui', 'runs'));
    assert.match(record, /-custom-del-[0-9a-f]{8}\.json$/);

    const again = startWizard(t, {env});
    await again.untilText('An unfinished rollout');
    again.press('w');
    await untilVerdict(again, 'Complete: custom-del serves revision 1');
    await again.untilText('enter done');
    again.press(KEY.enter);
    assert.equal((await again.exit).code, 0);
    await untilGone(children);
  },
);

test(
  'watching: a lost connection leaves no child, and a rollout to come back to',
  needs('kubectl'),
  async (t) => {
    const {env, children} = await outsideCluster(t, {scenario: 'slow-pull', speed: 1});
    const wizard = await atReview(t, {env});
    await applyTo(wizard);
    await wizard.untilText('rollout ');
    assert.notEqual(children().filter((line) => line.includes('--raw')).length, 0);
    wizard.hangUp();
    assert.equal((await wizard.exit).signal, 1);
    await untilGone(children);
    const again = startWizard(t, {env});
    await again.untilText('An unfinished rollout');
  },
);

test(
  'watching in lines: a terminal that is gone leaves no child, and a rollout to come back to',
  needs('kubectl'),
  async (t) => {
    const {env, children} = await outsideCluster(t, {scenario: 'slow-pull', speed: 1});
    const directory = temporaryDirectory(t);
    writeFileSync(join(directory, 'harness-delegate.yaml'), practiceManifest());
    const args = ['apply', '--file', 'harness-delegate.yaml', '--context', 'prod-east', '--yes'];
    const program = startWizard(t, {
      args,
      directory,
      holders: ['harness-delegate.yaml'],
      env: {...env, CI: '1'},
    });
    await program.untilText('Rollout');
    await until(() => children().some((line) => line.includes('--raw')));
    program.hangUp();
    assert.equal((await program.exit).signal, 1);
    await untilGone(children);
    const kept = readdirSync(env['XDG_STATE_HOME'] ?? '', {recursive: true}).map(String);
    assert.ok(!kept.some((path) => path.endsWith('last-crash.txt')), 'it is no failure of ours');
    const again = startWizard(t, {env});
    await again.untilText('An unfinished rollout');
  },
);

test(
  'applying: Ctrl+C does not break it off; its end is told, and no child is left',
  needs('kubectl'),
  async (t) => {
    const {env, children, cluster} = await outsideCluster(t, {scenario: 'ok'});
    const wizard = await atReview(t, {env});
    await applyTo(wizard);
    // The last look at the target comes without the cluster; the apply does not.
    cluster.inject({kind: 'frozen', afterSeconds: 0});
    await wizard.until('the apply', (lines) => lines.some((line) => /^ apply +0 of/.test(line)));
    wizard.press(KEY.ctrlC);
    await wizard.untilText('kubectl is not broken off');
    cluster.withdraw('frozen');
    assert.equal((await wizard.exit).code, 130);
    assert.match(wizard.history().join('\n'), /Applied to prod-east \/ harness-delegate-ng: \d+ created/);
    assert.ok(isRestored(wizard), wizard.history().join('\n'));
    assert.equal(cluster.snapshot('Deployment').items.length, 1);
    await untilGone(children);
  },
);

/**
 * A kubectl whose login has to ask at the terminal, once. Source of the text: client-go, credential plugins
 * with `interactiveMode: Always`.
 */
const kubectlWithLogin = (kubectl: string): string => `#!/bin/sh
token="$(dirname "$0")/token"
case "$*" in
  "version --client"*|config*) exec ${kubectl} "$@" ;;
esac
if [ ! -f "$token" ]; then
  [ -t 0 ] || {
    echo 'Unable to connect to the server: getting credentials: exec plugin cannot support interactive mode: standard input is not a terminal' >&2
    exit 1
  }
  printf 'Password: ' >&2
  read -r answer
  [ "$answer" = open ] || exit 1
  : >"$token"
fi
exec ${kubectl} "$@"
`;

test('a login that wants the terminal gets it, and the checks go on', needs('kubectl'), async (t) => {
  const {env, children} = await outsideCluster(t, {scenario: 'ok'});
  const bin = temporaryDirectory(t);
  const path = process.env['PATH'] ?? '';
  const found = await findProgram('kubectl', {env: {PATH: path}, cwd: bin});
  assert.ok(found.kind === 'found');
  writeFileSync(join(bin, 'kubectl'), kubectlWithLogin(found.path));
  chmodSync(join(bin, 'kubectl'), 0o755);
  const wizard = await atReview(t, {env: {...env, PATH: `${bin}:${path}`}});
  wizard.press('d');
  await wizard.untilText('current context');
  wizard.press(KEY.enter);
  await wizard.untilText('The login to prod-east');
  wizard.press(KEY.enter);
  await wizard.untilText('Password:');
  assert.ok(!(await wizard.isRaw()), 'the login has the terminal as it knows it');
  wizard.press('open\n');
  await wizard.untilText('type the name:');
  wizard.press('prod');
  await wizard.until('keys are heard again', (lines) => lines.some((line) => line.includes('❯ Name   prod')));
  wizard.press(KEY.ctrlC);
  assert.equal((await wizard.exit).code, 130);
  assert.ok(isRestored(wizard), wizard.history().join('\n'));
  await untilGone(children);
});

test('no kubectl: the files are written, and it says how to get it', async (t) => {
  const bin = temporaryDirectory(t);
  const wizard = await atReview(t, {env: {PATH: bin}});
  wizard.press('d');
  await wizard.untilText('kubectl is not installed');
  assert.match(wizard.screen().join('\n'), /kubernetes\.io\/docs\/tasks\/tools/);
  assert.match(
    wizard.screen().join(' ').replaceAll(/\s+/g, ' '),
    /Or run where kubectl is: kubectl --context CONTEXT apply --server-side -f \.?\/?custom-del\/harness-delegate\.yaml/,
  );
  wizard.press(KEY.escape);
  await wizard.untilText('Nothing was applied.');
  await wizard.untilText('nothing to do');
  wizard.press(KEY.enter);
  assert.equal((await wizard.exit).code, 0);
  assert.ok(wizard.files().includes('custom-del/harness-delegate.yaml'));
});

test('no kubectl: undo and watch say so as they do without a terminal, and end with 3', async (t) => {
  const state = temporaryDirectory(t);
  const env = {PATH: temporaryDirectory(t), XDG_STATE_HOME: state};
  const runs = join(state, 'delegate-tui', 'runs');
  mkdirSync(runs, {recursive: true});
  const ref = {group: '', version: 'v1', kind: 'Secret', name: 'custom-del'};
  const record = {
    version: 1,
    id: '20261122-100000-custom-del-9f0c2a41',
    started: '2026-11-22T10:00:00Z',
    phase: 'finished',
    target: {context: 'prod-east', cluster: 'c', server: 'https://cluster.example', namespace: 'ns'},
    deployment: {name: 'custom-del', selector: 'a=b'},
    undo: [{ref, outcome: 'created', uid: 'u'}],
  };
  writeFileSync(join(runs, `${record.id}.json`), JSON.stringify(record));
  for (const [command, yes] of [
    ['undo', ['--yes']],
    ['watch', []],
  ] as const) {
    const screens = startWizard(t, {args: [command, '--last'], env});
    const lines = await runProgram({args: [command, '--last', ...yes], env});
    assert.deepEqual([(await screens.exit).code, lines.code], [3, 3], lines.err);
    assert.match(lines.err, /^kubectl is not installed[^]*kubernetes\.io\/docs\/tasks\/tools/);
    const plain = (text: string) => text.replaceAll(/\s+/g, '');
    assert.equal(plain(screens.history().join('')), plain(lines.err));
  }
});
