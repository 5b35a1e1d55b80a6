import assert from 'node:assert/strict';
import {test} from 'node:test';
import {frameText} from '../helpers/frame-text.ts';
import {THEMES, renderAt} from '../helpers/render-at.tsx';
import type {Rendered} from '../helpers/render-at.tsx';
import {SAMPLE_SCREENS, toolsScreen, twelveToolsScreen} from '../helpers/screen-samples.ts';
import {layoutScreen} from '../../src/ui/layout.ts';
import {lineText} from '../../src/ui/line.ts';
import {createScrollMemory} from '../../src/ui/scroll-memory.ts';
import {tooSmallLines} from '../../src/ui/too-small.ts';
import type {Screen} from '../../src/wizard/screen.ts';

const theme = THEMES.colour;

/** Growing and shrinking lists, moves inside them, panels that open and close, wide characters. */
const SEQUENCE: readonly Screen[] = [
  ...Object.values(SAMPLE_SCREENS),
  ...[2, 3, 4, 9, 12, 14, 20, 34, 30, 15, 2].map((focus) => ({...toolsScreen, focus})),
  ...[1, 12, 3, 7].map((count) => ({...twelveToolsScreen, rows: twelveToolsScreen.rows.slice(0, count)})),
  ...Object.values(SAMPLE_SCREENS).toReversed(),
];

/** What should be visible, frame after frame. */
function expectations(): (screen: Screen, columns: number, rows: number) => string[] {
  const memory = createScrollMemory();
  return (screen, columns, rows) => {
    const small = tooSmallLines({screen, theme, columns, rows});
    if (small !== undefined) return small.map(lineText);
    const place = `${screen.step} ${screen.overlay ?? ''}`;
    const layout = layoutScreen({screen, theme, columns, rows, top: memory.recall(place)});
    if (layout.middle !== undefined) memory.remember(place, layout.middle.top);
    // The emulator draws this sign one cell wide, many terminals two: what follows keeps its column.
    return frameText(layout, theme).map((line) => line.replace('🚀', '🚀 '));
  };
}

const SHELL = ['$ ls', 'harness-delegate.yaml', '$ delegate-tui'];

/** The frame, found by the cursor that stands below it, and everything above it. */
async function split(
  rendered: Rendered,
  height: number,
): Promise<{above: string[]; frame: string[]; below: string[]}> {
  const history = await rendered.terminal.history();
  const visible = await rendered.terminal.screen();
  const end = history.length - visible.length + (await rendered.terminal.cursor()).y;
  return {
    above: history.slice(0, end - height),
    frame: history.slice(end - height, end),
    below: history.slice(end),
  };
}

for (const [columns, rows] of [
  [40, 12],
  [80, 24],
  [140, 40],
  [100, 18],
] as const) {
  for (const [where, shell] of [
    ['top', SHELL],
    ['bottom', [...Array.from({length: rows}, (_, index) => `line ${index}`), ...SHELL]],
  ] as const) {
    test(`${columns}x${rows}, started at the ${where} of the screen: every frame is as intended`, async () => {
      const expected = expectations();
      const [first] = SEQUENCE;
      const before = shell.map((line) => `${line}\n`).join('');
      const rendered = await renderAt({screen: first as Screen, columns, rows, before});
      for (const screen of SEQUENCE) {
        await rendered.show(screen);
        const lines = expected(screen, columns, rows);
        const {above, frame, below} = await split(rendered, lines.length);
        assert.deepEqual(frame, lines);
        assert.deepEqual(
          below.filter((line) => line !== ''),
          [],
        );
        assert.deepEqual(above.slice(0, shell.length), shell);
      }
      await rendered.unmount();
    });
  }
}

test('resizing ends with the intended frame and nothing below it', async () => {
  const expected = expectations();
  const rendered = await renderAt({screen: toolsScreen, columns: 80, rows: 24, before: '$ delegate-tui\n'});
  expected(toolsScreen, 80, 24);
  for (const [columns, rows] of [
    [40, 12],
    [140, 40],
    [20, 6],
    [80, 24],
    [80, 10],
    [80, 24],
    [79, 24],
    [120, 24],
    [80, 24],
  ] as const) {
    await rendered.resize(columns, rows);
    const lines = expected(toolsScreen, columns, rows);
    const {frame, below} = await split(rendered, lines.length);
    assert.deepEqual(frame, lines, `${columns}x${rows}`);
    assert.ok(below.every((line) => line === ''));
  }
  await rendered.unmount();
});
