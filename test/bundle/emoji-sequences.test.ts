import assert from 'node:assert/strict';
import {test} from 'node:test';
import {emojiSequences} from '../../scripts/emoji-sequences.ts';

const real = new RegExp('^\\p{RGI_Emoji}$', 'v');

test('every character is told as the regular expression tells it', () => {
  const different: string[] = [];
  for (let code = 0; code <= 0x10_ff_ff; code++) {
    const character = String.fromCodePoint(code);
    if (emojiSequences.test(character) !== real.test(character)) different.push(code.toString(16));
  }
  assert.deepEqual(different, []);
});

for (const text of ['', 'ab', '✔\ufe0f', '👩‍💻', '🇩🇪', '🇩', '1\ufe0f\u20e3', '👍🏽', '👍 ', 'e\u0301']) {
  test(`${JSON.stringify(text)} is told as the regular expression tells it`, () => {
    assert.equal(emojiSequences.test(text), real.test(text));
  });
}
