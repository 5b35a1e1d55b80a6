import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {createSegmenter} from '../../src/wizard/graphemes.ts';

const real = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const ours = createSegmenter(undefined, {granularity: 'grapheme'});
const parts = (segments: Iterable<{segment: string; index: number}>) =>
  [...segments].map(({segment, index}) => [segment, index]);

const TEXTS = [
  '',
  'delegate',
  '─── ❯ ◉ ✔ … · ↑↓',
  '\u001b[36mcyan\u001b[39m\n',
  'line\r\nline',
  'e\u0301',
  '✔\ufe0f',
  '👩‍💻 🇩🇪',
  '한국',
];

for (const text of TEXTS) {
  test(`divides ${JSON.stringify(text)} as Intl.Segmenter does`, () => {
    assert.deepEqual(parts(ours.segment(text)), parts(real.segment(text)));
    assert.equal(ours.segment(text).containing(1)?.segment, real.segment(text).containing(1)?.segment);
  });
}

test('divides every text as Intl.Segmenter does', () => {
  const unit = fc.oneof(
    fc.integer({min: 0, max: 0x2ff}),
    fc.integer({min: 0x2000, max: 0x2bff}),
    fc.integer({min: 0, max: 0xffff}),
  );
  const text = fc.array(unit, {maxLength: 6}).map((units) => String.fromCharCode(...units));
  fc.assert(
    fc.property(text, (value) => assert.deepEqual(parts(ours.segment(value)), parts(real.segment(value)))),
    {numRuns: 500},
  );
});

test('every pair of characters that are taken for single ones is two graphemes', () => {
  const singles = Array.from({length: 0x2c00}, (_, code) => String.fromCharCode(code)).filter((character) =>
    /^[\u0000-\u000c\u000e-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u2bff]$/.test(character),
  );
  const joined = singles.filter((character) =>
    ['a', '❯', '\u001b'].some(
      (other) =>
        parts(real.segment(other + character)).length + parts(real.segment(character + other)).length !== 4,
    ),
  );
  assert.deepEqual(joined, []);
});
