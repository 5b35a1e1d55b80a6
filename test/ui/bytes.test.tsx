import assert from 'node:assert/strict';
import {test} from 'node:test';
import {THEMES, renderAt} from '../helpers/render-at.tsx';
import {reviewScreen, startScreen, twelveToolsScreen} from '../helpers/screen-samples.ts';
import {shortenMoves} from '../../src/ui/short-moves.ts';
import type {Screen} from '../../src/wizard/screen.ts';

const written = async (
  screen: Screen,
  [columns, rows]: readonly [number, number],
  theme: typeof THEMES.colour = THEMES.colour,
): Promise<string> => {
  const rendered = await renderAt({screen, columns, rows, theme});
  rendered.terminal.takeWritten();
  await rendered.show({...screen, focus: screen.focus + 1});
  const bytes = rendered.terminal.takeWritten();
  await rendered.unmount();
  return bytes;
};

for (const [name, screen, size, most] of [
  ['twelve tools', twelveToolsScreen, [80, 24], 230],
  ['twelve tools', twelveToolsScreen, [40, 12], 150],
  ['the start', startScreen, [80, 24], 210],
  ['a list with a preview beside it', {...twelveToolsScreen, panel: reviewScreen.panel}, [140, 40], 360],
] as const) {
  test(`${name}, ${size.join('x')}: one arrow key costs at most ${most} bytes`, async () => {
    const bytes = Buffer.byteLength(await written(screen, size));
    assert.ok(bytes <= most, `${bytes} bytes`);
  });
}

test('an arrow key changes two lines and nothing else', async () => {
  const bytes = await written(twelveToolsScreen, [80, 24]);
  assert.equal(bytes.split('\u001b[K').length - 1, 2);
  assert.equal(bytes.split('\n').length - 1, 2);
});

test('nothing is written when nothing changed', async () => {
  const rendered = await renderAt({screen: twelveToolsScreen, columns: 80, rows: 24});
  rendered.terminal.takeWritten();
  await rendered.show({...twelveToolsScreen});
  assert.equal(rendered.terminal.takeWritten(), '');
  await rendered.unmount();
});

test('steps over unchanged lines become one step; single ones and everything else stay', () => {
  assert.equal(
    shortenMoves('a\u001b[E\u001b[E\u001b[Eb\u001b[Ec\n\u001b[K'),
    'a\u001b[3Eb\u001b[Ec\n\u001b[K',
  );
});
