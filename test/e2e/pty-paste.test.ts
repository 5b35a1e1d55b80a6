import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ANSWERED} from '../helpers/answered.ts';
import {KEY, startWizard} from '../helpers/wizard-run.ts';

const TEXT = 'hello\rworld\r';
const pasted = (text: string): string => `\u001b[200~${text}\u001b[201~`;

test('a paste with line ends stays in its field', async (t) => {
  const wizard = startWizard(t);
  await wizard.untilStep(1);
  await wizard.pointTo('kubernetes');
  await wizard.next(2);
  await wizard.next(3);
  await wizard.pointTo('Repository');
  wizard.press(pasted(TEXT));
  await wizard.until('the pasted text', () => wizard.pointed().includes('helloworld'));
  wizard.press('!');
  await wizard.until('text typed behind it', () => wizard.pointed().includes('helloworld!'));
  assert.match(wizard.screen().join('\n'), /step 3 of 6/);
});

for (const [what, text] of [
  ['with markers', pasted(TEXT)],
  ['without markers', TEXT],
  ['that looks like keys', 'ok\rd\r'],
] as const) {
  test(`a paste ${what} writes nothing at the review`, async (t) => {
    const wizard = startWizard(t, {args: ANSWERED});
    await wizard.untilStep(6);
    await wizard.until('the comparison with the disk', (lines) =>
      lines.some((line) => /Dockerfile +new +write/.test(line)),
    );
    wizard.press(text);
    // The answer to this shows that the paste was read.
    wizard.press('?');
    await wizard.untilText('Keys');
    wizard.press(KEY.escape);
    await wizard.untilText('These files');
    assert.deepEqual(wizard.files(), []);
    wizard.press(KEY.enter);
    await wizard.untilText('Wrote');
    assert.equal((await wizard.exit).code, 0);
  });
}

test('a paste whose end is lost locks nothing', async (t) => {
  const wizard = startWizard(t, {args: ANSWERED});
  await wizard.untilStep(6);
  wizard.press('\u001b[200~hello');
  wizard.press(KEY.ctrlC);
  await wizard.untilText('Nothing was written.');
  assert.deepEqual(await wizard.exit, {code: 130, signal: 0});
  const written = wizard.written();
  assert.ok(written.lastIndexOf('\u001b[?2004l') > written.lastIndexOf('\u001b[?2004h'));
});
