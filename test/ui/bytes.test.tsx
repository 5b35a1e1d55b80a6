import assert from 'node:assert/strict';
import {test} from 'node:test';
import {THEMES, renderAt} from '../helpers/render-at.tsx';
import {reviewScreen, startScreen, twelveToolsScreen} from '../helpers/screen-samples.ts';
import {machine} from '../wizard/machine.ts';
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

/** Those that cost most: helpers that come or go, sentences and problems that appear, several tools at once. */
const DEAREST = [
  'feature:kubernetes',
  'feature:terraform',
  'tool:scm',
  'tool:terraform',
  'tool:terragrunt',
  'tool:docker-cli',
];

test('a tick beside the live preview costs at most 1,500 bytes at 140x40, ticked and unticked', async () => {
  const m = machine();
  m.keys('enter');
  const rendered = await renderAt({screen: m.screen(), columns: 140, rows: 40});
  for (const id of DEAREST) {
    while (m.focused()?.id !== id) m.keys('down');
    m.read('p');
    m.keys('escape');
    for (const way of ['ticked', 'unticked']) {
      await rendered.show(m.screen());
      rendered.terminal.takeWritten();
      m.read(' ');
      await rendered.show(m.screen());
      const bytes = Buffer.byteLength(rendered.terminal.takeWritten());
      assert.ok(bytes > 100 && bytes <= 1500, `${id} ${way}: ${bytes} bytes`);
    }
  }
  await rendered.unmount();
});

test('nothing is written when nothing changed', async () => {
  const rendered = await renderAt({screen: twelveToolsScreen, columns: 80, rows: 24});
  rendered.terminal.takeWritten();
  await rendered.show({...twelveToolsScreen});
  assert.equal(rendered.terminal.takeWritten(), '');
  await rendered.unmount();
});
