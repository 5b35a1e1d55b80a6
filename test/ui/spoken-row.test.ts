import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sentence} from '../../src/ui/spoken-row.ts';

const SENTENCES: readonly (readonly [parts: readonly (string | undefined)[], said: string])[] = [
  [['kubernetes', undefined, 'with kubectl'], 'kubernetes, with kubectl'],
  [['In the image:', 'kubectl 1.35.3'], 'In the image: kubectl 1.35.3'],
  [['step 1 of 6', ''], 'step 1 of 6'],
];

for (const [parts, said] of SENTENCES)
  test(`read aloud: ${said}`, () => {
    assert.equal(sentence(parts), said);
  });
