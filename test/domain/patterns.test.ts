import assert from 'node:assert/strict';
import {test} from 'node:test';
import {PATTERNS} from '../../src/domain/patterns.ts';
import {sanitiseLine} from '../../src/domain/text.ts';

/** Where signs stand that take no room or cannot be seen. */
const BLOCKS = [
  [0, 0xffff],
  [0x1_bc00, 0x1_bcff],
  [0x1_d100, 0x1_d1ff],
  [0xe_0000, 0xe_0fff],
] as const;
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;
/** They choose between two pictures of the sign in front of them. */
const CHOOSES_PICTURE = /[\ufe00-\ufe0f]/;

test('free text takes every sign that can be seen, and no other; what is refused is not printed either', () => {
  for (const [first, last] of BLOCKS) {
    for (let code = first; code <= last; code++) {
      const sign = String.fromCodePoint(code);
      const name = `U+${code.toString(16)}`;
      const isSeen = !UNSEEN.test(sign) || CHOOSES_PICTURE.test(sign);
      if (PATTERNS.oneLine.test(`a${sign}`) !== isSeen) assert.fail(`${name} in one line`);
      if (PATTERNS.manyLines.test(`a${sign}`) !== (isSeen || sign === '\n' || sign === '\t'))
        assert.fail(`${name} in several lines`);
      if (!isSeen && !/^[ \ufffd]?$/.test(sanitiseLine(sign))) assert.fail(`${name} is printed`);
    }
  }
  assert.match('❤️ 😀 é ü 漢字', PATTERNS.oneLine);
});
