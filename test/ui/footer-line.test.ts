import assert from 'node:assert/strict';
import {test} from 'node:test';
import {startScreen} from '../helpers/screen-samples.ts';
import {THEMES} from '../helpers/render-at.tsx';
import {footerLine} from '../../src/ui/footer-line.ts';
import {lineText} from '../../src/ui/line.ts';

const REVIEW = '↑↓ move|enter write|d write, deploy|b write, build|esc back|s save preset|? help';
const ROLLOUT = '↑↓ move|k keep watching|u undo|d detach|l log|e events|? help';
const CASES: readonly (readonly [what: string, hints: string, width: number, expected: string])[] = [
  ['the review', REVIEW, 39, '↑↓ move  enter write  esc back  ?'],
  ['the review, less narrow', REVIEW, 50, 'enter write  d write, deploy  esc back  ?'],
  ['the rollout', ROLLOUT, 39, 'k keep watching  u undo  d detach  ?'],
  ['the start', '↑↓ move|enter choose|x practice|? help', 39, '↑↓ move  enter choose  x practice  ?'],
  ['a text field', 'enter next|esc back|ctrl+p preview|ctrl+g help', 33, 'enter next  esc back  ctrl+g'],
  ['the review in a wide window', REVIEW, 64, '↑↓ move  enter write  d write, deploy  esc back  ? help'],
  ['no room', REVIEW, 1, '?'],
];
for (const [what, hints, width, expected] of CASES) {
  test(`footer of ${what}: the ways out stay, the arrows go first`, () => {
    const line = footerLine({
      screen: {
        ...startScreen,
        hints: hints.split('|').map((hint) => {
          const [keys = '', ...label] = hint.split(' ');
          return {keys, label: label.join(' ')};
        }),
      },
      width,
      narrow: width < 60,
      glyphs: THEMES.colour.glyphs,
    });
    assert.equal(lineText(line), expected);
  });
}
