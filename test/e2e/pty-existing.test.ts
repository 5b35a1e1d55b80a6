import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {isRestored, untilVerdict} from '../helpers/deploy-pty.ts';
import {needs} from '../helpers/needs.ts';
import {SEED_MANIFEST} from '../helpers/patch-manifests.ts';
import {temporaryDirectory} from '../helpers/temporary-directory.ts';
import {KEY, startWizard} from '../helpers/wizard-run.ts';

const FILE = 'harness-delegate.yaml';
const TOKEN = '0123456789abcdef0123456789abcdef';
const FAST = {DELEGATE_TUI_PRACTICE_SPEED: '100'};

test('existing manifest: from the start to complete on the practice cluster', needs('kubectl'), async (t) => {
  const directory = temporaryDirectory(t);
  writeFileSync(join(directory, FILE), SEED_MANIFEST);
  writeFileSync(join(directory, 'service.yaml'), 'apiVersion: v1\nkind: Service\nmetadata: {name: x}\n');
  const wizard = startWizard(t, {directory, args: ['--practice=ok'], env: FAST, holders: [FILE]});
  await wizard.untilStep(1);
  await wizard.pointTo('An existing manifest');
  wizard.press(KEY.enter);
  await wizard.untilText('Start from an existing manifest');

  wizard.press('nope.yaml');
  await wizard.untilText('nope.yaml');
  wizard.press(KEY.enter);
  await wizard.untilText('nope.yaml does not exist.');
  wizard.press(KEY.escape);
  await wizard.untilText('Nothing');
  wizard.press(KEY.enter);
  await wizard.untilText('Start from an existing manifest');
  wizard.press('\u0015service.yaml');
  await wizard.untilText('File   service.yaml');
  wizard.press(KEY.enter);
  await wizard.untilText('holds no delegate');
  wizard.press(`\u0015${FILE}`);
  await wizard.untilText(`File   ${FILE}`);
  wizard.press(KEY.enter);
  await wizard.untilStep(2);
  await wizard.untilText('Answers are filled from harness-delegate.yaml');

  await wizard.next(3);
  await wizard.untilText('foobar/org');
  await wizard.back(2);
  await wizard.next(3);
  await wizard.next(4);
  await wizard.next(5);
  await wizard.untilText('custom-del · harness-delegate-ng');
  await wizard.fill('Account id', 'abc123');
  await wizard.pointTo('Delegate token');
  wizard.press(KEY.left);
  await wizard.untilText('◉ into the file');
  await wizard.pointTo('Token');
  wizard.press(TOKEN);
  await wizard.untilText('a delegate token');
  await wizard.next(6);
  await wizard.untilText('edit, backup kept');
  wizard.press(' ');
  await wizard.untilText('batch/v1beta1 ->');
  wizard.press(KEY.escape);
  await wizard.untilText('Directory');
  assert.equal(readFileSync(join(directory, FILE), 'utf8'), SEED_MANIFEST, 'nothing is written yet');

  wizard.press('d');
  await wizard.untilText('Press y to apply.');
  wizard.press('y');
  await untilVerdict(wizard, 'Complete: custom-del serves revision 1, registered with Harness');
  wizard.press(KEY.enter);
  await wizard.untilText('Again');
  assert.deepEqual(await wizard.exit, {code: 0, signal: 0});
  assert.ok(isRestored(wizard), wizard.history().join('\n'));

  const report = wizard.history().join('\n');
  assert.match(report, /^Edited {2}harness-delegate\.yaml\nBackup {2}harness-delegate\.yaml\.backup-1 is /m);
  assert.match(report, /delegate-tui apply --file harness-delegate\.yaml/);
  assert.ok(!report.includes(TOKEN));
  assert.equal(wizard.file(`${FILE}.backup-1`), SEED_MANIFEST);
  const edited = wizard.file(FILE);
  assert.ok(edited.includes(`DELEGATE_TOKEN: "${btoa(TOKEN)}"`));
  assert.match(edited, /apiVersion: batch\/v1\n/);
  assert.equal(edited.split('\n').length, SEED_MANIFEST.split('\n').length);
  assert.match(wizard.file('custom-del/Dockerfile'), /^FROM harness\/delegate:/m);
  assert.match(wizard.file('custom-del/build-and-push.yaml'), /foobar\/org/);
  assert.ok(!wizard.files().includes('custom-del/harness-delegate.yaml'));
});

test('existing manifest: a file of something else is refused before the screen opens', async (t) => {
  const directory = temporaryDirectory(t);
  writeFileSync(join(directory, FILE), '');
  const wizard = startWizard(t, {directory, args: ['--file', FILE], holders: [FILE]});
  await wizard.untilText('holds nothing but');
  assert.equal((await wizard.exit).code, 2);
});
