import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import {readCells} from '../../scripts/pictures/read-cells.ts';
import type {Frame} from '../../scripts/pictures/read-cells.ts';
import {SCENES} from '../../scripts/pictures/scenes.ts';
import {svgFrame} from '../../scripts/pictures/svg-frame.ts';
import {takePicture} from '../../scripts/pictures/take-picture.ts';
import {PROJECT_ROOT} from '../helpers/built-program.ts';
import {needs} from '../helpers/needs.ts';

/** Every element is closed, and no sign of markup stands in a text. */
function isWellFormed(svg: string): boolean {
  const open: string[] = [];
  for (const [, close, name = '', empty] of svg.matchAll(/<(\/?)(\w+)[^<>]*?(\/?)>/g)) {
    if (close && open.pop() !== name) return false;
    if (!close && !empty) open.push(name);
  }
  return open.length === 0 && !/&(?!amp;|lt;|gt;|quot;)/.test(svg);
}

describe('pictures', {concurrency: 2}, () => {
  for (const scene of SCENES) {
    test(`the picture ${scene.name} is what the program shows`, needs('kubectl'), async () => {
      const there = readFileSync(join(PROJECT_ROOT, 'docs', 'pictures', `${scene.name}.svg`), 'utf8');
      const drawn = (frame: Frame): string => svgFrame({frame, title: scene.title});
      const frame = await takePicture(scene, (taken) => scene.moves === true || drawn(taken) === there);
      assert.ok(frame.lines.length > 5);
      assert.ok(isWellFormed(drawn(frame)));
      // Times and names of a rollout differ from run to run, the version of kubectl from machine to machine.
      if (scene.moves !== true) assert.equal(drawn(frame), there, 'stale: npm run pictures takes it anew');
    });
  }
});

test('cells keep their column, width and colour', async () => {
  const written = 'a\u001b[31m<b>\u001b[0m   \u001b[1;7m日本\u001b[0m &\r\n\u001b[2mdim';
  const {lines} = await readCells({written, columns: 20, rows: 5});
  assert.deepEqual(
    lines.map((runs) =>
      runs.filter(({text}) => text.trim() !== '').map(({column, cells, text}) => [column, cells, text]),
    ),
    [
      [
        [0, 1, 'a'],
        [1, 3, '<b>'],
        [7, 4, '日本'],
        [11, 3, ' & '],
      ],
      [[0, 3, 'dim']],
    ],
  );
  const svg = svgFrame({frame: {columns: 20, lines}, title: 'A "title"'});
  assert.ok(isWellFormed(svg));
  assert.match(svg, /class="c1"[^>]*>&lt;b&gt;</);
  assert.match(svg, /<rect class="t" [^>]*width="33.6"/);
  assert.match(svg, /class="p b"[^>]*>日本</);
  assert.match(svg, /class="t d"[^>]*>dim</);
});
