import assert from 'node:assert/strict';
import {test} from 'node:test';
import {renderAt} from '../helpers/render-at.tsx';
import {startScreen} from '../helpers/screen-samples.ts';
import {SCROLL_END} from '../../src/wizard/panel-scroll.ts';
import type {Row, Screen} from '../../src/wizard/screen.ts';

const LONG =
  'Every tool of the full image and what people add most, for those who want one delegate that can do everything at once';
const ROWS: readonly Row[] = [
  {kind: 'choose', id: 'short', label: 'short', detail: 'a few words'},
  {kind: 'choose', id: 'long', label: 'long', detail: LONG},
  {kind: 'choose', id: 'last', label: 'last'},
];
const screen: Screen = {...startScreen, rows: ROWS, focus: 0, notices: []};

const frameOf = async (shown: Screen, columns: number, rows: number): Promise<string[]> => {
  const rendered = await renderAt({screen: shown, columns, rows});
  const frame = await rendered.frame();
  await rendered.unmount();
  return frame;
};
const words = (lines: readonly string[]): string => lines.map((line) => line.trim()).join(' ');

for (const [columns, rows] of [
  [80, 24],
  [60, 14],
  [140, 40],
  [40, 16],
] as const) {
  test(`the focused row tells its words whole below the rows, ${columns}x${rows}`, async () => {
    const frame = await frameOf({...screen, focus: 1}, columns, rows);
    assert.ok(words(frame).includes(LONG), frame.join('\n'));
  });
}

test('the frame is as high for every row, so that nothing moves with the focus', async () => {
  const heights = await Promise.all(
    [0, 1, 2].map(async (focus) => (await frameOf({...screen, focus}, 80, 24)).length),
  );
  assert.deepEqual(heights, [heights[0], heights[0], heights[0]]);
});

test('where there is no room, the words are cut and the rows stay', async () => {
  const frame = await frameOf({...screen, focus: 1}, 60, 9);
  assert.match(frame.join('\n'), /❯ long .*…/);
  assert.match(frame.join('\n'), /last/);
});

test('the problem of the focused row is told whole', async () => {
  const message = `${LONG}, or choose another one and go on`;
  const rows: readonly Row[] = [
    {kind: 'text', id: 'a', label: 'Name', value: 'x', cursor: 1, problem: {severity: 'error', message}},
  ];
  assert.ok(words(await frameOf({...screen, rows, focus: 0}, 60, 20)).includes(message));
});

test('long lines of the help go on below, under their second column', async () => {
  const text =
    'enter     Go to the next step; if something is missing or wrong, go there and say what it is.';
  const panel = {
    title: 'Keys',
    lines: [{text}],
    scroll: 0,
    placement: 'over',
    opened: true,
    wraps: true,
  } as const;
  const frame = await frameOf({...startScreen, panel}, 44, 20);
  assert.ok(words(frame).replaceAll(/ +/g, ' ').includes(text.replaceAll(/ +/g, ' ')), frame.join('\n'));
  assert.match(frame.join('\n'), /\n {11}something/);
});

test('a panel that wraps scrolls by its own lines, to its end', async () => {
  const lines = Array.from({length: 30}, (_, index) => ({
    text: `${index} and some words that are long enough to wrap here`,
  }));
  const panel = {
    title: 'Keys',
    lines,
    scroll: SCROLL_END,
    placement: 'over',
    opened: true,
    wraps: true,
  } as const;
  const frame = await frameOf({...startScreen, panel}, 44, 14);
  assert.ok(words(frame).includes('29 and some words that are long enough to wrap here'), frame.join('\n'));
  assert.match(frame.join('\n'), /more above/);
});

test('scrolling a panel that wraps goes line by line, and back at once from its end', async () => {
  const lines = Array.from({length: 12}, (_, index) => ({
    text: `${index} and some words that are long enough to wrap here`,
  }));
  const at = (scroll: number): Screen => ({
    ...startScreen,
    panel: {title: 'Keys', lines, scroll, placement: 'over', opened: true, wraps: true},
  });
  const rendered = await renderAt({screen: at(0), columns: 44, rows: 14});
  const above: string[] = [];
  for (const scroll of [1, 2, 60, 61, 60, 59, SCROLL_END, SCROLL_END - 1, 0]) {
    await rendered.show(at(scroll));
    const frame = (await rendered.frame()).join('\n');
    above.push(/(\d+) more above/.exec(frame)?.[1] ?? '0');
  }
  await rendered.unmount();
  // 24 lines in a window that shows 7 of them.
  assert.deepEqual(above, ['1', '2', '17', '17', '16', '15', '17', '16', '0']);
});

test('lines of a log keep what they are indented by', async () => {
  const lines = [{text: '    at the place where it was thrown and further on'}];
  const panel = {title: 'Log', lines, scroll: 0, placement: 'over', opened: true, wraps: true} as const;
  const frame = await frameOf({...startScreen, panel}, 40, 14);
  assert.match(frame.join('\n'), /\n {5}at the place [^\n]*\n {5}\S/);
});
