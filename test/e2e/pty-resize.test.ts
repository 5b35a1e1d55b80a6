import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {TestContext} from 'node:test';
import {startWizard} from '../helpers/wizard-run.ts';
import type {WizardRun} from '../helpers/wizard-run.ts';

const TYPED = 'acme/custom-delegate-with-a-long-name';

async function atRepository(context: TestContext, columns: number, rows: number): Promise<WizardRun> {
  const wizard = startWizard(context, {columns, rows});
  await wizard.untilStep(1);
  await wizard.pointTo('kubernetes');
  await wizard.next(2);
  await wizard.next(3);
  await wizard.pointTo('Repository');
  return wizard;
}

/** Lines above the frame are the shell's: where the frame begins may differ. */
const frame = (lines: readonly string[]): string => lines.join('\n').trim();

for (const [columns, rows] of [
  [80, 24],
  [60, 16],
  [132, 30],
] as const) {
  test(`after many sizes while typing, the screen at ${columns}x${rows} is that of a new start`, async (t) => {
    const wizard = await atRepository(t, 100, 30);
    for (const [index, letter] of Array.from(TYPED).entries()) {
      wizard.press(letter);
      wizard.resize(44 + ((index * 37) % 90), 12 + ((index * 11) % 24));
    }
    wizard.resize(columns, rows);
    const fresh = await atRepository(t, columns, rows);
    await fresh.fill('Repository', TYPED);
    // The fresh one may still be drawing its last letters.
    await wizard.until('the screen of a new start', (lines) => frame(lines) === frame(fresh.screen()));
    assert.ok(wizard.pointed().includes(TYPED));
  });
}

test('in a window that shows no frame, nothing is typed and nothing goes on', async (t) => {
  const wizard = await atRepository(t, 80, 24);
  const before = wizard.screen();
  const emptied = (): number => wizard.written().split('\u001b[H\u001b[J').length;
  const times = emptied();
  wizard.resize(20, 6);
  await wizard.until('the small window, drawn anew', () => emptied() > times);
  wizard.press('acme/unseen\r\u000c');
  await wizard.until('what Ctrl+L draws, after the other keys', () => emptied() > times + 1);
  assert.match(wizard.screen().join('\n'), /^Needs 30x8/);
  wizard.resize(80, 24);
  await wizard.until('the screen as before', (lines) => frame(lines) === frame(before));
});

test('Ctrl+L takes away what others wrote over the screen', async (t) => {
  const wizard = await atRepository(t, 80, 24);
  wizard.press('\u000c');
  wizard.press('acme/after');
  await wizard.until('the text typed after it', () => wizard.pointed().includes('acme/after'));
  assert.match(wizard.screen()[0] ?? '', /step 3 of 6$/);
  assert.match(wizard.written(), /\u001b\[H\u001b\[J/);
});
