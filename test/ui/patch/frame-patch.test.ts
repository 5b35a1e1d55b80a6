import assert from 'node:assert/strict';
import {test} from 'node:test';
import xterm from '@xterm/headless';
import fc from 'fast-check';
import {eraseFrame, framePatch} from '../../../src/ui/patch/frame-patch.ts';
import {linePatch} from '../../../src/ui/patch/line-patch.ts';
import {styledCells} from '../../../src/ui/patch/styled-cells.ts';

const COLUMNS = 30;
const ROWS = 12;

const bold = (text: string) => `\u001b[1m${text}\u001b[22m`;
const cyan = (text: string) => `\u001b[36m${text}\u001b[39m`;
const inverse = (text: string) => `\u001b[7m${text}\u001b[27m`;

for (const [what, before, after, patch] of [
  ['nothing', 'one two', 'one two', ''],
  ['a letter', 'one two', 'one tWo', '\u001b[6GW'],
  ['two places far apart', 'a 23456789 b', 'A 23456789 B', 'A\u001b[12GB'],
  ['two places close together', 'a 2 b', 'A 2 B', 'A 2 B'],
  ['an end that goes away', 'one two', 'one', '\u001b[4G\u001b[K'],
  ['blanks at the end, which are none', 'one', 'one   ', ''],
  ['a colour', 'one two', `one ${cyan('two')}`, '\u001b[5G\u001b[36mtwo\u001b[m'],
  ['a style upon a style', '', cyan(`a${bold('b')}`), '\u001b[36ma\u001b[1mb\u001b[m'],
  ['from one style to another', '', cyan('a') + bold('b'), '\u001b[36ma\u001b[0;1mb\u001b[m'],
  ['a sign of unsure width', 'x kubectl', '◉ kubectl', '◉'],
  ['text behind a sign of unsure width', 'x', '◉ on', '◉\u001b[2G on'],
  ['half of a wide character', 'a日b', 'a日c', '\u001b[4Gc'],
  ['a wide character by two narrow ones', 'a日b', 'axyb', '\u001b[2Gxy'],
] as const) {
  test(`a line patch writes ${what}`, () => assert.equal(linePatch(before, after), patch));
}

const right = (text: string): string => 'left '.padEnd(12) + text;
const green = (text: string): string => `\u001b[32m${text}\u001b[39m`;

for (const [what, before, after, patch] of [
  [
    'ends of rows that go away below each other',
    [right('| one'), right('| two'), right('| three')],
    [right('|'), right('|'), right('|')],
    '\u001b[3F\u001b[14G\u001b[K\u001b[B\u001b[K\u001b[B\u001b[K\u001b[E',
  ],
  [
    'a colour once for rows below each other',
    [right('abcd'), right('ab'), 'end'],
    [right(green('xy')), right(green('zz')), 'END'],
    '\u001b[3F\u001b[13G\u001b[32mxy\u001b[K\u001b[E\u001b[13Gzz\u001b[E\u001b[mEND\u001b[E',
  ],
  [
    'an erased end without the looks that show on blanks',
    [right('abcd')],
    [right(inverse('xy'))],
    '\u001b[F\u001b[13G\u001b[7mxy\u001b[m\u001b[K\u001b[E',
  ],
] as const) {
  test(`a frame patch writes ${what}`, () => assert.equal(framePatch(before, after), patch));
}

test('styles that say the same are the same cells', () => {
  assert.deepEqual(styledCells('\u001b[1;36ma\u001b[0mb'), styledCells(`${bold(cyan('a'))}b`));
});

const word = fc.stringMatching(/^[a-z0-9 ─…❯◉✔日本é]{0,6}$/u);
const piece = fc
  .tuple(
    word,
    fc.constantFrom((text: string) => text, bold, cyan, inverse),
  )
  .map(([text, styled]) => styled(text));
const line = fc
  .array(piece, {maxLength: 4})
  .map((pieces) => pieces.join(''))
  .filter((text) => styledCells(text).length < COLUMNS);
const frame = fc.array(line, {minLength: 1, maxLength: ROWS - 2});

/** What a terminal shows: characters with their looks, and the cursor. */
async function shown(texts: readonly string[]): Promise<string> {
  const terminal = new xterm.Terminal({cols: COLUMNS, rows: ROWS, allowProposedApi: true, convertEol: true});
  for (const text of texts) terminal.write(text);
  await new Promise<void>((resolve) => terminal.write('', resolve));
  const {active} = terminal.buffer;
  const rows = Array.from({length: ROWS}, (_, y) =>
    Array.from({length: COLUMNS}, (_, x) => {
      const cell = active.getLine(active.baseY + y)?.getCell(x);
      const looks = [cell?.isBold(), cell?.isInverse(), cell?.getFgColor()].map(Number).join('/');
      return `${cell?.getChars() || (cell?.getWidth() === 0 ? '' : ' ')}${looks}`;
    }).join(''),
  );
  terminal.dispose();
  return [...rows, `${active.cursorX},${active.cursorY}`].join('\n');
}

test('frames drawn one over the other look like the last one drawn alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(frame, {minLength: 2, maxLength: 5}), async (frames) => {
      const patches = frames.map((next, index) => framePatch(frames[index - 1] ?? [], next));
      const last = frames.at(-1) ?? [];
      assert.equal(await shown(patches), await shown([framePatch([], last)]));
      assert.equal(framePatch(last, last), '');
    }),
    {numRuns: 200},
  );
});

test('an erased frame leaves what stood above it', async () => {
  await fc.assert(
    fc.asyncProperty(frame, async (lines) => {
      const above = '$ delegate-tui\r\n';
      assert.equal(
        await shown([above, framePatch([], lines), eraseFrame(lines.length)]),
        await shown([above]),
      );
    }),
    {numRuns: 200},
  );
});
