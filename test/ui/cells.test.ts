import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import * as fc from 'fast-check';
import {cells, cutToCells, padToCells, splitAtCells} from '../../src/ui/cells.ts';
import {ASCII_GLYPHS, UNICODE_GLYPHS, screenText} from '../../src/ui/glyphs.ts';
import {cutLine, lineText, span} from '../../src/ui/line.ts';
import {wrapWords} from '../../src/ui/wrap.ts';
import {codePoint} from '../helpers/code-point.ts';

const anyText = fc.oneof(fc.string({unit: codePoint}), fc.string({unit: 'grapheme'}), fc.string());

for (const [text, width] of [
  ['', 0],
  ['kubectl', 7],
  ['道具', 4],
  ['한국어', 6],
  ['é', 1],
  ['e\u0301', 1],
  ['🚀', 2],
  ['❯ ✔ ◉', 5],
  ['ｗ', 2],
] as const) {
  test(`${JSON.stringify(text)} fills ${width} cells`, () => assert.equal(cells(text), width));
}

for (const [text, width, expected] of [
  ['kubectl', 7, 'kubectl'],
  ['kubectl', 6, 'kubec…'],
  ['kubectl', 1, '…'],
  ['kubectl', 0, ''],
  ['道具箱', 5, '道具…'],
  ['道具箱', 4, '道…'],
  ['two words', 5, 'two…'],
] as const) {
  test(`${text} cut to ${width} cells`, () => assert.equal(cutToCells(text, width, '…'), expected));
}

for (const [parts, width, expected] of [
  [['name', '   ', 'Creati…', '   ', '36 s'], 15, 'name   Creati…'],
  [['name', '   ', 'Creati…', '   ', '36 s'], 17, 'name   Creati…'],
  [['name', '   ', 'Creating', '   ', '36 s'], 16, 'name   Creating…'],
  [['name', '   ', 'Creating', '   ', '36 s'], 10, 'name   Cr…'],
] as const) {
  test(`${parts.join('')} cut to ${width} cells tells once that something is missing`, () =>
    assert.equal(
      lineText(
        cutLine(
          parts.map((part) => span(part)),
          width,
          '…',
        ),
      ),
      expected,
    ));
}

test('cutting and padding give exactly the width that was asked for', () => {
  fc.assert(
    fc.property(anyText, fc.nat(40), (raw, width) => {
      const text = screenText(raw, UNICODE_GLYPHS);
      assert.ok(cells(cutToCells(text, width, '…')) <= width);
      assert.equal(cells(padToCells(text, width, '…')), width);
      assert.equal(splitAtCells(text, width).join(''), text);
    }),
  );
});

test('wrapped lines keep the width and every word that fits', () => {
  fc.assert(
    fc.property(
      anyText,
      fc.integer({min: 1, max: 40}),
      fc.integer({min: 1, max: 5}),
      (raw, width, maxLines) => {
        const lines = wrapWords({text: screenText(raw, UNICODE_GLYPHS), width, maxLines, ellipsis: '…'});
        assert.ok(lines.length <= maxLines);
        for (const line of lines) assert.ok(cells(line) <= Math.max(width, 2), JSON.stringify(line));
      },
    ),
  );
});

test('a sentence breaks between words', () => {
  const lines = wrapWords({text: 'no word is cut here', width: 8, maxLines: 9, ellipsis: '…'});
  assert.deepEqual(lines, ['no word', 'is cut', 'here']);
});

for (const [raw, unicode, ascii] of [
  ['26.08 · 3 tools …', '26.08 · 3 tools …', '26.08 - 3 tools ...'],
  ['two\nlines\tand a tab', 'two lines and a tab', 'two lines and a tab'],
  ['\u001b[31mred\u001b[0m \u202Ertl', 'red rtl', 'red rtl'],
  ['flag 🇩🇪, thumb 👍🏽', 'flag DE, thumb 👍', 'flag DE, thumb 👍'],
  ['↑↓', '↑↓', 'up/down'],
] as const) {
  test(`${JSON.stringify(raw)} on the screen`, () => {
    assert.equal(screenText(raw, UNICODE_GLYPHS), unicode);
    assert.equal(screenText(raw, ASCII_GLYPHS), ascii);
  });
}

test('widths of common characters are those that Ink counts', async () => {
  const fromInk = createRequire(import.meta.resolve('ink'));
  const {default: inkWidth} = (await import(pathToFileURL(fromInk.resolve('string-width')).href)) as {
    default: (text: string) => number;
  };
  const wrong: string[] = [];
  const blocks = [
    [0x20, 0x2ff],
    [0x370, 0x52f],
    [0x2010, 0x27bf],
    [0x3000, 0x33ff],
    [0x4e00, 0x9fff],
    [0xac00, 0xd7a3],
    [0xff01, 0xffe6],
    [0x1f300, 0x1f6ff],
  ] as const;
  for (const [first, last] of blocks) {
    for (let code = first; code <= last; code++) {
      const text = screenText(String.fromCodePoint(code), UNICODE_GLYPHS);
      if (cells(text) !== inkWidth(text)) wrong.push(code.toString(16));
    }
  }
  assert.deepEqual(wrong, []);
});
