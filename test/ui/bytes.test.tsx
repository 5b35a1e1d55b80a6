import assert from 'node:assert/strict';
import {test} from 'node:test';
import {THEMES, renderAt} from '../helpers/render-at.tsx';
import {reviewScreen, startScreen, twelveToolsScreen} from '../helpers/screen-samples.ts';
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
  ['twelve tools', twelveToolsScreen, [80, 24], 100],
  ['twelve tools', twelveToolsScreen, [40, 12], 100],
  ['the start', startScreen, [80, 24], 80],
  ['a list with a preview beside it', {...twelveToolsScreen, panel: reviewScreen.panel}, [140, 40], 100],
] as const) {
  test(`${name}, ${size.join('x')}: one arrow key costs at most ${most} bytes`, async () => {
    const bytes = Buffer.byteLength(await written(screen, size));
    assert.ok(bytes <= most, `${bytes} bytes`);
  });
}

test('an arrow key changes two lines and nothing else', async () => {
  const bytes = await written(twelveToolsScreen, [80, 24]);
  const [up, first, next, down] = bytes.split(/(?<=\u001b\[\d*[EF])/);
  assert.match(up ?? '', /^\u001b\[\d+F$/);
  assert.ok(first?.endsWith('\u001b[E') && next?.match(/\u001b\[\d+E$/) && down === undefined, bytes);
});

test('nothing is written when nothing changed', async () => {
  const rendered = await renderAt({screen: twelveToolsScreen, columns: 80, rows: 24});
  rendered.terminal.takeWritten();
  await rendered.show({...twelveToolsScreen});
  assert.equal(rendered.terminal.takeWritten(), '');
  await rendered.unmount();
});
