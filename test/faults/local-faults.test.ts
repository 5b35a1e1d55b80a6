import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {existsSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import {openPreferences} from '../../src/services/preferences.ts';
import {PROGRAM, runProgram} from '../helpers/built-program.ts';
import {processesWith, untilGone} from '../helpers/deploy-pty.ts';
import {startSession, type Session} from '../helpers/fault-session.ts';
import {kubectlEnv} from '../helpers/kubectl-env.ts';
import {needs} from '../helpers/needs.ts';
import {startPty} from '../helpers/pty.ts';
import {COMPLETE_FLAGS} from '../helpers/run-cli.ts';
import {smallManifest} from '../helpers/small-manifest.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';

const ANSWERED = ['--preset', 'kubernetes', ...COMPLETE_FLAGS];
/** A place where nothing can be made, also not by root. */
const NOWHERE = '/dev/null';
const HOMELESS = {
  HOME: NOWHERE,
  DELEGATE_TUI_CONFIG_DIR: `${NOWHERE}/config`,
  XDG_STATE_HOME: `${NOWHERE}/state`,
};

/** Waits for what a terminal that only adds lines is told next, behind what was waited for before. */
function plainTeller({until, written}: Pick<Session, 'until' | 'written'>) {
  let heard = 0;
  return async (wanted: string | RegExp): Promise<RegExpMatchArray> => {
    const find = () => written().slice(heard).match(wanted);
    await until(String(wanted), () => find() !== null);
    const found = find() as RegExpMatchArray;
    heard += (found.index ?? 0) + found[0].length;
    return found;
  };
}

describe('local faults', {concurrency: 3}, () => {
  test('an output directory that is a file, or has too long a name, is told before anything is written, in both fronts', async (t) => {
    const directory = temporaryDirectory(t);
    writeFileSync(join(directory, 'taken'), 'mine');
    const args = [...ANSWERED, '--output', 'taken/out'];
    const {code, err} = await runProgram({args: ['generate', ...args], cwd: directory});
    assert.equal(code, 1);
    assert.match(err, /taken is a file, not a directory\.\nNothing was written\./);
    const session = startSession(t, {directory, args});
    await session.untilText('is a file, not a directory');
    session.press('\r');
    await session.untilText('step 6 of 6');
    const long = 'd'.repeat(300);
    const other = await runProgram({args: ['generate', ...ANSWERED, '--output', long], cwd: directory});
    assert.equal(other.code, 1);
    assert.match(other.err, /d… cannot be opened: the name is too long\.\nNothing was written\./);
    // The first error leads to the directory's row.
    session.press('\u0015');
    session.press(long);
    session.press('\u001b[A');
    await session.untilText('the name is too long');
    session.press('\r');
    await session.untilText('step 6 of 6');
    assert.equal(readFileSync(join(directory, 'taken'), 'utf8'), 'mine');
    assert.deepEqual(readdirSync(directory), ['taken']);
  });

  test('without a home everything works, and costs one sentence', async (t) => {
    const directory = temporaryDirectory(t);
    const args = [...ANSWERED, '--output', 'out'];
    const headless = await runProgram({
      args: ['generate', ...args],
      cwd: temporaryDirectory(t),
      env: HOMELESS,
    });
    assert.equal(headless.code, 0, headless.err);
    assert.doesNotMatch(headless.err, /saved|remembered|read/);
    const session = startSession(t, {directory, args, env: HOMELESS});
    await session.until('the comparison with the disk', (lines) =>
      lines.some((line) => /Dockerfile +new +write/.test(line)),
    );
    session.press('\r');
    assert.deepEqual(await session.left(), {code: 0, unrestored: []});
    assert.equal(session.written().match(/Preferences were not saved/g)?.length, 1);
    assert.ok(existsSync(join(directory, 'out', 'Dockerfile')));
  });

  test('preferences that are broken are kept aside, and both fronts go on without them', async (t) => {
    const settings = temporaryDirectory(t);
    const broken = '{"lastAnswers": {"base';
    writeFileSync(join(settings, 'preferences.json'), broken);
    const env = {DELEGATE_TUI_CONFIG_DIR: settings};
    const cwd = temporaryDirectory(t);
    const headless = await runProgram({args: ['generate', ...ANSWERED, '--output', 'out'], cwd, env});
    assert.equal(headless.code, 0, headless.err);
    const session = startSession(t, {args: [], env});
    await session.untilText('Saved preferences could not be understood; they are kept as');
    session.press('j');
    await session.untilText('❯ air-gapped');
    session.press('\u0003');
    assert.deepEqual(await session.left(), {code: 130, unrestored: []});
    assert.equal(readFileSync(join(settings, 'preferences.json.corrupt-1'), 'utf8'), broken);
  });

  test('a terminal at one end alone is none, nor are two with CI set: nothing is asked, and nothing is drawn', async (t) => {
    for (const [piped, args, isForCi] of [
      ['| cat', [], false],
      ['< /dev/null', [], false],
      ['', [], true],
      ['', ['apply'], true],
    ] as const) {
      const directory = temporaryDirectory(t);
      const pty = startPty({
        command: '/bin/sh',
        args: ['-c', `"$@" ${piped}; echo "CODE $?"`, 'sh', process.execPath, PROGRAM, ...args],
        cwd: directory,
        // Wherever colours are forced, lines have none.
        env: {
          DELEGATE_TUI_CONFIG_DIR: directory,
          DELEGATE_TUI_TODAY: '2026-11',
          FORCE_COLOR: '3',
          ...(isForCi ? {CI: '1'} : {}),
        },
      });
      await pty.untilText(piped === '| cat' ? 'CODE 0' : 'CODE 2');
      await pty.exit;
      const written = pty.written();
      assert.match(written, args.length > 0 ? /missing +--context/ : /missing +delegate\.accountId/, piped);
      assert.equal(
        /CI is set, so nothing is asked\. To be asked, put CI= in front/.test(written),
        isForCi,
        written,
      );
      // eslint-disable-next-line no-control-regex
      assert.doesNotMatch(written, /\u001b/, piped);
      assert.deepEqual(readdirSync(directory), []);
    }
  });

  test('preferences that several write at once are whole, and those of one of them', async (t) => {
    const directory = temporaryDirectory(t);
    const accounts = Array.from({length: 8}, (_, index) => `account-${index}`);
    await Promise.all(
      accounts.map(async (accountId) => {
        const preferences = openPreferences({directory});
        assert.deepEqual(await preferences.write({lastAnswers: {delegate: {accountId}}}), {});
      }),
    );
    const text = readFileSync(join(directory, 'preferences.json'), 'utf8');
    assert.ok(
      accounts.some((account) => text.includes(account)),
      text,
    );
    assert.doesNotThrow(() => JSON.parse(text) as unknown);
    assert.equal((await openPreferences({directory}).read()).notice, undefined);
  });

  test('a terminal that can nothing gets lines, one prompt after another, to written files', async (t) => {
    const directory = temporaryDirectory(t);
    const session = startSession(t, {directory, args: [], env: {FAULT_TERM: 'dumb'}});
    const told = plainTeller(session);
    await told('You are on kubernetes');
    session.press('\r');
    await told('step 2 of 6');
    session.press('\r');
    await told('step 3 of 6');
    session.press('\u001b[B');
    await told('You are on Repository');
    session.press('acme/plain');
    await told('Repository: acme/plain');
    session.press('\r');
    await told('step 4 of 6');
    session.press('\r');
    await told('You are on Name');
    for (const [label, key] of [
      ['Account id', 'abcdefghijklmnopqrstuv'],
      ['Manager URL', 'https://app.harness.io'],
      ['Delegate token', '\u001b[C'],
      ['Token Secret', 'delegate-token'],
    ] as const) {
      do session.press('\u001b[B');
      while ((await told(/You are on (.*), \d+ of \d+/))[1] !== label);
      session.press(key);
      // A further row has come with it.
      await told(key === '\u001b[C' ? 'You are on Delegate token, 6 of 12' : key);
    }
    session.press('\r');
    await told(/Dockerfile: new, write/);
    session.press('\r');
    assert.deepEqual(await session.left(), {code: 0, unrestored: []});
    assert.match(session.written(), /^Wrote /m);
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(session.written(), /\u001b/);
    assert.ok(existsSync(join(directory, 'custom-del', 'Dockerfile')));
  });

  test('without TERM a rollout is told in lines, and nothing is taken back', needs('kubectl'), async (t) => {
    const session = startSession(t, {
      args: [...ANSWERED, '--output', 'out', '--practice=ok'],
      env: {FAULT_NO_TERM: 'yes', DELEGATE_TUI_PRACTICE_SPEED: '100'},
    });
    const told = plainTeller(session);
    await told('Dockerfile: new, write');
    session.press('d');
    await told('Press y to apply');
    session.press('y');
    await told('Complete: custom-del serves revision 1, registered with Harness');
    session.press('\r');
    assert.deepEqual(await session.left(), {code: 0, unrestored: []});
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(session.written(), /\u001b/);
    assert.match(session.written(), /Applied to the practice cluster/);
  });

  test('in a locale without UTF-8 lines have signs of ASCII, and files what was typed', async (t) => {
    const cwd = temporaryDirectory(t);
    const args = [
      'generate',
      ...ANSWERED,
      '--permissions',
      'cluster-admin',
      '--description',
      'é ’道具',
      '--output',
      'out',
    ];
    const {code, out, err} = await runProgram({args, cwd, env: {LANG: 'C'}});
    assert.equal(code, 0, err);
    assert.match(err, /cluster-admin, as in Harness's own manifest/);
    assert.match(out + err, /^[\n -~]*$/);
    assert.match(readFileSync(join(cwd, 'out', 'harness-delegate.yaml'), 'utf8'), /é ’道具/);
  });

  test(
    'a reader that leaves during a watch ends no work, nothing is said about it, and no child is left',
    needs('kubectl'),
    async (t) => {
      const cwd = temporaryDirectory(t);
      writeFileSync(join(cwd, 'small.yaml'), smallManifest());
      const program = spawn(
        process.execPath,
        [PROGRAM, 'apply', '--file', 'small.yaml', '--practice=ok', '--settle', '0'],
        {
          cwd,
          env: {
            PATH: process.env['PATH'],
            HOME: cwd,
            ...kubectlEnv(cwd),
            DELEGATE_TUI_PRACTICE_SPEED: '100',
          },
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      let out = '';
      let err = '';
      program.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
      program.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text;
        if (out.includes('Rollout')) program.stdout.destroy();
      });
      const code = await new Promise((resolve) => program.on('close', resolve));
      assert.equal(code, 0, err);
      assert.match(err, /^Complete: custom-del serves revision 1[^\n]*\n$/);
      // Its home is of this test alone.
      await untilGone(() => processesWith(`HOME=${cwd}`));
    },
  );
});
