import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, test, type TestContext} from 'node:test';
import {PLANS} from '../../src/practice/scenarios/plans.ts';
import type {Scenario} from '../../src/practice/scenarios.ts';
import {runProgram} from '../helpers/built-program.ts';
import {startFront} from '../helpers/deploy-front-run.ts';
import {applyTo, outsideCluster, type OutsideCluster} from '../helpers/deploy-pty.ts';
import {runDeploy, startProgram} from '../helpers/deploy-run.ts';
import {HUB_LIMIT, MANIFEST_TOKEN, TOKEN, secretsIn, spellingsOf} from '../helpers/fault-secrets.ts';
import {startSession} from '../helpers/fault-session.ts';
import {needs} from '../helpers/needs.ts';
import {runCli} from '../helpers/run-cli.ts';
import {smallManifest} from '../helpers/small-manifest.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';
import {findingsHere, watchSecrets, type Traces} from '../helpers/watch-secrets.ts';
import {KEY, startWizard} from '../helpers/wizard-run.ts';

test('each spelling of a secret is found, also in the middle of what is encoded once more', () => {
  const spellings = spellingsOf(TOKEN);
  assert.ok(spellings.length > 12);
  for (const spelling of spellings) assert.deepEqual(secretsIn(`a ${spelling} b`), ['the delegate token']);
  for (const before of ['', 'x', 'xy', 'xyz']) {
    const encoded = Buffer.from(`${before}${JSON.stringify({token: TOKEN})}`).toString('base64');
    assert.deepEqual(secretsIn(encoded), ['the delegate token']);
  }
  assert.deepEqual(secretsIn(HUB_LIMIT), ['the account of Docker Hub', 'the token of Docker Hub']);
  assert.deepEqual(secretsIn('You have reached your pull rate limit'), []);
});

/** Runs a script with a watch as the program is run. */
async function scripted(script: string): Promise<readonly string[]> {
  const watch = watchSecrets();
  const child = spawn(process.execPath, [...watch.nodeArgs, '-e', script], {
    env: {...process.env, ...watch.env, PLANTED: TOKEN},
  });
  await once(child, 'close');
  return watch.findings({});
}

/** A file with the token in it. */
function planted(context: TestContext, path: string): Traces {
  const directory = temporaryDirectory(context);
  mkdirSync(dirname(join(directory, path)), {recursive: true});
  writeFileSync(join(directory, path), JSON.stringify({note: `a ${TOKEN} b`}));
  return {directories: [directory]};
}

const CHILDREN = 'the words and variables of its children';
const START = "const {spawn} = require('node:child_process');";

/** Where the token is put, and where it is then found. */
const PLACES: readonly (readonly [
  place: string,
  find: (context: TestContext) => readonly string[] | Promise<readonly string[]>,
  where: string,
])[] = [
  [
    'the words of a child',
    () => scripted(`${START} spawn('true', ['--token=' + process.env.PLANTED], {env: {}})`),
    CHILDREN,
  ],
  [
    'the environment of a child',
    () => scripted(`${START} spawn('true', {env: {ANY: btoa(process.env.PLANTED)}})`),
    CHILDREN,
  ],
  [
    'a temporary file that is left',
    () => scripted(`require('node:fs').writeFileSync(process.env.TMPDIR + '/text', process.env.PLANTED)`),
    'text',
  ],
  ['preferences', (t) => findingsHere(planted(t, 'preferences.json')), 'preferences.json'],
  ['a record', (t) => findingsHere(planted(t, 'delegate-tui/runs/a.json')), 'delegate-tui/runs/a.json'],
  ['a log', (t) => findingsHere(planted(t, 'delegate-tui/logs/a.log')), 'delegate-tui/logs/a.log'],
  ['what is printed', () => findingsHere({texts: {out: `+ value: ${TOKEN}`}}), 'out'],
  ['a frame', () => findingsHere({written: `\u001b[1mLog\u001b[0m ${TOKEN}`}), 'a frame'],
  [
    'a frame that breaks the line',
    () => findingsHere({written: `│ ${TOKEN.slice(0, 20)} │\r\n\u001b[2K│ ${TOKEN.slice(20)} │`}),
    'a frame',
  ],
];

describe('the search finds what was put there', () => {
  for (const [place, find, where] of PLACES)
    test(`in ${place}`, async (t) => {
      assert.deepEqual(await find(t), [`the delegate token in ${where}`]);
    });

  test('in what a child of this process was started with', async () => {
    await once(spawn('true', [TOKEN], {env: {ANY: MANIFEST_TOKEN}}), 'close');
    assert.deepEqual(findingsHere({}), [
      'the delegate token in what true was started with',
      'the token of a manifest in what true was started with',
    ]);
  });

  const isFound = (error: unknown) =>
    /^A secret was found:\n.*the delegate token in /s.test(String(error).slice(7));

  /** Each of the ways in which tests run the program: a secret in a name is told with the name. */
  const WAYS: Readonly<Record<string, (context: TestContext) => Promise<unknown>>> = {
    'with pipes': (t) =>
      runDeploy({args: ['apply', '--file', `${TOKEN}.yaml`, '--practice'], cwd: temporaryDirectory(t)}),
    'with pipes, to its end': () => runProgram({args: ['generate', '--preset', `${TOKEN}.yaml`]}),
    'inside this process': () => runCli(['generate', '--preset', `${TOKEN}.yaml`]),
    'in a terminal': (t) => startWizard(t, {args: ['status', '--practice', TOKEN]}).exit,
    'in a terminal, from a shell': (t) => startSession(t, {args: ['status', '--practice', TOKEN]}).left(),
    'on a screen inside this process': async (t) => {
      const front = startFront(t, {manifests: [], delegate: {name: TOKEN, namespace: 'x'}});
      await front.until(/cluster/);
      front.press('\u0003');
      return await front.result;
    },
  };
  for (const [way, run] of Object.entries(WAYS))
    test(`of a run ${way}, and fails it`, async (t) => {
      await assert.rejects(run(t), isFound);
    });
});

/** What a container says before it crashes. */
const TELLS = [
  `Starting with DELEGATE_TOKEN=${MANIFEST_TOKEN}`,
  `{"token":"${MANIFEST_TOKEN}","encoded":"${btoa(MANIFEST_TOKEN)}"}`,
  `As a login: ${btoa(`k:${MANIFEST_TOKEN}`)}, as digits: ${Buffer.from(MANIFEST_TOKEN).toString('hex')}`,
  `As it is drawn: ${MANIFEST_TOKEN.slice(0, 9)}\u200b${MANIFEST_TOKEN.slice(9, 20)}\u001b[1m${MANIFEST_TOKEN.slice(20)}`,
  `The registry said: ${HUB_LIMIT}`,
];
let clusters = 0;
const TELLING: Scenario = {name: 'tells', title: 'Tells', says: 'It tells.', ends: 'stuck'};

/** A cluster that says what it must not: as the reason why nothing can be pulled until that is lifted, then in a log. */
async function tellingCluster(
  context: TestContext,
): Promise<Pick<OutsideCluster, 'env'> & {readonly lift: () => void}> {
  const plan = `tells ${++clusters}` as 'ok';
  let isLimited = true;
  Object.assign(PLANS, {
    [plan]: () => ({
      pull: () => ({
        seconds: 1,
        ...(isLimited
          ? {failure: `failed to pull: ${HUB_LIMIT.replace('your pull', 'your\tpu\u200bll')}`}
          : {}),
      }),
      run: () => ({
        healthyAfter: Number.POSITIVE_INFINITY,
        ends: {after: 4, exitCode: 1, reason: 'Error'},
        log: TELLS.map((line, second) => [second, line]),
      }),
    }),
  });
  const {env} = await outsideCluster(context, {scenario: {...TELLING, plan}, speed: 20});
  return {
    env,
    lift: () => {
      isLimited = false;
    },
  };
}

describe('a cluster that tells secrets', {...needs('kubectl'), concurrency: 2}, () => {
  const manifest = smallManifest().replaceAll('PUT_YOUR_DELEGATE_TOKEN', MANIFEST_TOKEN);
  const SAID = /Starting with DELEGATE_TOKEN=\S*redacted/;

  test('in lines: the reason and the log are there without them', async (t) => {
    const {env, lift} = await tellingCluster(t);
    const cwd = temporaryDirectory(t);
    writeFileSync(join(cwd, 'small.yaml'), manifest);
    const program = startProgram({
      args: ['apply', '--file', 'small.yaml', '--context', 'prod-east', '--yes'],
      cwd,
      env,
    });
    await program.seen(/reached your pull rate limit/);
    lift();
    await program.seen(SAID);
    assert.ok(program.started() > 8, 'its children were looked at');
    program.kill('SIGINT');
    await program.end;
  });

  test('on the screens', async (t) => {
    const {env, lift} = await tellingCluster(t);
    const directory = temporaryDirectory(t);
    writeFileSync(join(directory, 'small.yaml'), manifest);
    const args = ['apply', '--file', 'small.yaml'];
    const wizard = startWizard(t, {env, directory, args, columns: 120, rows: 40});
    await applyTo(wizard, {key: ''});
    const words = (lines: readonly string[]) => lines.join(' ').replaceAll(/\s+/g, ' ');
    await wizard.untilText('registry limits pulls');
    wizard.press('e');
    await wizard.until('the reason', (lines) => words(lines).includes('reached your pull rate limit'));
    wizard.press(KEY.escape);
    lift();
    await wizard.until('the crash', (lines) => words(lines).includes('exit code 1'));
    wizard.press('l');
    await wizard.until('the log', (lines) => SAID.test(words(lines)));
    wizard.press(KEY.escape);
    await wizard.untilText('d detach');
    wizard.press('d');
    assert.equal((await wizard.exit).code, 130);
  });
});
