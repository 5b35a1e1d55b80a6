import assert from 'node:assert/strict';
import {appendFileSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import type {TestContext} from 'node:test';
import {runProgram} from '../helpers/built-program.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';
import {ANSWERED} from '../helpers/answered.ts';
import {KEY, startWizard} from '../helpers/wizard-run.ts';
import type {WizardOptions, WizardRun} from '../helpers/wizard-run.ts';

const ACCOUNT = 'abcdefghijklmnopqrstuv';

async function atStart(context: TestContext, options?: WizardOptions): Promise<WizardRun> {
  const wizard = startWizard(context, options);
  await wizard.untilStep(1);
  return wizard;
}

/** The last word about the cursor was to show it. */
const cursorShown = (written: string): boolean =>
  written.lastIndexOf('\u001b[?25h') > written.lastIndexOf('\u001b[?25l');

/** No line of a frame is left. */
const frameGone = (lines: readonly string[]): boolean =>
  !lines.some((line) => /step \d of 6|───|^ ❯/.test(line));

test('from the first screen to written files', async (t) => {
  const wizard = await atStart(t);
  assert.ok(await wizard.isRaw(), 'keys may be pressed as soon as the first frame is there');
  await wizard.pointTo('kubernetes');
  await wizard.next(2);
  await wizard.pointTo('Helm charts');
  wizard.press(' ');
  await wizard.until('the ticked row', () => wizard.pointed().includes('◉ Helm charts'));
  await wizard.next(3);
  await wizard.fill('Repository', 'acme/custom-delegate');
  await wizard.next(4);
  await wizard.next(5);
  await wizard.fill('Account id', ACCOUNT);
  await wizard.fill('Manager URL', 'https://app.harness.io');
  await wizard.pointTo('Delegate token');
  wizard.press(KEY.right);
  await wizard.until('an existing Secret', () => wizard.pointed().includes('◉ existing Secret'));
  await wizard.fill('Token Secret', 'delegate-token');
  await wizard.next(6);
  await wizard.until('the comparison with the disk', (lines) =>
    lines.some((line) => /Dockerfile +new +write/.test(line)),
  );
  wizard.press(KEY.enter);
  await wizard.untilText('Wrote');
  await wizard.untilText('Again');
  assert.ok(frameGone(wizard.history()), wizard.history().join('\n'));
  assert.deepEqual(await wizard.exit, {code: 0, signal: 0});
  assert.ok(cursorShown(wizard.written()));
  assert.ok(wizard.files().includes('custom-del/Dockerfile'));
  assert.match(wizard.file('custom-del/Dockerfile'), /helm/);
  assert.match(wizard.file('custom-del/harness-delegate.yaml'), new RegExp(ACCOUNT));
});

test('several keys in one read are all heard, in order, and stop at the next step', async (t) => {
  const wizard = await atStart(t);
  wizard.press(KEY.down.repeat(3));
  await wizard.until('the fourth row', () => wizard.pointed().includes('everything'));
  wizard.press(`${KEY.up.repeat(3)}${KEY.enter}${KEY.enter}${KEY.enter}`);
  await wizard.untilStep(2);
  wizard.press('  ');
  wizard.press(' ');
  await wizard.until('a box that was changed three times', () =>
    wizard.pointed().includes('◯ Kubernetes manifests'),
  );
  await wizard.next(3);
  await wizard.pointTo('Repository');
  wizard.press(`acme/glued${KEY.enter}`);
  await wizard.untilStep(4);
  await wizard.back(3);
  await wizard.untilText('acme/glued');
});

test('keys typed before the program is up are heard', async (t) => {
  const wizard = startWizard(t);
  wizard.press('jj\n');
  await wizard.untilStep(2);
  await wizard.back(1);
  await wizard.untilText('What you have so far');
});

test('Esc goes back through every step and keeps every answer', async (t) => {
  const wizard = await atStart(t);
  await wizard.pointTo('kubernetes');
  await wizard.next(2);
  await wizard.next(3);
  await wizard.fill('Repository', 'acme/kept');
  await wizard.next(4);
  await wizard.next(5);
  await wizard.fill('Account id', 'not an account id');
  for (const step of [4, 3, 2, 1]) await wizard.back(step);
  await wizard.pointTo('What you have so far');
  await wizard.next(2);
  await wizard.next(3);
  await wizard.untilText('acme/kept');
  await wizard.next(4);
  await wizard.next(5);
  await wizard.untilText('not an account id');
});

for (const accessible of [false, true]) {
  test(`Ctrl+C asks about answers that would be lost; again, it leaves with 130, restores the terminal and writes nothing${accessible ? ', spoken' : ''}`, async (t) => {
    const wizard = startWizard(t, {args: accessible ? ['--accessible'] : []});
    await wizard.untilText('step 1 of 6');
    wizard.press(KEY.enter);
    await wizard.untilText('step 2 of 6');
    wizard.press(' ');
    wizard.press(KEY.ctrlC);
    await wizard.untilText('ctrl+c again leaves');
    wizard.press(KEY.ctrlC);
    await wizard.untilText('Nothing was written.');
    assert.ok(frameGone(wizard.history()), wizard.history().join('\n'));
    assert.deepEqual(await wizard.exit, {code: 130, signal: 0});
    assert.ok(cursorShown(wizard.written()));
    assert.deepEqual(wizard.files(), []);
  });
}

for (const [name, number] of [
  ['SIGTERM', 15],
  ['SIGHUP', 1],
] as const) {
  test(`${name} takes the frame away and restores the terminal before it ends the program`, async (t) => {
    const wizard = await atStart(t);
    wizard.signal(name);
    const {code, signal} = await wizard.exit;
    // A shell sees 128 and the number of the signal, whichever way the program ended.
    assert.equal(signal === 0 ? code : 128 + signal, 128 + number);
    await wizard.until('an empty screen', frameGone);
    assert.ok(cursorShown(wizard.written()));
    assert.ok(wizard.written().lastIndexOf('\u001b[?2004l') > wizard.written().lastIndexOf('\u001b[?2004h'));
  });
}

test('the window may change its size at any time', async (t) => {
  const wizard = await atStart(t);
  await wizard.pointTo('kubernetes');
  await wizard.next(2);
  for (const [columns, rows, expected] of [
    [40, 12, /^ step 2 of 6$/m],
    [140, 40, /│ Dockerfile/],
    [20, 6, /^Needs 30x8$/m],
    [80, 24, /delegate-tui .* step 2 of 6$/m],
  ] as const) {
    wizard.resize(columns, rows);
    await wizard.until(`a frame for ${columns}x${rows}`, (lines) => expected.test(lines.join('\n')));
  }
  wizard.press(KEY.down);
  await wizard.until('the second feature', () => wizard.pointed().includes('Helm charts'));
  assert.equal(wizard.screen().filter((line) => line.includes('❯')).length, 1);
});

test('NO_COLOR and LANG=C: no colour and nothing but ASCII, and what is typed or pasted is kept whole', async (t) => {
  const wizard = startWizard(t, {
    env: {NO_COLOR: '1', LANG: 'C'},
    args: [...ANSWERED, '--output', 'out'],
    rows: 40,
  });
  await wizard.untilStep(6);
  for (const step of [5, 4, 3]) await wizard.back(step);
  await wizard.next(4);
  await wizard.next(5);
  const codes = [...wizard.written().matchAll(/\u001b\[([\d;]*)m/g)].map(([, code]) => code ?? '');
  assert.deepEqual(
    codes.filter((code) => !/^(?:0;)?[17]?(?:;[17])?$/.test(code)),
    [],
  );
  assert.match(wizard.history().join(''), /^[ -~]*$/);
  await wizard.pointTo('more');
  wizard.press(' ');
  await wizard.untilText('Description');
  await wizard.fill('Description', 'é');
  wizard.press('\u001b[200~道具\u001b[201~');
  await wizard.until('the pasted text', () => wizard.pointed().includes('é道具'));
  await wizard.next(6);
  await wizard.until('the comparison with the disk', (lines) =>
    lines.some((line) => /Dockerfile +new +write/.test(line)),
  );
  wizard.press(KEY.enter);
  assert.equal((await wizard.exit).code, 0);
  assert.match(wizard.history().join(''), /Wrote[ -~]*$/);
  assert.match(wizard.file('out/harness-delegate.yaml'), /value: "?é道具"?$/m);
});

test('frames come also where variables for others are set', async (t) => {
  const env = {
    CI: '',
    CONTINUOUS_INTEGRATION: 'true',
    BUILD_NUMBER: '7',
    DELEGATE_TOKEN: 'PUT_YOUR_DELEGATE_TOKEN',
  };
  await atStart(t, {env});
});

test('an edited file is kept, and the review says so first', async (t) => {
  const directory = temporaryDirectory(t);
  const args = [...ANSWERED, '--output', 'out'];
  const {code, err} = await runProgram({args: ['generate', ...args], cwd: directory});
  assert.equal(code, 0, err);
  const manifest = join(directory, 'out', 'harness-delegate.yaml');
  appendFileSync(manifest, '# mine\n');
  const edited = readFileSync(manifest, 'utf8');
  const wizard = startWizard(t, {args, directory});
  await wizard.untilStep(6);
  await wizard.until('what happens to the manifest', (lines) =>
    lines.some((line) => /harness-delegate\.yaml +changed +keep yours/.test(line)),
  );
  wizard.press(KEY.enter);
  await wizard.untilText('Kept');
  assert.equal((await wizard.exit).code, 0);
  assert.equal(readFileSync(manifest, 'utf8'), edited);
});
